'use client'

import { Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { CockpitView } from '@/lib/usecases/cockpit/view-cockpit'
import classes from './cockpit.module.css'
import type { Ask } from './cockpit-state'
import type { CockpitWords } from './cockpit-words'

type Props = { view: CockpitView; words: CockpitWords; ask: Ask }

type Choice = { readonly value: string; readonly label: string }

/** What part of the business: each choice narrows the ones before it. The territory is chosen in the top bar. */
export function CockpitFilters({ view: { query, choices }, words, ask }: Props) {
  const { t, locale } = words
  const named = (one: { nameEn: string; nameZh: string }) => (locale === 'en' ? one.nameEn : one.nameZh)
  const byId = (list: readonly { id: number; nameEn: string; nameZh: string }[]): Choice[] =>
    list.map((one) => ({ value: String(one.id), label: named(one) }))
  const byCode = (list: readonly { code: string; nameEn: string; nameZh: string }[]): Choice[] =>
    list.map((one) => ({ value: one.code, label: named(one) }))
  const filters = [
    { key: 'org', data: byId(choices.orgUnits) },
    { key: 'type', data: byCode(choices.types) },
    {
      key: 'area',
      data: choices.tradeAreas.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    { key: 'brand', data: byId(choices.brands) },
    { key: 'class', data: byCode(choices.priceClasses) },
    { key: 'product', data: byId(choices.products) },
  ] as const
  const isNarrowed = filters.some(({ key }) => query[key] !== undefined)
  return (
    <div className={classes.filters}>
      {filters.map(({ key, data }) =>
        data.length < 2 ? null : (
          <Select
            key={key}
            size="xs"
            className={classes.filter ?? ''}
            aria-label={t(`dimensions.${key}`)}
            placeholder={t(`all.${key}`)}
            clearable
            searchable
            data={data}
            value={query[key] === undefined ? null : String(query[key])}
            onChange={(value) =>
              ask({ [key]: value && key !== 'type' && key !== 'class' ? Number(value) : value })
            }
          />
        ),
      )}
      {isNarrowed && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconX size={12} />}
          onClick={() =>
            ask({ org: null, type: null, area: null, brand: null, class: null, product: null, zone: null })
          }
        >
          {t('all.clear')}
        </Button>
      )}
    </div>
  )
}
