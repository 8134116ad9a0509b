'use client'

import { Button, Checkbox, Group, Modal, Radio, Select, Skeleton, TextInput } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { Outcome } from '@/app/(workspace)/perform'
import type { VisitPlace } from '@/lib/domain/routing/edit'
import { formatDate, formatTimeOfDay } from '@/lib/i18n/format'
import type { Moves } from '@/lib/usecases/edit-week/view-moves'
import type { WeekView } from '@/lib/usecases/view-week'
import { viewMovesAction } from './actions'
import { Effect, namesOf } from './effect'
import classes from './plans.module.css'
import type { Target } from './use-plan-changes'
import type { ChosenVisit } from './week-screen'
import { usePlanWords } from './words'

type Props = {
  view: WeekView
  visit: ChosenVisit
  onClose: () => void
  onMove: (to: Target) => void
}

/** Moving without a pointer: the best place of each day with its effect, any other by day and order. */
export function MoveDialog({ view, visit, onClose, onMove }: Props) {
  const t = useTranslations('plan')
  const locale = useLocale()
  const words = usePlanWords()
  const [answer, setAnswer] = useState<Outcome<Moves> | null>(null)
  const [chosen, setChosen] = useState<VisitPlace | null>(null)
  const [isLocked, setLocked] = useState(false)
  const [reason, setReason] = useState('')
  const { plan } = view
  const { retailer, day: from } = visit

  useEffect(() => {
    let isLeft = false
    viewMovesAction({
      weekPlanId: plan!.id,
      version: plan!.version,
      retailerId: retailer.id,
      fromDay: from?.dayIndex ?? null,
    }).then((outcome) => {
      if (isLeft) return
      setAnswer(outcome)
      if (outcome.status === 'done') setChosen(outcome.value.best[0] ?? null)
    })
    return () => {
      isLeft = true
    }
  }, [plan, retailer.id, from?.dayIndex])

  const names = namesOf(view)
  const moves = answer?.status === 'done' ? answer.value : undefined
  const dayOf = (place: VisitPlace) => view.days.find(({ dayIndex }) => dayIndex === place.day)!
  const nameOf = (place: VisitPlace) => formatDate(locale, dayOf(place).date, 'weekday')
  const submit = () => {
    if (!chosen) return
    const lock = isLocked ? { lockReason: reason.trim() || t('lock.examples.asked') } : {}
    onMove({ day: chosen.day, position: chosen.position, ...lock })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t(from ? 'move.title' : 'move.title-place', { name: retailer.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <p className={classes.dialogAbout}>{t('move.about')}</p>
      {!answer && <Skeleton height={220} aria-label={t('move.loading')} />}
      {answer?.status === 'refused' && <p role="alert">{words.refusal(answer.error.code)}</p>}
      {moves && moves.best.length === 0 && <p>{t('move.none')}</p>}
      {moves && (
        <Radio.Group
          value={chosen && isBest(moves, chosen) ? keyOf(chosen) : ''}
          onChange={(key) => setChosen(moves.best.find((place) => keyOf(place) === key) ?? null)}
          aria-label={t('move.about')}
        >
          {moves.best.map((place) => (
            <Radio.Card key={keyOf(place)} value={keyOf(place)} className={classes.place ?? ''}>
              <Radio.Indicator />
              <span className={classes.placeText}>
                <span>{t('move.best', { day: nameOf(place), time: formatTimeOfDay(place.arrive) })}</span>
                <Effect place={place} retailerId={retailer.id} names={names} />
              </span>
            </Radio.Card>
          ))}
        </Radio.Group>
      )}
      {moves && (
        <fieldset className={classes.exact}>
          <legend>{t('move.order-title')}</legend>
          <Select
            label={t('move.day')}
            allowDeselect={false}
            data={[...new Set(moves.places.map(({ day }) => day))].map((day) => ({
              value: String(day),
              label: formatDate(locale, view.days.find(({ dayIndex }) => dayIndex === day)!.date, 'weekday'),
            }))}
            value={chosen ? String(chosen.day) : null}
            onChange={(day) => {
              const options = moves.best.filter((place) => String(place.day) === day)
              setChosen(options[0] ?? moves.places.find((place) => String(place.day) === day) ?? null)
            }}
          />
          {chosen && (
            <Select
              label={t('move.place')}
              allowDeselect={false}
              data={orderOptions(view, visit, chosen.day, t)}
              value={String(chosen.position)}
              onChange={(position) =>
                setChosen(
                  moves.places.find(
                    (place) => place.day === chosen.day && String(place.position) === position,
                  ) ?? null,
                )
              }
            />
          )}
          {chosen && !isBest(moves, chosen) && (
            <Effect place={chosen} retailerId={retailer.id} names={names} />
          )}
        </fieldset>
      )}
      <Checkbox
        mt="md"
        label={t('move.lock-too')}
        checked={isLocked}
        onChange={(event) => setLocked(event.currentTarget.checked)}
      />
      {isLocked && (
        <TextInput
          mt="xs"
          label={t('lock.reason')}
          placeholder={t('lock.examples.asked')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button onClick={submit} disabled={!chosen}>
          {chosen ? t('move.to', { day: nameOf(chosen) }) : t('actions.move')}
        </Button>
      </Group>
    </Modal>
  )
}

const keyOf = ({ day, position }: VisitPlace) => `${day} ${position}`
const isBest = ({ best }: Moves, place: VisitPlace) => best.some((one) => keyOf(one) === keyOf(place))

function orderOptions(
  view: WeekView,
  { retailer }: ChosenVisit,
  toDay: number,
  t: ReturnType<typeof useTranslations<'plan'>>,
) {
  const day = view.days.find(({ dayIndex }) => dayIndex === toDay)
  const others = (day?.stops ?? []).filter((stop) => stop.retailer.id !== retailer.id)
  return [
    { value: '0', label: t('move.first') },
    ...others.map((stop, k) => ({
      value: String(k + 1),
      label: t('move.after', { name: `${k + 1} · ${stop.retailer.name}` }),
    })),
  ]
}
