'use client'

import { Button, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { polygonsOf } from '@/lib/domain/city/polygon'
import type { DrawnParts } from '@/lib/map/layers/draw-polygon'
import { checkShapeAction } from './actions'
import { shapeText } from './shape-text'
import { useShapeWords } from './shape-words'

type Props = {
  tradeAreaId: number | null
  parts: DrawnParts
  onTake: (parts: DrawnParts) => void
}

/** The outline as text, for keyboards and for what was measured elsewhere. */
export function EditorText({ tradeAreaId, parts, onTake }: Props) {
  const t = useTranslations('trade-area.editor')
  const words = useShapeWords()
  const [edited, setEdited] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [isTaking, setTaking] = useState(false)
  const text = edited ?? shapeText(parts)
  const take = async () => {
    setTaking(true)
    const outcome = await checkShapeAction({ tradeAreaId, shape: { text } })
    setTaking(false)
    if (outcome.status === 'refused') return setError(words(outcome.error))
    setError(null)
    setEdited(null)
    onTake(polygonsOf(outcome.value.geometry) as unknown as DrawnParts)
  }
  return (
    <div>
      <Textarea
        label={t('text')}
        description={t('text-about')}
        placeholder={'-56.195, -34.905\n-56.185, -34.905\n…'}
        autosize
        minRows={5}
        maxRows={12}
        spellCheck={false}
        maxLength={400_000}
        value={text}
        error={error}
        styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: '0.75rem' } }}
        onChange={(event) => {
          setEdited(event.currentTarget.value)
          setError(null)
        }}
      />
      <Button
        mt={6}
        size="compact-sm"
        variant="default"
        loading={isTaking}
        disabled={edited === null || edited.trim() === ''}
        onClick={take}
      >
        {t('take-text')}
      </Button>
    </div>
  )
}
