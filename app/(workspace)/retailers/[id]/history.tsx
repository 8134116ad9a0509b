'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useRetailerWords } from '@/app/(workspace)/retailers/words'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { formatDistance } from '@/lib/i18n/format'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

type Entry = RetailerPage['history'][number]
const ACTIONS = ['create', 'move', 'edit', 'divide', 'close', 'reopen', 'import'] as const

/** Who changed what, when and why, from what to what. */
export function History({ history }: { history: readonly Entry[] }) {
  const t = useTranslations('retailer.history')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(organization && { timeZone: organization.timeZone }),
  })
  return (
    <section className={classes.card} aria-labelledby="history">
      <h2 id="history">{t('title')}</h2>
      {history.length === 0 ? (
        <p className={classes.soft}>{t('none')}</p>
      ) : (
        <ol className={classes.history} aria-labelledby="history">
          {history.map((entry) => (
            <li key={entry.id}>
              <p>
                <strong>{t(`actions.${ACTIONS.find((action) => action === entry.action) ?? 'edit'}`)}</strong>{' '}
                {entry.action === 'import' ? t('from-file', { file: entry.reason }) : entry.reason}
              </p>
              <p className={classes.soft}>
                {entry.author ?? t('administrator')} ·{' '}
                <time dateTime={entry.at}>{time.format(new Date(entry.at))}</time>
              </p>
              <ChangeList changes={entry.changes} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** The two numbers of a position change as one. */
function ChangeList({ changes }: { changes: Entry['changes'] }) {
  const t = useTranslations('retailer.history')
  const locale = useLocale()
  const words = useRetailerWords()
  const { lng, lat, closedAt: _said, ...rest } = changes
  const fields = Object.entries(rest)
  if (fields.length === 0 && !lng && !lat) return null
  const moved = lng && lat ? distanceM([lng[0], lat[0]] as Position, [lng[1], lat[1]] as Position) : undefined
  return (
    <ul className={classes.changes}>
      {(lng || lat) && (
        <li>
          {moved === undefined ? t('shifted') : t('moved', { distance: formatDistance(locale, moved) })}
        </li>
      )}
      {fields.map(([field, [before, after]]) => (
        <li key={field}>
          {words.field(field)}: <del>{words.value(field, before)}</del> →{' '}
          <ins>{words.value(field, after)}</ins>
        </li>
      ))}
    </ul>
  )
}
