import { Skeleton } from '@mantine/core'
import classes from './rules.module.css'

export default function Loading() {
  return (
    <div className={classes.stack} aria-busy="true">
      <Skeleton height={280} />
      <Skeleton height={220} />
    </div>
  )
}
