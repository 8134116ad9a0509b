'use client'

import { Alert, Anchor, Chip, FileInput, Group, Radio } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import shared from '@/app/(workspace)/rules/rules.module.css'
import type { CalendarSource } from '@/lib/usecases/calendar-choice'
import classes from './calendar.module.css'
import type { ChoiceOfCalendar } from './use-calendar-choice'

const SOURCES = ['CN', 'UY', 'file'] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const FAULTS_SHOWN = 10
const TEMPLATE =
  'date,kind,name,name_en\n2027-01-01,holiday,元旦,New Year’s Day\n2027-01-03,workday,元旦调休,Make-up workday\n'

export function CalendarChoiceForm({ choice }: { choice: ChoiceOfCalendar }) {
  const t = useTranslations('rules.calendar-page')
  const { source, weekend, failure, lineFaults, change, readFile } = choice
  return (
    <div className={shared.stack} aria-busy={choice.isTrying}>
      <Radio.Group
        label={t('source')}
        value={source}
        onChange={(next) => change({ source: next as CalendarSource, file: null })}
      >
        <div className={classes.sources}>
          {SOURCES.map((name) => (
            <Radio.Card
              key={name}
              value={name}
              className={classes.source ?? ''}
              aria-label={t(`sources.${name}`)}
            >
              <span className={classes.sourceName}>
                <Radio.Indicator size="xs" />
                {t(`sources.${name}`)}
              </span>
              <span className={shared.small}>{t(`sources-about.${name}`)}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {source === 'file' && (
        <div>
          <FileInput
            size="sm"
            label={t('file')}
            placeholder={t('file-choose')}
            description={t('file-about')}
            accept=".csv,text/csv"
            clearable
            onChange={readFile}
          />
          <Group gap="xs" mt={4}>
            <span className={shared.small}>{t('file-keep')}</span>
            <Anchor
              size="xs"
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`}
              download="calendar.csv"
            >
              {t('template')}
            </Anchor>
          </Group>
        </div>
      )}
      <div>
        <span className={classes.label} id="calendar-weekend">
          {t('weekend')}
        </span>
        <Chip.Group
          multiple
          value={weekend.map(String)}
          onChange={(days) => days.length < WEEKDAYS.length && change({ weekend: days.map(Number) })}
        >
          <Group gap={6} role="group" aria-labelledby="calendar-weekend">
            {WEEKDAYS.map((day) => (
              <Chip key={day} size="xs" value={String(day)}>
                {t(`weekdays.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      {failure && <Failure code={failure} lineFaults={lineFaults} />}
    </div>
  )
}

function Failure({ code, lineFaults }: { code: string; lineFaults: ChoiceOfCalendar['lineFaults'] }) {
  const t = useTranslations('rules')
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
      {t(`refused.${code}` as 'refused.invalid')}
      {lineFaults.length > 0 && (
        <ul className={classes.faults} aria-label={t('calendar-page.file-faults')}>
          {lineFaults.slice(0, FAULTS_SHOWN).map(({ line, code: fault, value }) => (
            <li key={`${line} ${fault}`}>
              {t('calendar-page.file-fault', {
                line,
                fault: t(`calendar-page.faults.${fault as 'bad-date'}`, { value }),
              })}
            </li>
          ))}
          {lineFaults.length > FAULTS_SHOWN && (
            <li>{t('save.more', { count: lineFaults.length - FAULTS_SHOWN })}</li>
          )}
        </ul>
      )}
    </Alert>
  )
}
