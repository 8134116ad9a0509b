'use client'

import { Button } from '@mantine/core'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { formatArea } from '@/lib/i18n/format'
import type { ZoneChange } from '@/lib/usecases/trade-area/zone-history'
import classes from './area.module.css'

type Props = {
  history: readonly ZoneChange[]
  typeName: (code: string | null) => string
  /** The version whose outline the map shows. */
  shown: number | null
  onShow: (version: number | null) => void
}

/** Every change with its author and reason, newest first; an earlier outline can be laid on the map. */
export function History({ history, typeName, shown, onShow }: Props) {
  const t = useTranslations('trade-area.history')
  const actions = useTranslations('trade-area.actions')
  const locale = useLocale()
  const timeZone = useTimeZone()
  const when = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone && { timeZone }),
  })
  return (
    <section className={classes.section}>
      <h2>{t('title')}</h2>
      {history.length === 0 && <p className={classes.note}>{t('none')}</p>}
      <ol className={classes.history} aria-label={t('title')}>
        {history.map((change) => (
          <li key={change.version}>
            <p className={classes.change}>
              <strong>{actions(change.action as 'edit')}</strong>
              <span className={classes.soft}>
                {change.author} · <time dateTime={change.at}>{when.format(new Date(change.at))}</time>
              </span>
              {change.outline && (
                <Button
                  size="compact-xs"
                  variant={shown === change.version ? 'filled' : 'default'}
                  aria-pressed={shown === change.version}
                  onClick={() => onShow(shown === change.version ? null : change.version)}
                >
                  {t(shown === change.version ? 'hide-outline' : 'show-outline')}
                </Button>
              )}
            </p>
            <ul className={classes.diff}>
              <Diff change={change} typeName={typeName} />
            </ul>
            <p className={classes.reason}>{t('reason', { reason: change.reason })}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Diff({ change: { diff, focus }, typeName }: { change: ZoneChange; typeName: Props['typeName'] }) {
  const t = useTranslations('trade-area.history')
  const locale = useLocale()
  const { name, type, shape } = diff
  return (
    <>
      {name && <li>{t('name', name)}</li>}
      {type && <li>{t('type', { from: typeName(type.from), to: typeName(type.to) })}</li>}
      {shape && (
        <li>
          {t('shape', {
            from: formatArea(locale, shape.fromM2),
            to: formatArea(locale, shape.toM2),
            gained: formatArea(locale, shape.gainedM2),
            lost: formatArea(locale, shape.lostM2),
          })}
        </li>
      )}
      {focus?.to && <li>{t('focus-set', { focus: focus.to })}</li>}
      {focus && focus.to === null && <li>{t('focus-cleared', { focus: focus.from ?? '' })}</li>}
    </>
  )
}
