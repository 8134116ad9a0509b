import { getLocale, getTranslations } from 'next-intl/server'
import { formatDate, formatDistance, formatDuration, formatNumber, formatTimeOfDay } from '@/lib/i18n/format'
import { purposeSentence } from '@/lib/i18n/purpose-sentence'
import { StaticMap } from '@/lib/ui/static-map/static-map'
import type { Sheet, SheetDay, SheetStop } from '@/lib/usecases/view-sheet'
import classes from './sheet.module.css'

type Props = { sheet: Sheet; day: SheetDay }

const COLUMNS = ['number', 'time', 'retailer', 'purpose', 'done', 'note'] as const

/** One day: what to do in order, then the way. The head stands on every page that the day takes. */
export async function SheetOfDay({ sheet, day }: Props) {
  const [t, locale] = await Promise.all([getTranslations('sheet'), getLocale()])
  const date = formatDate(locale, day.date)
  return (
    <table className={classes.paper}>
      <thead>
        <tr>
          <td>
            <Head sheet={sheet} day={day} />
          </td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <table className={classes.stops} aria-label={`${t('title')} ${date}`}>
              <thead>
                <tr>
                  {COLUMNS.map((column) => (
                    <th key={column} scope="col" data-column={column}>
                      {t(`columns.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              {day.stops.map((stop, k) => (
                <StopRows
                  key={stop.visitId}
                  stop={stop}
                  day={day}
                  isFirst={k === 0}
                  previous={day.stops[k - 1]}
                />
              ))}
            </table>
            <Totals day={day} source={sheet.plan.travelSource} />
            <p className={classes.signatures}>
              <span>{t('signature.manager')}</span>
              <span>{t('signature.seen')}</span>
            </p>
          </td>
        </tr>
        <tr>
          <td>
            <figure className={classes.figure}>
              {day.map ? (
                <>
                  <StaticMap
                    {...day.map}
                    label={t('map.label', { date, count: day.map.stops.length })}
                    attribution={sheet.organization.attribution}
                    formatLength={(meters) => formatDistance(locale, meters)}
                  />
                  <figcaption className={classes.caption}>
                    {t('map.legend')} {sheet.isEstimated && <strong>{t('map.estimated')}</strong>}
                  </figcaption>
                </>
              ) : (
                <figcaption className={classes.caption}>{t('map.phone-only')}</figcaption>
              )}
            </figure>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

async function Head({ sheet, day }: Props) {
  const [t, locale] = await Promise.all([getTranslations('sheet'), getLocale()])
  const { organization, territory, week, plan } = sheet
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const isDraft = plan.status === 'draft'
  const publishedOn =
    plan.publishedAt &&
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: organization.timeZone }).format(
      new Date(plan.publishedAt),
    )
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.title}>
          {t('title')} · {long.format(new Date(`${day.date}T00:00:00Z`))}
        </h1>
        <p className={classes.facts}>
          <span>
            {t('territory')} <strong>{territory.name}</strong>
          </span>
          <span>
            {t('manager')} <strong>{territory.managerName ?? t('no-manager')}</strong>
          </span>
          <span>{t('week', { week })}</span>
          <span>{organization.name}</span>
        </p>
      </div>
      <div className={classes.state}>
        {isDraft ? (
          <>
            <strong className={classes.draft}>{t('draft')}</strong>
            <span>{t('draft-long', { version: plan.version })}</span>
          </>
        ) : (
          <>
            <strong>{t('published', { version: plan.version })}</strong>
            {publishedOn && (
              <span>
                {plan.publishedBy
                  ? t('published-by', { date: publishedOn, name: plan.publishedBy })
                  : publishedOn}
              </span>
            )}
          </>
        )}
        {organization.demonstration && <span className={classes.demonstration}>{t('demonstration')}</span>}
      </div>
    </header>
  )
}

type RowsProps = { stop: SheetStop; day: SheetDay; isFirst: boolean; previous: SheetStop | undefined }

async function StopRows({ stop, day, isFirst, previous }: RowsProps) {
  const [t, plan, common, locale] = await Promise.all([
    getTranslations('sheet'),
    getTranslations('plan'),
    getTranslations('common'),
    getLocale(),
  ])
  const { retailer, purposes, shares, channel } = stop
  const pause = day.break
  const isAfterBreak = pause && pause.start <= stop.start && (!previous || pause.start > previous.start)
  const sentences = purposes
    .filter(({ code }, k) => k === 0 || code === 'objective')
    .map((purpose) => purposeSentence(purpose, { plan, locale }))
  const nameOf = ({ nameEn, nameZh }: SheetStop['shares'][number]) => (locale === 'zh-CN' ? nameZh : nameEn)
  const rows = shares.length > 0 ? 2 : 1
  return (
    <tbody className={classes.visit}>
      {isFirst && day.startTime !== null && (
        <tr className={classes.aside}>
          <td colSpan={COLUMNS.length}>{t('depart', { time: formatTimeOfDay(day.startTime) })}</td>
        </tr>
      )}
      {isAfterBreak && (
        <tr className={classes.aside}>
          <td colSpan={COLUMNS.length}>
            {t('break', { from: formatTimeOfDay(pause.start), to: formatTimeOfDay(pause.end) })}
          </td>
        </tr>
      )}
      <tr>
        <td className={classes.number} rowSpan={rows}>
          {stop.number}
        </td>
        <td className={classes.time} rowSpan={rows}>
          <strong>{formatTimeOfDay(stop.start)}</strong>
          <br />
          {formatTimeOfDay(stop.leave)}
        </td>
        <td>
          <strong>{retailer.name}</strong>
          {channel === 'phone' && <span className={classes.phone}>{t('by-phone')}</span>}
          <br />
          {[retailer.address, stop.ownerName, stop.phone].filter(Boolean).join(' · ')}
          {(retailer.address || stop.ownerName || stop.phone) && <br />}
          <span className={classes.soft}>
            {[
              common.has(`formats.${retailer.format}` as never)
                ? common(`formats.${retailer.format}` as never)
                : '',
              retailer.tier === null ? '' : t('tier', { tier: retailer.tier }),
              t('class', { name: retailer.serviceClass }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </td>
        <td>
          {sentences.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </td>
        <td className={classes.done} rowSpan={rows}>
          <span className={classes.box} />
        </td>
        <td className={classes.note} rowSpan={rows} />
      </tr>
      {shares.length > 0 && (
        <tr className={classes.shares}>
          <td colSpan={2}>
            {t('shares')}{' '}
            {shares
              .map((share) =>
                t('share', { product: nameOf(share), units: formatNumber(locale, share.units) }),
              )
              .join('; ')}
          </td>
        </tr>
      )}
    </tbody>
  )
}

async function Totals({ day, source }: { day: SheetDay; source: string }) {
  const [t, plan, locale] = await Promise.all([
    getTranslations('sheet'),
    getTranslations('plan'),
    getLocale(),
  ])
  const phone = day.stops.filter(({ channel }) => channel === 'phone').length
  const figures = [
    [t('totals.visits'), formatNumber(locale, day.stops.length)],
    [t('totals.onsite'), formatNumber(locale, day.stops.length - phone)],
    [t('totals.phone'), formatNumber(locale, phone)],
    [
      t('totals.drive'),
      `${formatDistance(locale, day.driveMeters)}, ${formatDuration(locale, day.driveSeconds)}`,
    ],
    [t('totals.service'), formatDuration(locale, day.serviceSeconds)],
    [t('totals.work'), formatDuration(locale, day.workSeconds)],
    ...(day.endTime === null ? [] : [['', t('return', { time: formatTimeOfDay(day.endTime) })]]),
  ] as const
  return (
    <p className={classes.totals}>
      {figures.map(([name, value]) => (
        <span key={value + name}>
          {name} <strong>{value}</strong>
        </span>
      ))}
      <span className={classes.soft}>
        {t('source', {
          source: plan.has(`sources.${source}` as never) ? plan(`sources.${source}` as never) : source,
        })}
      </span>
    </p>
  )
}
