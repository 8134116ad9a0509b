'use client'

import { Table } from '@mantine/core'
import { useTranslations } from 'next-intl'
import shared from '@/app/(workspace)/rules/rules.module.css'
import type { YearTally } from '@/lib/usecases/view-rules-calendar'

/** How many days each year has off and makes up. */
export function YearTable({ years }: { years: readonly YearTally[] }) {
  const t = useTranslations('rules.calendar-page')
  return (
    <>
      <h2 className={shared.heading}>{t('years')}</h2>
      <Table verticalSpacing={4} mb="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('year')}</Table.Th>
            <Table.Th ta="right">{t('holidays')}</Table.Th>
            <Table.Th ta="right">{t('make-ups')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {years.map(({ year, holidays, makeUps }) => (
            <Table.Tr key={year}>
              <Table.Td>{year}</Table.Td>
              <Table.Td ta="right">{holidays}</Table.Td>
              <Table.Td ta="right">{makeUps}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
