import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { requireActor } from '@/lib/auth/session'
import { viewWorkspace } from '@/lib/usecases/view-workspace'
import { NavigationRail } from './navigation-rail'
import { sectionsFor } from './sections'
import classes from './shell.module.css'
import { TopBar } from './top-bar'
import { WorkspaceProvider } from './workspace-context'

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const [workspace, t] = await Promise.all([viewWorkspace(actor), getTranslations('common')])
  return (
    <WorkspaceProvider value={{ ...workspace, person: { name: actor.name, role: actor.role } }}>
      <a className={classes.skip} href="#content">
        {t('skip-to-content')}
      </a>
      <div className={classes.shell}>
        <NavigationRail sections={sectionsFor(actor)} />
        <TopBar />
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </WorkspaceProvider>
  )
}
