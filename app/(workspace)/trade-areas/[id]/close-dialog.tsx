'use client'

import { useTranslations } from 'next-intl'
import { closeTradeAreaAction } from '@/app/(workspace)/trade-areas/actions'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import { DialogForm } from './dialog-form'
import { useChange } from './use-change'

type Props = { view: TradeAreaView; onClose: () => void; onDone: (text: string) => void }

export function CloseDialog({ view, onClose, onDone }: Props) {
  const t = useTranslations('trade-area.close')
  const { area, profile } = view
  const { perform, isSaving, error } = useChange(({ moved }: { moved: number }) =>
    onDone(t('done', { name: area.name, count: moved })),
  )
  return (
    <DialogForm
      title={t('title', { name: area.name })}
      about={t('about', { count: profile.shops.shops })}
      confirm={t('confirm')}
      isDangerous
      isSaving={isSaving}
      error={error}
      onClose={onClose}
      onSubmit={(reason) =>
        perform(() => closeTradeAreaAction({ id: area.id, version: area.version, reason }))
      }
    />
  )
}
