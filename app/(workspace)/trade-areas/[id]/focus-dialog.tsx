'use client'

import { Chip, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { setFocusAction } from '@/app/(workspace)/trade-areas/actions'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import { DialogForm } from './dialog-form'
import { useChange } from './use-change'

type Props = { view: TradeAreaView; onClose: () => void; onDone: (text: string) => void }

const EXAMPLES = ['new-product', 'price-tags', 'stock', 'display'] as const

export function FocusDialog({ view, onClose, onDone }: Props) {
  const t = useTranslations('trade-area.focus')
  const { area } = view
  const [focus, setFocus] = useState(area.focus ?? '')
  const next = focus.trim() === '' ? null : focus.trim()
  const { perform, isSaving, error } = useChange(() =>
    onDone(next ? t('done', { focus: next }) : t('cleared')),
  )
  return (
    <DialogForm
      title={t('title', { name: area.name })}
      about={t('about')}
      confirm={next === null && area.focus ? t('clear') : t('confirm')}
      isReady={next !== area.focus}
      isSaving={isSaving}
      error={error}
      onClose={onClose}
      onSubmit={(reason) =>
        perform(() => setFocusAction({ id: area.id, version: area.version, focus: next, reason }))
      }
    >
      <Chip.Group value={focus} onChange={(value) => setFocus(String(value))}>
        <Group gap="xs" mb="sm">
          {EXAMPLES.map((example) => (
            <Chip key={example} size="xs" value={t(`examples.${example}`)}>
              {t(`examples.${example}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        data-autofocus
        label={t('label')}
        description={t('empty-clears')}
        maxLength={120}
        value={focus}
        onChange={(event) => setFocus(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
