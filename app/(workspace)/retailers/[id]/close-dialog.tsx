'use client'

import { Modal, Skeleton } from '@mantine/core'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState } from 'react'
import {
  closeRetailerAction,
  reopenRetailerAction,
  viewClosingAction,
} from '@/app/(workspace)/retailers/actions'
import classes from '@/app/(workspace)/retailers/forms.module.css'
import { ReasonField } from '@/app/(workspace)/retailers/reason-field'
import { formatDate, formatList } from '@/lib/i18n/format'
import type { ClosingEffect } from '@/lib/usecases/edit-retailer/close-retailer'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import { DialogEnd } from './dialog-end'
import { useChange } from './use-change'

/** Closes the shop, after saying what that leaves behind; or opens a closed one again. */
export function CloseDialog({ view, onClose }: { view: RetailerPage; onClose: () => void }) {
  const t = useTranslations('retailer')
  const [{ id, version, name, closedAt }] = useState(view.retailer)
  const [reason, setReason] = useState('')
  const { refusal, isPending, send } = useChange(onClose)
  const act = closedAt === null ? 'close' : 'reopen'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const order = { id, version, reason }
    send(
      () => (act === 'close' ? closeRetailerAction(order) : reopenRetailerAction(order)),
      t(`${act}.done`, { name }),
    )
  }
  return (
    <Modal
      opened
      size={560}
      onClose={onClose}
      title={t(`${act}.title`, { name })}
      closeButtonProps={{ 'aria-label': t('actions.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <p className={classes.soft}>{t(`${act}.about`)}</p>
        {act === 'close' && <Effects id={id} />}
        <ReasonField
          value={reason}
          onChange={setReason}
          examples={
            act === 'close'
              ? [t('reason.gave-up'), t('reason.licence-ended'), t('reason.double')]
              : [t('reason.opened-again'), t('reason.closed-by-mistake')]
          }
        />
        <DialogEnd
          refusal={refusal}
          confirm={t(`${act}.confirm`)}
          isPending={isPending}
          isReady={reason.trim() !== ''}
          onClose={onClose}
          {...(act === 'close' && { color: 'red' })}
        />
      </form>
    </Modal>
  )
}

const NAMED = 5

function Effects({ id }: { id: number }) {
  const t = useTranslations('retailer.close')
  const locale = useLocale()
  const [effect, setEffect] = useState<ClosingEffect | null>()
  useEffect(() => {
    viewClosingAction(id).then(setEffect)
  }, [id])
  if (effect === undefined) return <Skeleton height={48} my="sm" />
  if (effect === null) return null
  const { visits, shares } = effect
  return (
    <ul className={classes.effects} style={{ marginTop: 10 }}>
      {(['published', 'draft'] as const).map((status) => {
        const held = visits.filter((visit) => visit.status === status)
        if (held.length === 0) return null
        return (
          <li key={status}>
            {t(`visits.${status}`, { count: held.length })}{' '}
            {held.slice(0, NAMED).map(({ date, week, territoryId }, k) => (
              <span key={date}>
                {k > 0 && ', '}
                <Link href={`/plans?territory=${territoryId}&week=${week}&plan=${status}`}>
                  {formatDate(locale, date, 'weekday')}
                </Link>
              </span>
            ))}
          </li>
        )
      })}
      {visits.length === 0 && <li>{t('visits.none')}</li>}
      <li>
        {shares.length === 0
          ? t('shares.none')
          : t('shares.some', {
              count: shares.length,
              products: formatList(
                locale,
                shares.map(
                  ({ nameEn, nameZh, month, units }) =>
                    `${locale === 'zh-CN' ? nameZh : nameEn} ${month}: ${units}`,
                ),
              ),
            })}
      </li>
    </ul>
  )
}
