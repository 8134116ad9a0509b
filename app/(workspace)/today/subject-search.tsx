'use client'

import { TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { TodayView } from '@/lib/usecases/view-today'
import type { VisitSubject } from '@/lib/usecases/visit/visit-subjects'
import { findVisitSubjectsAction } from './actions'
import classes from './today.module.css'

const TYPING_MS = 250

/** Finds the shop of a visit that was not planned. */
export function SubjectSearch({
  view: { territory, date, records },
  onChoose,
}: {
  view: TodayView
  onChoose: (subject: VisitSubject) => void
}) {
  const t = useTranslations('today.record')
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly VisitSubject[]>()
  const asked = useRef('')
  const find = useDebouncedCallback(async (typed: string) => {
    const subjects = await findVisitSubjectsAction({ territoryId: territory.id, date, text: typed })
    if (asked.current === typed) setFound(subjects) // answers may overtake each other
  }, TYPING_MS)
  const type = (typed: string) => {
    setText(typed)
    asked.current = typed.trim()
    if (asked.current === '') setFound(undefined)
    else find(asked.current)
  }
  return (
    <div className={classes.recordForm}>
      <TextInput
        data-autofocus
        size="md"
        type="search"
        label={t('find')}
        description={t('find-about', { territory: territory.name })}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {found?.length === 0 && <p className={classes.recordAbout}>{t('none-found')}</p>}
      <ul className={classes.found}>
        {found?.map((subject) => {
          const isRecorded = records.some(({ retailerId }) => retailerId === subject.id)
          return (
            <li key={subject.id}>
              <UnstyledButton
                className={classes.foundShop ?? ''}
                disabled={isRecorded}
                onClick={() => onChoose(subject)}
              >
                <strong>{subject.name}</strong>
                <span>
                  {[subject.code, subject.address, isRecorded && t('recorded-already')]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
