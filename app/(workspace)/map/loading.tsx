import { Skeleton } from '@mantine/core'
import classes from './map.module.css'

export default function Loading() {
  return (
    <div className={classes.screen} aria-busy="true">
      <Skeleton height="100%" radius={0} />
    </div>
  )
}
