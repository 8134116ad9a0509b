'use client'

/**
 * A version of parameters while it is edited.
 *
 * Shape   only what differs from the stored version is kept, so that a version which somebody else saves meanwhile comes
 *         up beneath the edits instead of wiping them.
 */
import { useTranslations } from 'next-intl'
import { useMemo, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { checkParameters, type ParameterFault } from '@/lib/domain/parameters/check-parameters'
import {
  changesBetween,
  type FieldChange,
  type FieldValue,
  type FieldValues,
} from '@/lib/domain/parameters/parameter-fields'
import type { RulesView } from '@/lib/usecases/view-rules'
import { saveRulesAction } from './actions'

export type Draft = {
  readonly fields: FieldValues
  readonly changes: readonly FieldChange[]
  readonly faults: ReadonlyMap<string, ParameterFault>
  readonly isSaving: boolean
  readonly set: (path: string, value: FieldValue) => void
  readonly setAll: (fields: FieldValues) => void
  readonly discard: () => void
  readonly save: (note: string) => void
}

export function useDraft({ kind, fields: stored, version }: RulesView): Draft {
  const t = useTranslations('rules')
  const [edits, setEdits] = useState<FieldValues>({})
  const [isSaving, start] = useTransition()
  const fields = useMemo(() => ({ ...stored, ...edits }), [stored, edits])
  const faults = useMemo(
    () => new Map(checkParameters(kind, fields).map((fault) => [fault.path, fault])),
    [kind, fields],
  )
  const save = (note: string) =>
    start(async () => {
      const outcome = await saveRulesAction({ kind, basedOn: version, fields, note })
      if (outcome.status === 'refused') {
        notify(t(`refused.${outcome.error.code}`), 'refused')
        return
      }
      setEdits({})
      const { version: saved, ringsDrawn } = outcome.value
      notify(
        kind === 'rings'
          ? t('save.done-rings', { version: saved, count: ringsDrawn })
          : t('save.done', { version: saved }),
      )
    })
  return {
    fields,
    changes: changesBetween(kind, stored, fields),
    faults,
    isSaving,
    set: (path, value) => setEdits((before) => ({ ...before, [path]: value })),
    setAll: setEdits,
    discard: () => setEdits({}),
    save,
  }
}
