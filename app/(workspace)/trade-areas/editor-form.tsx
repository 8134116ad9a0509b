'use client'

import { Alert, Button, Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { formatPercent } from '@/lib/i18n/format'
import type { MapTradeAreaType } from '@/lib/map/layers/trade-area-layer'
import type { CheckedShape } from '@/lib/usecases/trade-area/check-shape'
import type { TradeAreaEditor } from '@/lib/usecases/trade-area/open-editor'
import { drawTradeAreaAction, editTradeAreaAction } from './actions'
import classes from './editor.module.css'
import { useShapeWords } from './shape-words'
import type { useOutline } from './use-outline'

type Props = {
  editor: TradeAreaEditor
  types: readonly MapTradeAreaType[]
  outline: ReturnType<typeof useOutline>
}

const BY_RULE = ':rule'

/** Name, type, overlaps and reason; then the area is stored. */
export function EditorForm({ editor, types, outline }: Props) {
  const t = useTranslations('trade-area.editor')
  const form = useTranslations('trade-area.form')
  const words = useShapeWords()
  const router = useRouter()
  const { area } = editor
  const [name, setName] = useState(area?.name ?? '')
  const [type, setType] = useState(BY_RULE)
  const [reason, setReason] = useState('')
  const [meant, setMeant] = useState<readonly number[]>([])
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const { answer, parts, isChanged } = outline
  const shape = answer.state === 'checked' ? answer.shape : undefined
  const asked = shape?.overlaps.filter(({ isNew }) => isNew) ?? []
  const isMeant = asked.every(({ id }) => meant.includes(id))
  const typeName = (code: string) => types.find((one) => one.code === code)?.name ?? code
  const isNamed = name.trim() !== ''
  const hasOutline = isChanged ? shape !== undefined : area !== null
  const isDifferent = area === null || isChanged || name.trim() !== area.name
  const isReady = isNamed && hasOutline && isMeant && isDifferent && reason.trim() !== ''

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setSaving(true)
    setError(null)
    const corners = parts.map((part) => part.map((ring) => ring.map(([x, y]): [number, number] => [x, y])))
    const common = { name: name.trim(), reason: reason.trim(), parts: corners, overlapsMeant: [...meant] }
    const outcome = area
      ? await editTradeAreaAction({ ...common, id: area.id, version: area.version })
      : await drawTradeAreaAction({
          ...common,
          type: type === BY_RULE ? { by: 'rule' } : { by: 'hand', code: type },
        })
    if (outcome.status === 'refused') {
      setSaving(false)
      setError(words(outcome.error as Parameters<typeof words>[0]))
      return
    }
    void notify(t('saved', { name: name.trim(), count: outcome.value.moved }))
    router.push(`/trade-areas/${outcome.value.id}`)
  }
  return (
    <form onSubmit={save} className={classes.form} noValidate>
      <TextInput
        required
        label={t('name')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {area === null ? (
        <Select
          label={t('type')}
          description={shape ? t('type-about') : t('type-later')}
          allowDeselect={false}
          value={type}
          onChange={(value) => setType(value ?? BY_RULE)}
          data={[
            {
              value: BY_RULE,
              label: shape ? t('by-rule', { type: typeName(shape.evidence.proposed) }) : t('by-rule-unknown'),
            },
            ...types.map(({ code, name: label }) => ({ value: code, label })),
          ]}
        />
      ) : (
        shape && <TypeAfter area={area} shape={shape} typeName={typeName} />
      )}
      {asked.length > 0 && (
        <Overlaps
          overlaps={asked}
          isMeant={isMeant}
          onMean={(yes) => setMeant(yes ? asked.map(({ id }) => id) : [])}
        />
      )}
      <Textarea
        required
        autosize
        minRows={2}
        maxRows={4}
        label={form('reason')}
        description={form('reason-about')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error && (
        <Alert color="red" role="alert">
          {error}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={isSaving} disabled={!isReady}>
          {area ? t('save') : t('create')}
        </Button>
      </Group>
    </form>
  )
}

type AfterProps = {
  area: NonNullable<TradeAreaEditor['area']>
  shape: CheckedShape
  typeName: (code: string) => string
}

/** What becomes of the type when the outline changes. */
function TypeAfter({ area, shape, typeName }: AfterProps) {
  const t = useTranslations('trade-area.editor')
  const { proposed } = shape.evidence
  const isKept = area.typeSource !== 'rule' || area.typeCode === proposed
  const names = { type: typeName(area.typeCode ?? ''), proposed: typeName(proposed) }
  return <p className={classes.note}>{isKept ? t('type-stays', names) : t('type-changes', names)}</p>
}

type OverlapsProps = {
  overlaps: CheckedShape['overlaps']
  isMeant: boolean
  onMean: (yes: boolean) => void
}

function Overlaps({ overlaps, isMeant, onMean }: OverlapsProps) {
  const t = useTranslations('trade-area.editor')
  const all = useTranslations('trade-area.overlaps')
  const locale = useLocale()
  return (
    <fieldset className={classes.overlaps}>
      <legend>{t('overlaps')}</legend>
      <ul>
        {overlaps.map(({ id, name, ofThis, ofOther }) => (
          <li key={id}>
            <strong>{name ?? all('beyond')}</strong>:{' '}
            {t('overlap', {
              ofThis: formatPercent(locale, ofThis),
              ofOther: formatPercent(locale, ofOther),
            })}
          </li>
        ))}
      </ul>
      <Checkbox
        label={t('overlaps-meant')}
        checked={isMeant}
        onChange={(event) => onMean(event.currentTarget.checked)}
      />
    </fieldset>
  )
}
