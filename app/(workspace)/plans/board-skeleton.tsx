import { Skeleton } from '@mantine/core'
import classes from './plans.module.css'

export function BoardSkeleton() {
  return (
    <div className={classes.skeletonColumns} aria-busy="true">
      {['a', 'b', 'c', 'd', 'e'].map((column) => (
        <Skeleton key={column} height="100%" />
      ))}
    </div>
  )
}
