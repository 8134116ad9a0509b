'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import classes from './rules.module.css'

const SECTIONS = [
  'service-rules',
  'rings',
  'planning',
  'typing',
  'allocation',
  'review',
  'targets',
  'territories',
  'calendar',
] as const

/** The kinds of rules as tabs, each at an address of its own. */
export function RulesNavigation() {
  const t = useTranslations('rules')
  const pathname = usePathname()
  const territory = useSearchParams().get('territory')
  const query = territory === null ? '' : `?territory=${territory}`
  return (
    <nav className={classes.sections} aria-label={t('sections-label')}>
      {SECTIONS.map((section) => (
        <Link
          key={section}
          href={`/rules/${section}${query}`}
          aria-current={pathname.startsWith(`/rules/${section}`) ? 'page' : undefined}
        >
          {t(`sections.${section}`)}
        </Link>
      ))}
    </nav>
  )
}
