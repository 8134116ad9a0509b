import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { ViewReview, viewReview } from '@/lib/usecases/review/view-review'
import { ReviewPaper } from './review-paper'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('document.print-title') }
}

/** A review for paper: it reads from top to bottom without a click. */
export default async function ReviewPrintPage({ params }: Props) {
  const actor = await requireActor()
  const asked = ViewReview.safeParse(await params)
  if (!asked.success) notFound()
  const view = await viewReview(actor, asked.data)
  if (!view.ok) notFound()
  return <ReviewPaper view={view.value} />
}
