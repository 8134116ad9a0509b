'use client'

import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFlag, IconLock, IconPencil, IconTag, IconVector } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { TypeSwatch } from '@/app/(workspace)/map/swatch'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { notify } from '@/app/(workspace)/plans/notify'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { Page } from '@/lib/ui/page'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'
import { AreaFacts } from './area-facts'
import { AreaMap } from './area-map'
import { Competition } from './competition'
import { Elements } from './elements'
import { History } from './history'
import { Overlaps } from './overlaps'
import { TypeEvidence } from './type-evidence'
import { ZoneWeek } from './zone-week'

const RetagDialog = dynamic(() => import('./retag-dialog').then((m) => m.RetagDialog), { ssr: false })
const FocusDialog = dynamic(() => import('./focus-dialog').then((m) => m.FocusDialog), { ssr: false })
const CloseDialog = dynamic(() => import('./close-dialog').then((m) => m.CloseDialog), { ssr: false })

type Dialog = 'retag' | 'focus' | 'close'

/** One trade area: what it is, this week beside this month, who trades there, and how it came to be. */
export function AreaScreen({ view }: { view: TradeAreaView }) {
  const t = useTranslations('trade-area')
  const router = useRouter()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [past, setPast] = useState<number | null>(null)
  const types = useTypes(view.types)
  const typeName = useCallback(
    (code: string | null) => types.find((type) => type.code === code)?.name ?? t('list.untyped'),
    [types, t],
  )
  const { area, history } = view
  const outline = history.find(({ version }) => version === past)?.outline ?? null
  const done = (text: string) => {
    setDialog(null)
    void notify(text)
  }
  const dialogProps = { view, onClose: () => setDialog(null), onDone: done }
  return (
    <Page
      title={
        <span className={classes.title}>
          <TypeSwatch code={area.typeCode ?? 'none'} types={types} />
          {area.name}
        </span>
      }
      about={
        <span className={classes.about}>
          {area.code} · {typeName(area.typeCode)} ({t(`type-sources.${area.typeSource as 'rule'}`)}) ·{' '}
          {t(`sources.${area.source as 'hand'}`)}
          {view.isDemonstration && <DemonstrationBadge compact />}
        </span>
      }
      actions={
        view.may.edit && (
          <>
            <Button
              variant="default"
              leftSection={<IconTag size={16} stroke={1.8} />}
              onClick={() => setDialog('retag')}
            >
              {t('retag.open')}
            </Button>
            <Button
              variant="default"
              component={Link}
              href={`/trade-areas/${area.id}/edit`}
              leftSection={<IconVector size={16} stroke={1.8} />}
            >
              {t('edit.open')}
            </Button>
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <Button variant="default" rightSection={<IconChevronDown size={14} stroke={1.8} />}>
                  {t('more')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconFlag size={16} stroke={1.6} />}
                  onClick={() => setDialog('focus')}
                >
                  {t(area.focus ? 'focus.change' : 'focus.set')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconLock size={16} stroke={1.6} />}
                  onClick={() => setDialog('close')}
                >
                  {t('close.open')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )
      }
    >
      {area.focus && (
        <p className={classes.focus}>
          <IconFlag size={16} stroke={1.8} aria-hidden />
          <span>
            {t('focus.is')} <strong>{area.focus}</strong>
          </span>
          {view.may.edit && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPencil size={13} />}
              onClick={() => setDialog('focus')}
            >
              {t('focus.change')}
            </Button>
          )}
        </p>
      )}
      <div className={classes.top}>
        <AreaMap area={area} types={types} past={outline} />
        <AreaFacts view={view} />
      </div>
      <ZoneWeek view={view} typeName={typeName} />
      <Elements view={view} typeName={typeName} />
      <div className={classes.pair}>
        <TypeEvidence view={view} types={types} typeName={typeName} onRetag={() => setDialog('retag')} />
        <div>
          <Competition view={view} />
          <Overlaps view={view} />
        </div>
      </div>
      <History history={history} typeName={typeName} shown={past} onShow={setPast} />
      {dialog === 'retag' && <RetagDialog {...dialogProps} types={types} typeName={typeName} />}
      {dialog === 'focus' && <FocusDialog {...dialogProps} />}
      {dialog === 'close' && (
        <CloseDialog
          {...dialogProps}
          onDone={(text) => {
            void notify(text)
            router.push('/trade-areas')
          }}
        />
      )}
    </Page>
  )
}
