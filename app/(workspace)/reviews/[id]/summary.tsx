'use client'

import { Alert, Button, Group, Textarea } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { editReviewAction } from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import classes from './review.module.css'

/** What the figures do not say, in the customer manager's words. */
export function Summary({ view }: { view: ReviewView }) {
  const t = useTranslations('review.summary')
  const steps = useTranslations('review.steps')
  const { id, version, summary } = view.review
  const [text, setText] = useState<string | null>(null)
  const { take, isSaving, error } = useStep()
  const save = () =>
    void take(
      () => editReviewAction({ id, version, change: { what: 'summary', summary: text ?? '' } }),
      () => {
        setText(null)
        void notify(t('saved'))
      },
    )
  return (
    <section className={classes.card} aria-labelledby="summary">
      <div className={classes.cardHead}>
        <h2 id="summary">{t('title')}</h2>
        {text === null && view.actions.includes('edit') && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} stroke={1.7} />}
            onClick={() => setText(summary)}
          >
            {t('edit')}
          </Button>
        )}
      </div>
      {text === null ? (
        <p className={summary ? classes.summary : classes.soft}>{summary || t('empty')}</p>
      ) : (
        <>
          <Textarea
            autosize
            minRows={4}
            maxRows={16}
            autoFocus
            aria-labelledby="summary"
            placeholder={t('placeholder')}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {error && (
            <Alert color="red" mt="xs" role="alert">
              {error}
            </Alert>
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={() => setText(null)}>
              {steps('cancel')}
            </Button>
            <Button loading={isSaving} onClick={save}>
              {t('save')}
            </Button>
          </Group>
        </>
      )}
    </section>
  )
}
