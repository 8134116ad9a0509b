'use client'

import { useDraggable } from '@dnd-kit/react'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import {
  IconAlertTriangle,
  IconArrowsMove,
  IconBuildingStore,
  IconDotsVertical,
  IconHourglassLow,
  IconLock,
  IconLockOpen,
  IconPhone,
  IconReportAnalytics,
  IconTargetArrow,
} from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type CSSProperties, useEffect, useRef } from 'react'
import { formatTimeOfDay } from '@/lib/i18n/format'
import { weekdayColor } from '@/lib/ui/weekday-colors'
import type { WeekDay, WeekStop } from '@/lib/usecases/view-week'
import type { StopActions } from './day-board'
import classes from './plans.module.css'
import { reviewIdsOf, usePlanWords } from './words'

type Props = StopActions & {
  stop: WeekStop
  day: WeekDay
  index: number
  isSelected: boolean
  mayChange: boolean
}

/** One stop: its number is the handle, its name shows it on the map, its menu has the rest. */
export function StopCard(props: Props) {
  return props.mayChange ? <DraggableStop {...props} /> : <StillStop {...props} />
}

function DraggableStop(props: Props) {
  const { stop, day, index, isSelected, onAskMove } = props
  const t = useTranslations('plan.actions')
  const { retailer } = stop
  const { ref, handleRef, isDragSource } = useDraggable({
    id: `${day.date} ${retailer.id}`,
    data: { date: day.date, index },
  })
  const row = useInView(isSelected)
  return (
    <li
      ref={useMergedRef(row, ref)}
      className={classes.stop}
      data-stop={retailer.id}
      data-selected={isSelected || undefined}
      data-dragged={isDragSource || undefined}
    >
      <button
        type="button"
        ref={handleRef}
        className={classes.number}
        aria-label={t('drag', { name: retailer.name })}
        onClick={(event) => {
          if (event.detail === 0) onAskMove({ retailer, day, index }) // by the keyboard
        }}
      >
        {index + 1}
      </button>
      <StopInside {...props} />
    </li>
  )
}

function StillStop(props: Props) {
  const { stop, index, isSelected } = props
  return (
    <li
      ref={useInView(isSelected)}
      className={classes.stop}
      data-stop={stop.retailer.id}
      data-selected={isSelected || undefined}
    >
      <span className={classes.number}>{index + 1}</span>
      <StopInside {...props} />
    </li>
  )
}

/** Scrolls a row to where it can be seen when it is chosen elsewhere. */
function useInView(isSelected: boolean) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return row
}

function StopInside(props: Props) {
  const { stop, day, index, isSelected, mayChange, onSelect, onUnlock, onAskMove, onAskLock } = props
  const t = useTranslations('plan')
  const { retailer, lock } = stop
  const visit = { retailer, day, index }
  return (
    <>
      <button
        type="button"
        className={classes.stopMain}
        aria-pressed={isSelected}
        onClick={() => onSelect(isSelected ? null : retailer.id)}
      >
        <StopText stop={stop} day={day} />
      </button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            className={classes.stopMenu ?? ''}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('actions.stop-menu', { name: retailer.name })}
          >
            <IconDotsVertical size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            href={`/retailers/${retailer.id}`}
            leftSection={<IconBuildingStore size={16} stroke={1.6} />}
          >
            {t('actions.open-retailer')}
          </Menu.Item>
          {reviewIdsOf(stop).map((id) => (
            <Menu.Item
              key={id}
              component={Link}
              href={`/reviews/${id}`}
              leftSection={<IconReportAnalytics size={16} stroke={1.6} />}
            >
              {t('actions.open-review')}
            </Menu.Item>
          ))}
          {mayChange && (
            <>
              <Menu.Item
                leftSection={<IconArrowsMove size={16} stroke={1.6} />}
                onClick={() => onAskMove(visit)}
              >
                {t('actions.move')}
              </Menu.Item>
              {lock ? (
                <Menu.Item
                  leftSection={<IconLockOpen size={16} stroke={1.6} />}
                  onClick={() => onUnlock(visit)}
                >
                  {t('actions.unlock')}
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<IconLock size={16} stroke={1.6} />} onClick={() => onAskLock(visit)}>
                  {t('actions.lock')}
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

/** The same without anything to press, as it follows the pointer. */
export function StopFace({ stop, day }: { stop: WeekStop; day: WeekDay }) {
  return (
    <div className={classes.stopFace} style={{ '--day-color': weekdayColor(day.date) } as CSSProperties}>
      <StopText stop={stop} day={day} />
    </div>
  )
}

const WAIT_SHOWN_S = 300

function StopText({ stop, day }: { stop: WeekStop; day: WeekDay }) {
  const t = useTranslations('plan')
  const words = usePlanWords()
  const { retailer, start, channel, lock, purposes, breaches } = stop
  const [first] = purposes
  const objective = purposes.find(({ code }) => code === 'objective')
  const shown = [first, objective === first ? undefined : objective].filter((one) => one !== undefined)
  const waitS = waitSeconds(stop, day)
  const locked = lock && words.lock(lock)
  const broken = breaches.map(words.breach).join(' · ')
  return (
    <>
      <span className={classes.stopName}>{retailer.name}</span>
      <span className={classes.stopLine}>
        <time className={classes.time}>{formatTimeOfDay(start)}</time>
        {retailer.isClosed && (
          <span className={classes.chip} data-code="closed">
            {t('stop.closed')}
          </span>
        )}
        {shown.map((purpose, k) => (
          <Tooltip key={purpose.code} label={purposes.map(words.purpose).join(' · ')} multiline maw={320}>
            <span className={classes.chip} data-code={purpose.code}>
              {k === 0 ? (
                words.chip(purpose)
              ) : (
                <IconTargetArrow size={13} stroke={1.8} role="img" aria-label={words.chip(purpose)} />
              )}
            </span>
          </Tooltip>
        ))}
        {channel === 'phone' && (
          <Tooltip label={t('stop.phone')}>
            <IconPhone size={14} stroke={1.6} aria-label={t('stop.phone')} role="img" />
          </Tooltip>
        )}
        {locked && (
          <Tooltip label={locked} multiline maw={320}>
            <IconLock size={14} stroke={1.8} role="img" aria-label={locked} />
          </Tooltip>
        )}
        {broken !== '' && (
          <Tooltip label={broken} multiline maw={320}>
            <IconAlertTriangle
              className={classes.breachIcon ?? ''}
              size={14}
              stroke={1.8}
              role="img"
              aria-label={broken}
            />
          </Tooltip>
        )}
        {waitS >= WAIT_SHOWN_S && (
          <Tooltip label={t('stop.wait', { minutes: Math.round(waitS / 60) })}>
            <IconHourglassLow
              size={14}
              stroke={1.6}
              role="img"
              aria-label={t('stop.wait', { minutes: Math.round(waitS / 60) })}
            />
          </Tooltip>
        )}
      </span>
    </>
  )
}

/** Waiting before the door opens; the break is not waiting. */
function waitSeconds({ arrive, start, channel }: WeekStop, { break: pause }: WeekDay): number {
  if (channel === 'phone') return 0
  const inBreak = pause ? Math.max(0, Math.min(start, pause.end) - Math.max(arrive, pause.start)) : 0
  return start - arrive - inBreak
}
