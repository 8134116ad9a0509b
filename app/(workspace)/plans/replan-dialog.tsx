'use client'

import { Button, Group, Modal, Radio } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { FREEDOMS, type Freedom, MOVE_PRICE } from '@/lib/domain/routing/replan'
import classes from './plans.module.css'

type Props = {
  title: string
  /** The verb on the button. */
  confirm: string
  onClose: () => void
  onPlan: (freedom: Freedom) => Promise<void>
  /** What stays, and what becomes of the plan that stands. */
  children: ReactNode
}

/** Asks how much may move before a week is planned again. */
export function ReplanDialog({ title, confirm, onClose, onPlan, children }: Props) {
  const t = useTranslations('plan')
  const [freedom, setFreedom] = useState<Freedom>('little')
  const [isAsking, setAsking] = useState(false)
  const plan = async () => {
    setAsking(true)
    await onPlan(freedom)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Radio.Group
        value={freedom}
        onChange={(value) => setFreedom(FREEDOMS.find((one) => one === value) ?? 'little')}
        label={t('freedom.label')}
        mb="md"
      >
        <div className={classes.freedoms}>
          {FREEDOMS.map((one) => (
            <Radio.Card key={one} value={one} className={classes.place ?? ''}>
              <Radio.Indicator />
              <span>
                <strong>{t(`freedom.${one}`)}</strong>
                <span className={classes.freedomAbout}>
                  {t(`freedom.${one}-about`, { minutes: MOVE_PRICE / 60 })}
                </span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {children}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button data-autofocus onClick={plan} loading={isAsking}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
