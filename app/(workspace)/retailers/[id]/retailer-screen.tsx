'use client'

import { Alert, Button } from '@mantine/core'
import { IconDoorOff, IconMap2, IconMapPin, IconPencil, IconRefresh } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { RingFacts } from '@/app/(workspace)/map/ring-facts'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatDate } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { Page } from '@/lib/ui/page'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import { Completeness } from './completeness'
import { FactSheet } from './fact-sheet'
import { History } from './history'
import { Orders } from './orders'
import classes from './retailer.module.css'
import { Shares } from './shares'
import { SmallMap } from './small-map'
import { Visits } from './visits'

const MoveDialog = dynamic(() => import('./move-dialog').then((m) => m.MoveDialog), { ssr: false })
const EditDialog = dynamic(() => import('./edit-dialog').then((m) => m.EditDialog), { ssr: false })
const CloseDialog = dynamic(() => import('./close-dialog').then((m) => m.CloseDialog), { ssr: false })

/** Everything about one retailer, and the ways to change it. */
export function RetailerScreen({ view }: { view: RetailerPage }) {
  const t = useTranslations('retailer')
  const common = useTranslations('common')
  const locale = useLocale()
  const router = useRouter()
  const { organization } = useWorkspace()
  const [open, setOpen] = useState<'move' | 'edit' | 'close'>()
  const [countOf, setCountOf] = useState<'disc' | 'band'>('disc')
  const { retailer, map, may } = view
  const isClosed = retailer.closedAt !== null
  const close = () => setOpen(undefined)
  return (
    <Page
      title={retailer.name}
      about={
        <span className={classes.about}>
          {[retailer.code, common(`formats.${retailer.format}`), retailer.address]
            .filter(Boolean)
            .join(' · ')}
          {organization?.demonstration && <DemonstrationBadge compact />}
        </span>
      }
      actions={
        <>
          {!isClosed && (
            <Button
              component={Link}
              href={`/map?sel=r:${retailer.id}`}
              variant="default"
              leftSection={<IconMap2 size={16} stroke={1.8} />}
            >
              {t('actions.map')}
            </Button>
          )}
          {may.edit && !isClosed && (
            <>
              <Button
                variant="default"
                leftSection={<IconMapPin size={16} stroke={1.8} />}
                onClick={() => setOpen('move')}
              >
                {t('actions.move')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconPencil size={16} stroke={1.8} />}
                onClick={() => setOpen('edit')}
              >
                {t('actions.edit')}
              </Button>
            </>
          )}
          {may.edit && (
            <Button
              variant="default"
              leftSection={
                isClosed ? <IconRefresh size={16} stroke={1.8} /> : <IconDoorOff size={16} stroke={1.8} />
              }
              onClick={() => setOpen('close')}
            >
              {t(isClosed ? 'actions.reopen' : 'actions.close')}
            </Button>
          )}
        </>
      }
    >
      {retailer.closedAt && (
        <Alert color="gray" mb="md" icon={<IconDoorOff size={18} />}>
          {t('closed.notice', { date: formatDate(locale, retailer.closedAt.slice(0, 10)) })}
        </Alert>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          <FactSheet view={view} />
          <Visits view={view} />
          <Orders orders={view.orders} />
          <Shares view={view} />
          <History history={view.history} />
        </div>
        <div className={classes.side}>
          <SmallMap view={view} />
          <Completeness completeness={view.completeness} />
          {map?.rings && (
            <div className={`${classes.card} ${classes.rings}`}>
              <RingFacts
                rings={map.rings}
                of={countOf}
                onCountOf={setCountOf}
                onSelect={({ id }) => router.push(`/retailers/${id}`)}
              />
            </div>
          )}
          {map && !map.rings && <p className={classes.card}>{t('rings.none')}</p>}
        </div>
      </div>
      {open === 'move' && <MoveDialog view={view} onClose={close} />}
      {open === 'edit' && <EditDialog view={view} onClose={close} />}
      {open === 'close' && <CloseDialog view={view} onClose={close} />}
    </Page>
  )
}
