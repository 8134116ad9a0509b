import { Alert, Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'

type Props = {
  error: string | null | undefined
  /** The verb on the button. */
  confirm: string
  isSaving: boolean
  onEnd: () => void
}

/** Why it was refused, and the buttons, at the end of each dialog of a review. */
export function DialogEnd({ error, confirm, isSaving, onEnd }: Props) {
  const t = useTranslations('review.steps')
  return (
    <>
      {error && (
        <Alert color="red" mt="sm" role="alert">
          {error}
        </Alert>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onEnd}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isSaving}>
          {confirm}
        </Button>
      </Group>
    </>
  )
}
