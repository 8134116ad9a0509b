'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RulesView } from '@/lib/usecases/view-rules'
import { SaveBar } from './save-bar'
import type { Draft } from './use-draft'
import { useRuleWords } from './use-rule-words'

type Props = {
  view: RulesView
  draft: Draft
  effect: ReactNode
}

/** The save bar of a version of parameters. It forgets the reason when the version is saved. */
export function RulesSaveBar({ view: { kind, version, mayEdit }, draft, effect }: Props) {
  const t = useTranslations('rules.save')
  const words = useRuleWords(kind)
  if (!mayEdit) return null
  return (
    <SaveBar
      key={version}
      changes={draft.changes.map(({ path, before, after }) =>
        t('changed', {
          name: words.name(path),
          before: words.value(path, before),
          after: words.value(path, after),
        }),
      )}
      effect={effect}
      confirm={t('confirm', { version: version + 1 })}
      hasFaults={draft.faults.size > 0}
      isSaving={draft.isSaving}
      onSave={draft.save}
      onDiscard={draft.discard}
    />
  )
}
