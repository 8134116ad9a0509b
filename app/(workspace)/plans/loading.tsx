import { Skeleton } from '@mantine/core'
import classes from './plans.module.css'

export default function Loading() {
  return (
    <div className={classes.screen} aria-busy="true">
      <div className={classes.toolbar}>
        <Skeleton height={28} width={240} />
        <Skeleton height={28} width={360} />
      </div>
      <div className={classes.body}>
        <Skeleton height="100%" radius={0} />
        <div className={classes.skeletonColumns}>
          {['a', 'b', 'c', 'd', 'e'].map((column) => (
            <Skeleton key={column} height="100%" />
          ))}
        </div>
      </div>
    </div>
  )
}
