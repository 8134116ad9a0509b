'use client'

import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPencilPlus, IconPolygon, IconSearch } from '@tabler/icons-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { formatNumber } from '@/lib/i18n/format'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { EmptyState } from '@/lib/ui/empty-state'
import type { TradeAreaList } from '@/lib/usecases/trade-area/list-trade-areas'
import classes from './list.module.css'
import { ListCards } from './list-cards'
import { ListMap } from './list-map'
import { useListState, useShownAreas } from './list-state'
import { ListTable } from './list-table'

/** All trade areas within reach, beside their map; what is selected in one is shown in the other. */
export function ListScreen({ list }: { list: TradeAreaList }) {
  const t = useTranslations('trade-area.list')
  const common = useTranslations('common')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const [state, setState] = useListState()
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false
  const types = useTypes(list.types)
  const typeName = useCallback(
    (code: string | null) => types.find((type) => type.code === code)?.name ?? t('untyped'),
    [types, t],
  )
  const shown = useShownAreas(list.areas, state, typeName, locale)
  const select = useCallback((area: number | null) => void setState({ area }), [setState])
  const selected = list.areas.find(({ id }) => id === state.area) ?? null
  const hidden = types.flatMap(({ code }) =>
    state.types.length > 0 && !state.types.includes(code) ? [code] : [],
  )
  const Rows = isPhone ? ListCards : ListTable
  return (
    <div className={classes.screen}>
      <section className={classes.side} aria-label={common('sections.trade-areas')}>
        <header className={classes.toolbar}>
          <div className={classes.titles}>
            <h1>{common('sections.trade-areas')}</h1>
            <p role="status">
              {t(list.isWhole ? 'count' : 'count-own', {
                shown: formatNumber(locale, shown.length),
                total: formatNumber(locale, list.areas.length),
                count: list.areas.length,
              })}
            </p>
            {organization?.demonstration && <DemonstrationBadge compact />}
          </div>
          {list.may.edit && (
            <Button
              component={Link}
              href="/trade-areas/new"
              leftSection={<IconPencilPlus size={16} stroke={1.8} />}
            >
              {t('draw')}
            </Button>
          )}
        </header>
        <div className={classes.filters}>
          <TextInput
            className={classes.search ?? ''}
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={16} stroke={1.7} />}
            value={state.q}
            maxLength={80}
            onChange={(event) => void setState({ q: event.currentTarget.value || null })}
          />
          <MultiSelect
            className={classes.types ?? ''}
            aria-label={t('columns.type')}
            placeholder={state.types.length === 0 ? t('all-types') : ''}
            clearable
            data={types.map(({ code, name }) => ({ value: code, label: name }))}
            value={state.types}
            onChange={(next) => void setState({ types: next.length > 0 ? next : null })}
          />
        </div>
        {shown.length === 0 ? (
          <EmptyState
            icon={IconPolygon}
            title={list.areas.length === 0 ? t('nothing.title') : t('nothing.filtered')}
            action={
              list.areas.length > 0 && (
                <Button variant="default" onClick={() => void setState({ q: null, types: null })}>
                  {t('nothing.clear')}
                </Button>
              )
            }
          >
            {list.areas.length === 0 && t(list.may.edit ? 'nothing.text' : 'nothing.text-own')}
          </EmptyState>
        ) : (
          <Rows
            areas={shown}
            list={list}
            types={types}
            typeName={typeName}
            state={state}
            onSort={(sort, order) => void setState({ sort, order })}
            onSelect={select}
          />
        )}
      </section>
      <div className={classes.map}>
        <ListMap types={types} hidden={hidden} selected={selected} onSelect={select} />
      </div>
    </div>
  )
}
