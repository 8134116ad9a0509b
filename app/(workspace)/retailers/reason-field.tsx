'use client'

import { Chip, Group, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'

type Props = { value: string; onChange: (reason: string) => void; examples: readonly string[] }

/** Why a record is changed: it is kept with the change, under the author's name. */
export function ReasonField({ value, onChange, examples }: Props) {
  const t = useTranslations('retailer.reason')
  return (
    <div>
      <TextInput
        required
        label={t('label')}
        description={t('about')}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Chip.Group value={value} onChange={(chosen) => onChange(String(chosen))}>
        <Group gap={6} mt={8}>
          {examples.map((example) => (
            <Chip key={example} size="xs" value={example}>
              {example}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  )
}
