'use client'

import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { addDays, addMonths, monthStart } from '@/lib/domain/calendar/dates'
import { formatDate, formatList, formatMonth, formatNumber, formatPercent } from '@/lib/i18n/format'
import { nameText, periodText, type ReviewWords } from '@/lib/i18n/review-sentences'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './review.module.css'

const EventDialog = dynamic(() => import('./event-dialog').then((m) => m.EventDialog), { ssr: false })
const BRANDS_SHOWN = 8

type Props = { view: ReviewView; words: ReviewWords }

/** The six elements of a trade area (商圈六要素) in this month, as far as anything is on record. */
export function Sections({ view, words, plain = false }: Props & { plain?: boolean }) {
  return (
    <div className={classes.sections}>
      <Consumers view={view} words={words} />
      <Operators view={view} words={words} />
      <Management view={view} words={words} />
      <Prospects view={view} words={words} plain={plain} />
    </div>
  )
}

function Consumers({ view, words }: Props) {
  const { review: t, locale } = words
  const { priceClasses, brands, brandHhi, cityBrandHhi, lines, people, unitsPerHundredPeople } =
    view.review.profile
  const percent = (value: number | null) => (value === null ? '–' : formatPercent(locale, value, 1))
  const hasQuotients = brands.some(({ quotient }) => quotient !== null)
  return (
    <Section title={t('profile.consumers')}>
      <table className={classes.table}>
        <caption>{t('profile.classes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('profile.classes')}</th>
            <th scope="col" data-number>
              {t('evidence.columns.delivered')}
            </th>
            <th scope="col" data-number>
              {t('profile.share')}
            </th>
            <th scope="col" data-number>
              {t('profile.city-share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {priceClasses.map((one) => (
            <tr key={one.code}>
              <th scope="row">{nameText(one, locale)}</th>
              <td data-number>{formatNumber(locale, one.delivered)}</td>
              <td data-number>{percent(one.share)}</td>
              <td data-number>{percent(one.cityShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={classes.table}>
        <caption>{t('profile.brands')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('profile.brands')}</th>
            <th scope="col" data-number>
              {t('evidence.columns.delivered')}
            </th>
            <th scope="col" data-number>
              {t('profile.share')}
            </th>
            {hasQuotients && (
              <th scope="col" data-number>
                <ExplainedNumber
                  label={t('profile.quotient')}
                  value={t('profile.quotient')}
                  formula={t('profile.quotient-formula')}
                />
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {brands.slice(0, BRANDS_SHOWN).map((brand) => (
            <tr key={brand.nameEn}>
              <th scope="row">
                {nameText(brand, locale)}
                {brand.key && <span className={classes.note}>{t('profile.key-brand')}</span>}
              </th>
              <td data-number>{formatNumber(locale, brand.delivered)}</td>
              <td data-number>{percent(brand.share)}</td>
              {hasQuotients && (
                <td data-number>{brand.quotient === null ? '–' : formatNumber(locale, brand.quotient, 2)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {!hasQuotients && (
        <p className={classes.soft}>
          {t('profile.quotient-hidden', { count: formatNumber(locale, Math.max(lines + 1, 30)) })}
        </p>
      )}
      {brandHhi !== null && (
        <Fact label={t('profile.hhi')}>
          <ExplainedNumber
            label={t('profile.hhi')}
            value={formatNumber(locale, brandHhi, 3)}
            formula={t('profile.hhi-formula')}
            parameters={[
              {
                name: t('profile.hhi-city'),
                value: cityBrandHhi === null ? '–' : formatNumber(locale, cityBrandHhi, 3),
              },
              { name: t('profile.hhi-equal'), value: formatNumber(locale, 1 / brandHhi, 1) },
            ]}
          />
        </Fact>
      )}
      {people && unitsPerHundredPeople !== null && (
        <Fact label={t(people.of === 'people' ? 'profile.per-people' : 'profile.per-addresses')}>
          <ExplainedNumber
            label={t(people.of === 'people' ? 'profile.per-people' : 'profile.per-addresses')}
            value={formatNumber(locale, unitsPerHundredPeople, 1)}
            formula={t('profile.per-formula', { of: people.of })}
            parameters={[
              {
                name: t(people.of === 'people' ? 'profile.people' : 'profile.addresses'),
                value: formatNumber(locale, people.count),
              },
            ]}
          />
        </Fact>
      )}
    </Section>
  )
}

function Operators({ view, words }: Props) {
  const { review: t, common, locale } = words
  const { shops, competition } = view.review.profile
  const names = (changes: readonly { name: string }[]) =>
    changes.length === 0
      ? t('profile.none')
      : formatList(
          locale,
          changes.map(({ name }) => name),
        )
  return (
    <Section title={t('profile.operators')}>
      <Fact label={t('profile.open')}>{formatNumber(locale, shops.open)}</Fact>
      <Fact label={t('profile.formats')}>
        {formatList(
          locale,
          shops.formats.map(
            ({ format, count }) => `${common(`formats.${format as 'mall'}`)} ${formatNumber(locale, count)}`,
          ),
        )}
      </Fact>
      <Fact label={t('profile.tiers')}>
        {formatList(locale, [
          ...shops.tierGroups
            .filter(({ count }) => count > 0)
            .toReversed()
            .map(
              ({ from, to, count }) => `${t('profile.tier', { from, to })}: ${formatNumber(locale, count)}`,
            ),
          ...(shops.untiered > 0
            ? [`${t('profile.untiered')}: ${formatNumber(locale, shops.untiered)}`]
            : []),
        ])}
      </Fact>
      <Fact label={t('profile.opened')}>{names(shops.opened)}</Fact>
      <Fact label={t('profile.closed')}>{names(shops.closed)}</Fact>
      <Fact label={t('profile.changed')}>{names(shops.changedFormat)}</Fact>
      <h4>{t('profile.competition')}</h4>
      {competition === null ? (
        <p className={classes.soft}>{t('profile.no-rings')}</p>
      ) : (
        <>
          <Fact label={t('profile.rivals')}>{formatNumber(locale, competition.rivals, 1)}</Fact>
          <Fact label={t('profile.competition-index')}>
            <ExplainedNumber
              label={t('profile.competition-index')}
              value={formatNumber(locale, competition.index, 2)}
              formula={t('profile.competition-formula')}
              parameters={[
                { name: t('profile.city-share'), value: formatNumber(locale, competition.cityIndex, 2) },
              ]}
            />
          </Fact>
        </>
      )}
    </Section>
  )
}

function Management({ view, words }: Props) {
  const { review: t, locale } = words
  const { market, visits } = view.review.profile
  const source =
    market.of === 'type'
      ? t('profile.of-type')
      : market.of === 'zone'
        ? t('profile.of-zone', { shops: market.shops })
        : undefined
  const unknown = t('profile.unknown')
  return (
    <Section title={t('profile.market')}>
      <Fact label={t('profile.price-index')}>
        {market.priceIndex === null ? (
          unknown
        ) : (
          <ExplainedNumber
            label={t('profile.price-index')}
            value={formatPercent(locale, market.priceIndex, 1)}
            formula={t('profile.price-formula')}
            parameters={[
              {
                name: t('profile.city-share'),
                value: market.cityPriceIndex === null ? '–' : formatPercent(locale, market.cityPriceIndex, 1),
              },
            ]}
            {...(source && { source })}
          />
        )}
      </Fact>
      <Fact label={t('profile.stock')}>
        {market.stockToSales === null ? (
          unknown
        ) : (
          <ExplainedNumber
            label={t('profile.stock')}
            value={t('profile.months-of-sales', { value: formatNumber(locale, market.stockToSales, 2) })}
            formula={t('profile.stock-formula')}
            parameters={[
              {
                name: t('profile.city-share'),
                value:
                  market.cityStockToSales === null ? '–' : formatNumber(locale, market.cityStockToSales, 2),
              },
            ]}
            {...(source && { source })}
          />
        )}
      </Fact>
      <Fact label={t('profile.market-state')}>
        {market.state === null ? unknown : t(`market-states.${market.state}`)}
      </Fact>
      {source && <p className={classes.soft}>{source}</p>}
      <Fact label={t('profile.coverage')}>
        {visits === null
          ? unknown
          : t('profile.of-shops', {
              part: formatNumber(locale, visits.visited),
              whole: formatNumber(locale, visits.retailers),
            })}
      </Fact>
      <p className={classes.soft}>{t('profile.image')}</p>
    </Section>
  )
}

const EVENT_MONTHS = 2

function Prospects({ view, words, plain }: Props & { plain: boolean }) {
  const { review: t, locale } = words
  const [isAdding, setAdding] = useState(false)
  const { areaEvents, review, actions } = view
  const { month, profile } = review
  const { forecast, forecastOfMonth } = profile
  const known = new Set(profile.events.map(({ id }) => id))
  const from = monthStart(addMonths(month, -EVENT_MONTHS))
  const to = addDays(monthStart(addMonths(month, EVENT_MONTHS + 1)), -1)
  return (
    <Section title={t('profile.prospects')}>
      {areaEvents.length === 0 && (
        <p className={classes.soft}>
          {t('profile.no-events', {
            from: formatDate(locale, from, 'short'),
            to: formatDate(locale, to, 'short'),
          })}
        </p>
      )}
      <ul className={classes.events}>
        {areaEvents.map((event) => (
          <li key={event.id}>
            <strong>{event.name}</strong> · {t(`event-kinds.${event.kind as 'event'}`)} ·{' '}
            {periodText(event.startsOn, event.endsOn, words)}
            {event.tradeAreaId === null && ` · ${t('profile.city-event')}`}
            {!known.has(event.id) && <span className={classes.note}>{t('profile.after-draft')}</span>}
            {event.note && <span className={classes.soft}> {event.note}</span>}
          </li>
        ))}
      </ul>
      {!plain && (actions.includes('edit') || actions.includes('comment')) && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCalendarPlus size={15} stroke={1.7} />}
          onClick={() => setAdding(true)}
        >
          {t('event.add')}
        </Button>
      )}
      {forecast === null ? (
        <p className={classes.soft}>{t('profile.no-forecast')}</p>
      ) : (
        <Fact label={t('profile.forecast', { month: formatMonth(locale, forecast.month) })}>
          <ExplainedNumber
            label={t('profile.forecast', { month: formatMonth(locale, forecast.month) })}
            value={formatNumber(locale, forecast.units)}
            formula={t('profile.forecast-formula')}
            parameters={[
              {
                name: t('profile.interval', {
                  low: formatNumber(locale, forecast.low95),
                  high: formatNumber(locale, forecast.high95),
                }),
                value: formatNumber(locale, forecast.units),
              },
            ]}
            href={`/forecasts?area=${review.area.id}`}
          />
        </Fact>
      )}
      {forecastOfMonth && (
        <p className={classes.soft}>
          {t('profile.forecast-of-month', { forecast: formatNumber(locale, forecastOfMonth.units) })}
        </p>
      )}
      {isAdding && <EventDialog area={review.area} month={month} onEnd={() => setAdding(false)} />}
    </Section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h3 className={classes.sectionTitle}>{title}</h3>
      {children}
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className={classes.fact}>
      <span>{label}</span>
      <span>{children}</span>
    </p>
  )
}
