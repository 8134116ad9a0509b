import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { ViewReview, viewReview } from '@/lib/usecases/review/view-review'
import { ReviewScreen } from './review-screen'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') }
}

export default async function ReviewPage({ params }: Props) {
  const actor = await requireActor()
  const asked = ViewReview.safeParse(await params)
  if (!asked.success) notFound()
  const view = await viewReview(actor, asked.data)
  if (!view.ok) notFound()
  return <ReviewScreen key={view.value.review.id} view={view.value} />
}
