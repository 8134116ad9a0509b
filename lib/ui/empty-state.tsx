import type { ComponentType, ReactNode } from 'react'
import classes from './states.module.css'

type Props = {
  icon?: ComponentType<{ size?: number; stroke?: number }>
  title: string
  /** What will be here, and what to do to get it. */
  children?: ReactNode
  action?: ReactNode
}

/** In place of a list, table or figure that has nothing to show yet. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className={classes.state}>
      {Icon && <Icon size={32} stroke={1.3} />}
      <h2 className={classes.title}>{title}</h2>
      {children && <p className={classes.text}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
