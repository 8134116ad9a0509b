import { Skeleton } from '@mantine/core'
import { Page } from './page'

/** For `loading.tsx`: the outline of a page while its rows are read. */
export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Page title={<Skeleton height={24} width={220} />}>
      {Array.from({ length: rows }, (_, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders stand for no record and never change places
        <Skeleton key={k} height={36} mb={8} />
      ))}
    </Page>
  )
}
