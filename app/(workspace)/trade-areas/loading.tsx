import { Skeleton } from '@mantine/core'
import classes from './list.module.css'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

export default function Loading() {
  return (
    <div className={classes.screen} aria-busy="true">
      <div className={classes.side}>
        <div className={classes.toolbar}>
          <Skeleton height={28} width={200} />
          <Skeleton height={28} width={260} />
        </div>
        <div className={classes.skeletons}>
          {ROWS.map((row) => (
            <Skeleton key={row} height={34} />
          ))}
        </div>
      </div>
      <div className={classes.map}>
        <Skeleton height="100%" radius={0} />
      </div>
    </div>
  )
}
