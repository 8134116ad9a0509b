'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Role } from '@/lib/domain/actor'
import type { Workspace } from '@/lib/usecases/view-workspace'

type Value = Workspace & { person: { name: string; role: Role } }

const WorkspaceContext = createContext<Value | undefined>(undefined)

export function WorkspaceProvider({ value, children }: { value: Value; children: ReactNode }) {
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>
}

/** The organisation, the territories in reach and the person, for any component of a signed-in page. */
export function useWorkspace(): Value {
  const value = useContext(WorkspaceContext)
  if (!value) throw new Error('useWorkspace outside the workspace')
  return value
}
