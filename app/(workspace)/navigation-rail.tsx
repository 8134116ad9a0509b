'use client'

import { Drawer, UnstyledButton } from '@mantine/core'
import {
  IconAdjustments,
  IconBuildingStore,
  IconChartDots3,
  IconDots,
  IconFileImport,
  IconGauge,
  IconMap2,
  IconPackages,
  IconPolygon,
  IconReportAnalytics,
  IconRoute,
  IconSunHigh,
} from '@tabler/icons-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ComponentType, useState } from 'react'
import { Mark } from '@/lib/ui/mark'
import type { Section, SectionKey } from './sections'
import classes from './shell.module.css'
import { useTerritory } from './territory'

const ICONS: Record<SectionKey, ComponentType<{ size?: number; stroke?: number }>> = {
  today: IconSunHigh,
  map: IconMap2,
  plans: IconRoute,
  'trade-areas': IconPolygon,
  allocations: IconPackages,
  reviews: IconReportAnalytics,
  forecasts: IconChartDots3,
  cockpit: IconGauge,
  retailers: IconBuildingStore,
  import: IconFileImport,
  rules: IconAdjustments,
}

/** So many fit under one thumb; the others are behind "more". */
const ON_PHONE = 4

/** The rail on the left; on a phone, the bar at the bottom with a sheet for the rest. */
export function NavigationRail({ sections }: { sections: readonly Section[] }) {
  const t = useTranslations('common')
  const [moreOpen, setMoreOpen] = useState(false)
  return (
    <nav className={classes.rail} aria-label={t('navigation')}>
      <Link href="/map" className={classes.brand} aria-label={t('product')}>
        <Mark size={28} />
      </Link>
      {sections.map((section, k) => (
        <SectionLink key={section.key} section={section} beyondThumb={k >= ON_PHONE} />
      ))}
      {sections.length > ON_PHONE && (
        <UnstyledButton
          className={`${classes.section} ${classes.more}`}
          onClick={() => setMoreOpen(true)}
          aria-haspopup="dialog"
        >
          <IconDots size={22} stroke={1.6} />
          <span>{t('more')}</span>
        </UnstyledButton>
      )}
      <Drawer
        opened={moreOpen}
        onClose={() => setMoreOpen(false)}
        position="bottom"
        size="auto"
        title={t('more')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={classes.sheet}>
          {sections.slice(ON_PHONE).map((section) => (
            <SectionLink key={section.key} section={section} onFollow={() => setMoreOpen(false)} />
          ))}
        </div>
      </Drawer>
    </nav>
  )
}

function SectionLink(props: { section: Section; beyondThumb?: boolean; onFollow?: () => void }) {
  const { section, beyondThumb = false, onFollow } = props
  const t = useTranslations('common')
  const here = usePathname().startsWith(section.href)
  const [territory] = useTerritory()
  const Icon = ICONS[section.key]
  return (
    <Link
      href={territory === null ? section.href : `${section.href}?territory=${territory}`}
      className={classes.section}
      data-beyond-thumb={beyondThumb || undefined}
      aria-current={here ? 'page' : undefined}
      {...(onFollow && { onClick: onFollow })}
    >
      <Icon size={22} stroke={1.6} />
      <span>{t(`sections.${section.key}`)}</span>
    </Link>
  )
}
