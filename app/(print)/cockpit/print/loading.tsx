import { PageSkeleton } from '@/lib/ui/page-skeleton'

export default function Loading() {
  return <PageSkeleton rows={12} />
}
