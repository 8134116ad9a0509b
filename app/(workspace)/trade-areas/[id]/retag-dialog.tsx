'use client'

import { Radio } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { retagTradeAreaAction } from '@/app/(workspace)/trade-areas/actions'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'
import { DialogForm } from './dialog-form'
import { useChange } from './use-change'

type Props = {
  view: TradeAreaView
  types: readonly MapTradeAreaType[]
  typeName: (code: string | null) => string
  onClose: () => void
  onDone: (text: string) => void
}

const BY_RULE = ':rule'

export function RetagDialog({ view, types, typeName, onClose, onDone }: Props) {
  const t = useTranslations('trade-area.retag')
  const { area, evidence } = view
  const present = area.typeSource === 'rule' ? BY_RULE : (area.typeCode ?? '')
  const [choice, setChoice] = useState(present)
  const { perform, isSaving, error } = useChange(() =>
    onDone(t('done', { type: typeName(choice === BY_RULE ? evidence.proposed : choice) })),
  )
  return (
    <DialogForm
      title={t('title', { name: area.name })}
      about={t('about')}
      confirm={choice === BY_RULE ? t('take') : t('confirm')}
      isReady={choice !== present}
      isSaving={isSaving}
      error={error}
      onClose={onClose}
      onSubmit={(reason) =>
        perform(() =>
          retagTradeAreaAction({
            id: area.id,
            version: area.version,
            type: choice === BY_RULE ? { by: 'rule' } : { by: 'hand', code: choice },
            reason,
          }),
        )
      }
    >
      <Radio.Group value={choice} onChange={setChoice} label={t('type')}>
        <div className={classes.choices}>
          <Radio value={BY_RULE} label={t('by-rule', { type: typeName(evidence.proposed) })} />
          {types.map(({ code, name }) => (
            <Radio
              key={code}
              value={code}
              label={
                <span className={classes.choice}>
                  <TypeSwatch code={code} types={types} />
                  {name}
                </span>
              }
            />
          ))}
        </div>
      </Radio.Group>
    </DialogForm>
  )
}
