'use client'

import { Button, Modal, Select } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { moveRetailerAction } from '@/app/(workspace)/retailers/actions'
import classes from '@/app/(workspace)/retailers/forms.module.css'
import { PlaceField } from '@/app/(workspace)/retailers/place-field'
import { ReasonField } from '@/app/(workspace)/retailers/reason-field'
import { usePlace } from '@/app/(workspace)/retailers/use-place'
import { useRetailerWords } from '@/app/(workspace)/retailers/words'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import { DialogEnd } from './dialog-end'
import { useChange } from './use-change'

/** Moves the shop's pin, shows what follows from it, and asks why. */
export function MoveDialog({ view, onClose }: { view: RetailerPage; onClose: () => void }) {
  const t = useTranslations('retailer')
  const words = useRetailerWords()
  const { territories } = useWorkspace()
  const { retailer } = view
  const [stood] = useState(retailer.position)
  const [territoryId, setTerritoryId] = useState(retailer.territoryId)
  const [reason, setReason] = useState('')
  const choice = usePlace(stood, retailer)
  const { refusal, isPending, send } = useChange(onClose)
  const { near } = choice.proposal ?? {}

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { lng, lat, datum } = choice.place
    if (datum === null) return
    const order = { id: retailer.id, version: retailer.version, lng, lat, datum, territoryId, reason }
    send(
      () => moveRetailerAction({ ...order, confirmed: [...choice.confirmed] }),
      t('move.done', { name: retailer.name }),
    )
  }
  return (
    <Modal
      opened
      size={820}
      onClose={onClose}
      title={t('move.title', { name: retailer.name })}
      closeButtonProps={{ 'aria-label': t('actions.cancel') }}
    >
      <form onSubmit={submit} className={classes.form} noValidate>
        <PlaceField choice={choice} types={view.types} from={stood} name={retailer.name} />
        {territories.length > 1 && (
          <Select
            label={words.field('territoryId')}
            data={territories.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={territoryId === null ? null : String(territoryId)}
            onChange={(value) => setTerritoryId(value === null ? null : Number(value))}
            placeholder={t('facts.no-territory')}
            allowDeselect={false}
          />
        )}
        {near?.isOwn && near.id !== territoryId && (
          <Button variant="light" style={{ justifySelf: 'start' }} onClick={() => setTerritoryId(near.id)}>
            {t('move.hand-over', { territory: near.name })}
          </Button>
        )}
        <div>
          <ReasonField
            value={reason}
            onChange={setReason}
            examples={[t('reason.wrong-place'), t('reason.moved-shop'), t('reason.wrong-datum')]}
          />
          <DialogEnd
            refusal={refusal}
            confirm={t('move.confirm')}
            isPending={isPending}
            isReady={reason.trim() !== '' && choice.proposal !== undefined}
            onClose={onClose}
          />
        </div>
      </form>
    </Modal>
  )
}
