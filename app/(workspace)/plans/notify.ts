'use client'

/** A word on what came of an action, at the bottom of the screen; loaded when there is first something to say. */
import type { ReactNode } from 'react'

export async function notify(message: ReactNode, kind: 'done' | 'refused' = 'done'): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({
    message,
    color: kind === 'done' ? 'ink' : 'red',
    autoClose: kind === 'done' ? 6000 : 9000,
    withBorder: true,
  })
}
