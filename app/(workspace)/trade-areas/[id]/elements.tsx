'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatMonth } from '@/app/(workspace)/trade-areas/format-month'
import { formatDate, formatNumber, formatPercent } from '@/lib/i18n/format'
import { ExplainedNumber } from '@/lib/ui/explained-number'
import type { TradeAreaView } from '@/lib/usecases/trade-area/view-trade-area'
import classes from './area.module.css'

const KM2 = 1_000_000

/** The six elements of a trade area (商圈六要素), as far as anything is on record; what is not is said. */
export function Elements({
  view,
  typeName,
}: {
  view: TradeAreaView
  typeName: (c: string | null) => string
}) {
  const t = useTranslations('trade-area.elements')
  const locale = useLocale()
  const { area, profile, evidence } = view
  const { homes, shops, panel, trade, months } = profile
  const number = (value: number, digits = 0) => formatNumber(locale, value, digits)
  const percent = (value: number) => formatPercent(locale, value, 1)
  const sum = (of: (one: (typeof trade)[number]) => number) =>
    trade.reduce((total, one) => total + of(one), 0)
  const [need, delivered, before] = [
    sum((p) => p.need),
    sum((p) => p.delivered),
    sum((p) => p.deliveredBefore),
  ]
  const city = sum((p) => p.deliveredCity)
  const period = { from: formatMonth(locale, months.at(-1)!), to: formatMonth(locale, months[0]!, 'long') }
  const unknown = (what: string) => <Fact label={what}>{t('unknown')}</Fact>
  const share = (name: string, part: number, whole: number) => (
    <Fact label={name}>
      <ExplainedNumber
        label={name}
        value={t('of-shops', { part: number(part), whole: number(whole) })}
        formula={t('share-formula')}
        parameters={[{ name: t('share'), value: whole > 0 ? percent(part / whole) : '–' }]}
      />
    </Fact>
  )
  return (
    <section className={classes.section}>
      <h2>{t('title')}</h2>
      <div className={classes.elements}>
        <Element title={t('consumers.title')}>
          <Fact label={t('consumers.homes')}>
            <ExplainedNumber
              label={t('consumers.homes')}
              value={number(homes)}
              formula={t('consumers.homes-formula')}
              parameters={[{ name: t('consumers.per-km2'), value: number(homes / (area.areaM2 / KM2)) }]}
              source={t('consumers.homes-source')}
            />
          </Fact>
          {shops.shops > 0 && (
            <Fact label={t('consumers.per-shop')}>
              <ExplainedNumber
                label={t('consumers.per-shop')}
                value={number(homes / shops.shops)}
                formula={t('consumers.per-shop-formula')}
                {...(profile.cityHomesPerShop !== null && {
                  parameters: [{ name: t('consumers.city'), value: number(profile.cityHomesPerShop) }],
                })}
              />
            </Fact>
          )}
          {unknown(t('consumers.income'))}
        </Element>

        <Element title={t('operators.title')}>
          {share(t('operators.ordering'), shops.ordering, shops.shops)}
          {share(t('operators.licensed'), shops.licensed, shops.shops)}
          <Fact label={t('operators.key-growth')}>{number(shops.keyGrowth)}</Fact>
          <Fact label={t('operators.assisted')}>{number(shops.assisted)}</Fact>
        </Element>

        <Element title={t('management.title')}>
          <Fact label={t('management.visited')}>
            <ExplainedNumber
              label={t('management.visited')}
              value={t('of-shops', { part: number(shops.visited), whole: number(shops.shops) })}
              formula={t('management.visited-formula', { date: formatDate(locale, profile.visitedSince) })}
            />
          </Fact>
          {panel.priceIndex === null ? (
            unknown(t('management.price'))
          ) : (
            <Fact label={t('management.price')}>
              <ExplainedNumber
                label={t('management.price')}
                value={percent(panel.priceIndex)}
                formula={t('management.price-formula')}
                parameters={[{ name: t('panel'), value: number(panel.priced) }]}
              />
            </Fact>
          )}
          {panel.stockToSales === null ? (
            unknown(t('management.stock'))
          ) : (
            <Fact label={t('management.stock')}>
              <ExplainedNumber
                label={t('management.stock')}
                value={t('management.months', { count: number(panel.stockToSales, 2) })}
                formula={t('management.stock-formula')}
                parameters={[{ name: t('panel'), value: number(panel.counted) }]}
              />
            </Fact>
          )}
        </Element>

        <Element title={t('prospects.title')}>
          {delivered > 0 ? (
            <>
              <Fact label={t('prospects.delivered')}>
                <ExplainedNumber
                  label={t('prospects.delivered')}
                  value={t('units', { count: delivered })}
                  formula={t('prospects.delivered-formula', period)}
                />
              </Fact>
              <Fact label={t('prospects.growth')}>
                {before > 0 ? (
                  <ExplainedNumber
                    label={t('prospects.growth')}
                    value={new Intl.NumberFormat(locale, {
                      style: 'percent',
                      maximumFractionDigits: 1,
                      signDisplay: 'exceptZero',
                    }).format(delivered / before - 1)}
                    formula={t('prospects.growth-formula')}
                    parameters={[{ name: t('prospects.before'), value: number(before) }]}
                  />
                ) : (
                  t('unknown')
                )}
              </Fact>
              <Fact label={t('prospects.fill')}>
                <ExplainedNumber
                  label={t('prospects.fill')}
                  value={need > 0 ? percent(delivered / need) : '–'}
                  formula={t('prospects.fill-formula')}
                  parameters={[{ name: t('prospects.need'), value: number(need) }]}
                />
              </Fact>
            </>
          ) : (
            unknown(t('prospects.delivered'))
          )}
          {unknown(t('prospects.projects'))}
        </Element>

        <Element title={t('image.title')}>
          {unknown(t('image.display'))}
          {unknown(t('image.labels'))}
          <p className={classes.note}>{t('image.how')}</p>
        </Element>

        <Element title={t('function.title')}>
          <Fact label={t('function.type')}>{typeName(area.typeCode)}</Fact>
          <Fact label={t('function.rule')}>
            {t('function.rule-share', {
              type: typeName(evidence.leader),
              share: formatPercent(locale, evidence.shares[evidence.leader]),
            })}
          </Fact>
          {delivered > 0 &&
            trade.map((one) => (
              <Fact key={one.code} label={locale === 'zh-CN' ? one.nameZh : one.nameEn}>
                <ExplainedNumber
                  label={locale === 'zh-CN' ? one.nameZh : one.nameEn}
                  value={t('function.share', {
                    share: percent(one.delivered / delivered),
                    quotient:
                      one.deliveredCity > 0
                        ? number(one.delivered / delivered / (one.deliveredCity / city), 2)
                        : '–',
                  })}
                  formula={t('function.quotient-formula')}
                  parameters={[
                    { name: t('function.here'), value: number(one.delivered) },
                    {
                      name: t('function.city'),
                      value: city > 0 ? percent(one.deliveredCity / city) : '–',
                    },
                  ]}
                />
              </Fact>
            ))}
        </Element>
      </div>
    </section>
  )
}

function Element({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.element}>
      <h3>{title}</h3>
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
