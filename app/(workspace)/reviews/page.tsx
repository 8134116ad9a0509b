import { IconReportAnalytics } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { EmptyState } from '@/lib/ui/empty-state'
import { ViewReviewQueue, viewReviewQueue } from '@/lib/usecases/review/view-review-queue'
import { QueueScreen } from './queue-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') }
}

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function ReviewsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const queue = await viewReviewQueue(actor, ViewReviewQueue.parse(await searchParams))
  if (queue) return <QueueScreen queue={queue} />
  const t = await getTranslations('review')
  return (
    <EmptyState icon={IconReportAnalytics} title={t('title')}>
      {t('queue.no-city')}
    </EmptyState>
  )
}
