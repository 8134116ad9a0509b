'use client'

import { Button, Group, Modal, NumberInput, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import classes from './allocations.module.css'

const REASON_MAX = 200

export type Amount = {
  readonly units: number | string
  readonly reason: string
  readonly refusal: string | undefined
  readonly isActing: boolean
  readonly setUnits: (units: number | string) => void
  readonly setReason: (reason: string) => void
  /** `send` tells why it was refused, or nothing. */
  readonly act: (send: () => Promise<string | undefined>) => Promise<void>
}

/** What is typed into the dialog, whether it is on its way, and why it was refused. */
export function useAmount(now: number, onClose: () => void): Amount {
  const [units, setUnits] = useState<number | string>(now)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [isActing, setActing] = useState(false)
  return {
    units,
    reason,
    refusal,
    isActing,
    setUnits(typed) {
      setUnits(typed)
      setRefusal(undefined)
    },
    setReason,
    async act(send) {
      setActing(true)
      const refused = await send()
      setActing(false)
      if (refused) setRefusal(refused)
      else onClose()
    },
  }
}

type Props = {
  amount: Amount
  words: { title: string; about: string; units: string; hint: string; reason: string; confirm: string }
  reasonHint?: string
  pack: number
  /** What is wrong with the number; true where that needs no words. */
  fault: string | boolean | undefined
  /** Below the number: other numbers to take. */
  suggestion?: ReactNode
  /** Left of the buttons: another way out. */
  other?: ReactNode
  onConfirm: () => void
  onClose: () => void
}

/** Asks for a number of units, with the reason. */
export function AmountDialog(props: Props) {
  const { amount, words, reasonHint, pack, fault, suggestion, other, onConfirm, onClose } = props
  const actions = useTranslations('allocation.actions')
  const isReady = !fault && amount.reason.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onConfirm()
  }
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': actions('close') }}>
      <form onSubmit={submit} noValidate>
        <p className={classes.dialogAbout}>{words.about}</p>
        <NumberInput
          data-autofocus
          required
          label={words.units}
          description={words.hint}
          value={amount.units}
          onChange={amount.setUnits}
          error={amount.refusal ?? (typeof fault === 'string' && fault)}
          step={pack}
          allowNegative={false}
          allowDecimal={false}
          thousandSeparator
        />
        {suggestion}
        <TextInput
          required
          mt="sm"
          label={words.reason}
          description={reasonHint}
          maxLength={REASON_MAX}
          value={amount.reason}
          onChange={(event) => amount.setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          {other}
          <Button variant="default" onClick={onClose}>
            {actions('cancel')}
          </Button>
          <Button type="submit" loading={amount.isActing} disabled={!isReady}>
            {words.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
