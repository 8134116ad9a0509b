import type { ReactNode } from 'react'
import classes from './page.module.css'

type Props = {
  title: ReactNode
  /** One line below the title: where this belongs, what period it is of. */
  about?: ReactNode
  /** Buttons, on the right of the title. */
  actions?: ReactNode
  children: ReactNode
}

/** A page of the workspace that is not a map: title, actions, and content in one measure. */
export function Page({ title, about, actions, children }: Props) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{title}</h1>
          {about && <p className={classes.about}>{about}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
