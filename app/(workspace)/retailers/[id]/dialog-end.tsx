'use client'

import { Alert, Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { Refusal } from '@/app/(workspace)/retailers/refusal'
import { useRetailerWords } from '@/app/(workspace)/retailers/words'

type Props = {
  refusal: Refusal | undefined
  /** The verb on the button. */
  confirm: string
  isPending: boolean
  isReady: boolean
  onClose: () => void
  color?: string
}

/** Why it was refused, and the buttons, at the end of each dialog. */
export function DialogEnd({ refusal, confirm, isPending, isReady, onClose, color }: Props) {
  const t = useTranslations('retailer.actions')
  const words = useRetailerWords()
  return (
    <>
      {refusal && (
        <Alert color="red" mt="md" role="alert">
          {words.refusal(refusal.code)}
        </Alert>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isPending} disabled={!isReady} {...(color && { color })}>
          {confirm}
        </Button>
      </Group>
    </>
  )
}
