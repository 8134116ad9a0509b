'use client'

/** A calendar while it is chosen: every choice is tried on the server, which says what it would change. */
import { useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { previewCalendarAction, saveCalendarAction } from '@/app/(workspace)/rules/actions'
import type { CalendarChoice, CalendarSource } from '@/lib/usecases/calendar-choice'
import type { CalendarPreview, CalendarView } from '@/lib/usecases/view-rules-calendar'

/** As the use case has it; asked here before a larger file is sent. */
const FILE_BYTES_MAX = 256 * 1024

export type LineFault = { readonly line: number; readonly code: string; readonly value: string }
type File = CalendarChoice['file']
type Choice = { source: CalendarSource; weekend: number[]; file: File }
type Answer = {
  readonly preview: CalendarPreview | null
  readonly failure: string | null
  readonly lineFaults: readonly LineFault[]
}
const NO_ANSWER: Answer = { preview: null, failure: null, lineFaults: [] }

export type ChoiceOfCalendar = Choice &
  Answer & {
    readonly isChanged: boolean
    readonly isTrying: boolean
    readonly isSaving: boolean
    readonly change: (change: Partial<Choice>) => void
    readonly readFile: (file: globalThis.File | null) => Promise<void>
    readonly save: (note: string) => void
    readonly discard: () => void
  }

export function useCalendarChoice(view: CalendarView): ChoiceOfCalendar {
  const t = useTranslations('rules')
  const [edited, setEdited] = useState<Choice | null>(null)
  const [answer, setAnswer] = useState(NO_ANSWER)
  const asked = useRef(0)
  const [isTrying, startTrying] = useTransition()
  const [isSaving, startSaving] = useTransition()
  const choice = edited ?? { source: sourceOf(view.source), weekend: [...view.weekend], file: null }

  /** From here on answers to what was asked before are of no interest. */
  const clear = () => {
    setAnswer(NO_ANSWER)
    return ++asked.current
  }
  const change = (part: Partial<Choice>) => {
    const next = { ...choice, ...part }
    setEdited(next)
    const question = clear()
    startTrying(async () => {
      const outcome = await previewCalendarAction(next)
      if (question === asked.current) setAnswer(answerOf(outcome))
    })
  }
  const readFile = async (file: globalThis.File | null) => {
    if (file && file.size > FILE_BYTES_MAX) {
      clear()
      setAnswer({ ...NO_ANSWER, failure: 'file-too-large' })
      return
    }
    change({ file: file && { name: file.name, text: await file.text() } })
  }
  const discard = () => {
    setEdited(null)
    clear()
  }
  const save = (note: string) =>
    startSaving(async () => {
      const outcome = await saveCalendarAction({ choice, basedOn: view.version, note })
      if (outcome.status === 'refused') {
        notify(t(`refused.${outcome.error.code}`), 'refused')
        return
      }
      discard()
      notify(t('save.done-plain'))
    })
  return {
    ...choice,
    ...answer,
    isChanged:
      choice.source !== view.source ||
      choice.file !== null ||
      choice.weekend.toSorted().join() !== view.weekend.toSorted().join(),
    isTrying,
    isSaving,
    change,
    readFile,
    save,
    discard,
  }
}

function answerOf(outcome: Awaited<ReturnType<typeof previewCalendarAction>>): Answer {
  if (outcome.status === 'done') return { ...NO_ANSWER, preview: outcome.value }
  const { error } = outcome
  return { preview: null, failure: error.code, lineFaults: 'errors' in error ? error.errors : [] }
}

function sourceOf(source: string): CalendarSource {
  return source === 'CN' || source === 'UY' ? source : 'file'
}
