'use client'

import { Badge, Button } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import type { RulesVersion, RulesView } from '@/lib/usecases/view-rules'
import classes from './rules.module.css'
import type { Draft } from './use-draft'
import { useRuleWords } from './use-rule-words'

const SHOWN = 5
const MADE = {
  rings: 'made-rings',
  'service-rules': 'made-plans',
  planning: 'made-plans',
  allocation: 'made-allocations',
  typing: null,
  review: 'made-reviews',
  targets: null,
} as const

/** Who changed what, when and why, what came of each version, and the way back to its values. */
export function Versions({ view, draft }: { view: RulesView; draft: Draft }) {
  const t = useTranslations('rules.versions')
  const [all, setAll] = useState(false)
  const shown = all ? view.versions : view.versions.slice(0, SHOWN)
  const use = ({ fields, version }: RulesVersion) => {
    draft.setAll(fields)
    notify(t('used', { version }))
  }
  return (
    <section className={classes.card} aria-labelledby="rules-versions">
      <h2 id="rules-versions" className={classes.heading}>
        {t('title')}
      </h2>
      <ol className={classes.versions} reversed>
        {shown.map((version) => (
          <Version
            key={version.version}
            view={view}
            version={version}
            onUse={view.mayEdit && version.version !== view.version ? () => use(version) : null}
          />
        ))}
      </ol>
      {shown.length < view.versions.length && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setAll(true)}>
          {t('all', { count: view.versions.length })}
        </Button>
      )}
    </section>
  )
}

type Props = { view: RulesView; version: RulesVersion; onUse: (() => void) | null }

function Version({ view, version: { version, author, at, note, changes, made }, onUse }: Props) {
  const t = useTranslations('rules')
  const words = useRuleWords(view.kind)
  const when = useTime()
  const madeKey = MADE[view.kind]
  const who = author === null ? t('versions.product') : author || t('versions.local')
  const facts = [
    who,
    when(at),
    ...(madeKey && made !== null ? [t(`versions.${madeKey}`, { count: made })] : []),
  ]
  return (
    <li>
      <span className={classes.versionName}>
        {t('versions.version', { version })}
        {version === view.version && (
          <Badge size="xs" variant="light">
            {t('versions.in-force')}
          </Badge>
        )}
      </span>
      <div>
        <div>{author === null ? t('versions.first') : note}</div>
        <span className={classes.small}>{facts.join(' · ')}</span>
        {changes.length > 0 && (
          <ul>
            {changes.map(({ path, before, after }) => (
              <li key={path}>
                {t('save.changed', {
                  name: words.name(path),
                  before: words.value(path, before),
                  after: words.value(path, after),
                })}
              </li>
            ))}
          </ul>
        )}
      </div>
      {onUse && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={onUse}
          aria-label={`${t('versions.version', { version })}: ${t('versions.use')}`}
        >
          {t('versions.use')}
        </Button>
      )}
    </li>
  )
}

function useTime(): (iso: string) => string {
  const locale = useLocale()
  const { organization } = useWorkspace()
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(organization && { timeZone: organization.timeZone }),
  })
  return (iso) => format.format(new Date(iso))
}
