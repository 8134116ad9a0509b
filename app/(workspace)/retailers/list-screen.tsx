'use client'

import { Button } from '@mantine/core'
import { IconBuildingStore, IconDownload, IconPlus } from '@tabler/icons-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTerritory } from '@/app/(workspace)/territory'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { EmptyState } from '@/lib/ui/empty-state'
import { Page } from '@/lib/ui/page'
import type { RetailerList, RetailerQuery } from '@/lib/usecases/list-retailers'
import classes from './list.module.css'
import { ListFilters } from './list-filters'
import { useListState } from './list-state'
import { ListTable } from './list-table'

/** All retailers within reach: found, filtered, sorted, taken along as a file. */
export function ListScreen({
  list,
  query,
  mayAdd,
}: {
  list: RetailerList
  query: RetailerQuery
  mayAdd: boolean
}) {
  const t = useTranslations('retailer')
  const common = useTranslations('common')
  const search = useSearchParams()
  const { organization } = useWorkspace()
  const [territory] = useTerritory()
  const { state, setState, isPending } = useListState()
  const total = list.total ?? 0
  const suffix = territory === null ? '' : `?territory=${territory}`
  return (
    <Page
      title={common('sections.retailers')}
      about={
        <span className={classes.about}>
          <span role="status">{t(query.closed ? 'list.count-closed' : 'list.count', { count: total })}</span>
          {organization?.demonstration && <DemonstrationBadge compact />}
        </span>
      }
      actions={
        <>
          <Button
            component="a"
            href={`/retailers/export?${search}`}
            download
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.8} />}
          >
            {t('list.download')}
          </Button>
          {mayAdd && (
            <Button
              component={Link}
              href={`/retailers/new${suffix}`}
              leftSection={<IconPlus size={16} stroke={1.8} />}
            >
              {t('list.add')}
            </Button>
          )}
        </>
      }
    >
      <ListFilters state={state} onChange={setState} />
      <div className={classes.result} data-pending={isPending || undefined} aria-busy={isPending}>
        {list.rows.length === 0 ? (
          <EmptyState
            icon={IconBuildingStore}
            title={t('list.nothing.title')}
            action={
              <Button
                variant="default"
                onClick={() => setState({ q: null, format: null, tier: null, due: null, closed: null })}
              >
                {t('list.nothing.clear')}
              </Button>
            }
          >
            {t('list.nothing.text')}
          </EmptyState>
        ) : (
          <ListTable
            key={JSON.stringify(query)}
            first={list}
            query={query}
            sort={state.sort}
            onSort={(sort) => setState({ sort })}
          />
        )}
      </div>
    </Page>
  )
}
