import { Skeleton } from '@mantine/core'
import { Page } from '@/lib/ui/page'
import classes from './area.module.css'

export default function Loading() {
  return (
    <Page title={<Skeleton height={26} width={260} />}>
      <div className={classes.top} aria-busy="true">
        <Skeleton className={classes.map ?? ''} />
        <Skeleton height={300} />
      </div>
      <div className={classes.pair}>
        <Skeleton height={320} />
        <Skeleton height={320} />
      </div>
    </Page>
  )
}
