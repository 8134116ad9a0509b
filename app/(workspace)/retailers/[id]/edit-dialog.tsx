'use client'

import { Modal } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { editRetailerAction } from '@/app/(workspace)/retailers/actions'
import { type Facts, FactsFields } from '@/app/(workspace)/retailers/facts-fields'
import classes from '@/app/(workspace)/retailers/forms.module.css'
import { ReasonField } from '@/app/(workspace)/retailers/reason-field'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { timeWindowsText } from '@/lib/domain/import/time-windows'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import { DialogEnd } from './dialog-end'
import { useChange } from './use-change'

export function EditDialog({ view, onClose }: { view: RetailerPage; onClose: () => void }) {
  const t = useTranslations('retailer')
  const { organization } = useWorkspace()
  const [opened] = useState(view.retailer) // a change by someone else must be refused, not overwritten
  const [facts, setFacts] = useState(() => factsOf(opened))
  const [reason, setReason] = useState('')
  const { refusal, isPending, send } = useChange(onClose)
  const { id, version, name } = opened

  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(() => editRetailerAction({ ...facts, id, version, reason }), t('edit.done', { name }))
  }
  return (
    <Modal
      opened
      size={760}
      onClose={onClose}
      title={t('edit.title', { name })}
      closeButtonProps={{ 'aria-label': t('actions.cancel') }}
    >
      <form onSubmit={submit} className={classes.form} noValidate>
        <FactsFields
          facts={facts}
          onChange={(part) => setFacts((known) => ({ ...known, ...part }))}
          faults={refusal?.faults ?? []}
          mayRank={view.may.rank}
          isDemonstration={organization?.demonstration ?? false}
        />
        <div>
          <ReasonField
            value={reason}
            onChange={setReason}
            examples={[t('reason.visit'), t('reason.owner-told'), t('reason.takeover')]}
          />
          <DialogEnd
            refusal={refusal}
            confirm={t('edit.confirm')}
            isPending={isPending}
            isReady={reason.trim() !== ''}
            onClose={onClose}
          />
        </div>
      </form>
    </Modal>
  )
}

function factsOf(retailer: RetailerPage['retailer']): Facts {
  return {
    name: retailer.name,
    address: retailer.address,
    owner: retailer.ownerName,
    phone: retailer.phone,
    licenseNo: retailer.licenseNo,
    format: retailer.format,
    marketType: retailer.marketType,
    tier: String(retailer.tier ?? ''),
    visitsPerWeek: String(retailer.visitsPerWeek ?? ''),
    openWindows: timeWindowsText(retailer.openWindows),
    serviceClass: retailer.serviceClass,
    keyGrowth: retailer.keyGrowth,
    assisted: retailer.assisted,
    closedWeekdays: [...retailer.closedWeekdays],
    contactPreference: retailer.contactPreference,
    territoryId: retailer.territoryId,
  }
}
