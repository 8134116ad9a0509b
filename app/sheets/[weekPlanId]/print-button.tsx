'use client'

import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'

export function PrintButton({ label }: { label: string }) {
  return (
    <Button size="xs" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
      {label}
    </Button>
  )
}
