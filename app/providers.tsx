'use client'

import { MantineProvider } from '@mantine/core'
import dynamic from 'next/dynamic'
// biome-ignore lint/style/noRestrictedImports: nuqs has an adapter for each router, and this is the one place that names Next's
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { theme } from '@/lib/ui/theme'

const Notifications = dynamic(() => import('@mantine/notifications').then((m) => m.Notifications), {
  ssr: false,
})

export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <NuqsAdapter>{children}</NuqsAdapter>
      <Notifications position="bottom-center" limit={3} />
    </MantineProvider>
  )
}
