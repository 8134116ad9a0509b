'use client'

import { Chip, Group, MultiSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { BUSINESS_FORMATS } from '@/lib/domain/retailer/classification'
import { TIER_BANDS } from '@/lib/map/colors'
import classes from './list.module.css'
import type { useListState } from './list-state'

const DUE = ['overdue', 'due', 'not-due', 'none'] as const
const TYPING_MS = 250

type List = ReturnType<typeof useListState>

export function ListFilters({ state, onChange }: { state: List['state']; onChange: List['setState'] }) {
  const t = useTranslations('retailer.list')
  const common = useTranslations('common')
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <SearchField value={state.q} onChange={(q) => onChange({ q: q || null })} />
      <MultiSelect
        size="sm"
        className={classes.formats}
        aria-label={t('columns.format')}
        placeholder={state.format.length === 0 ? t('any-format') : ''}
        data={BUSINESS_FORMATS.map((format) => ({ value: format, label: common(`formats.${format}`) }))}
        value={state.format}
        onChange={(format) => onChange({ format: format.length > 0 ? format : null })}
        clearable
      />
      <Select
        className={classes.tiers}
        aria-label={t('columns.tier')}
        placeholder={t('any-tier')}
        data={[
          ...TIER_BANDS.map(({ from, to }) => ({ value: `${from}-${to}`, label: t('tiers', { from, to }) })),
          { value: '0-0', label: t('untiered') },
        ]}
        value={state.tier}
        onChange={(tier) => onChange({ tier })}
        clearable
      />
      <Chip.Group
        multiple
        value={state.due}
        onChange={(due) => onChange({ due: due.length > 0 ? due : null })}
      >
        <Group gap={6} aria-label={t('columns.due')} role="group">
          {DUE.map((due) => (
            <Chip key={due} value={due} size="xs" variant="outline">
              {common(`due.${due}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Chip
        size="xs"
        variant="outline"
        checked={state.closed}
        onChange={(closed) => onChange({ closed: closed || null })}
      >
        {t('closed')}
      </Chip>
    </search>
  )
}

/** Asks while one types; `/` goes here. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('retailer.list')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const send = useDebouncedCallback((wanted: string) => {
    sent.current = wanted
    onChange(wanted)
  }, TYPING_MS)
  useEffect(() => {
    if (value !== sent.current) setText(value) // changed elsewhere, such as by the way back
    sent.current = value
  }, [value])
  useHotkeys([['/', () => field.current?.focus()]])
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search}
      leftSection={<IconSearch size={16} stroke={1.8} />}
      aria-label={t('search')}
      placeholder={t('search')}
      maxLength={80}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}
