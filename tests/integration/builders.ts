/** What integration tests begin with: an organisation with one market, and a database that holds nothing. */
import { db } from '@/lib/db/client'

type ParameterValues = Parameters<typeof db.parameterSet.create>[0]['data']['values']

/** A shape for trade areas of which only the name matters. */
export const A_SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ],
  ],
}

/** Montevideo's calendar and place, with the first version of the parameters that the test needs. */
export async function anOrganization(
  parameters: Readonly<Record<string, ParameterValues>>,
): Promise<{ organizationId: number; orgUnitId: number }> {
  const organization = await db.organization.create({
    data: {
      name: 'Test',
      timeZone: 'America/Montevideo',
      holidayCalendar: 'UY',
      weekend: [6, 7],
      currency: 'UYU',
      bbox: [-56.3, -35, -56, -34.8],
      attribution: '',
    },
  })
  for (const [kind, values] of Object.entries(parameters)) {
    await db.parameterSet.create({
      data: { organizationId: organization.id, kind, version: 1, note: '', values },
    })
  }
  const unit = await db.orgUnit.create({
    data: { organizationId: organization.id, level: 'market', code: 'M1', nameEn: 'Market', nameZh: '市场' },
  })
  return { organizationId: organization.id, orgUnitId: unit.id }
}

export async function emptyDatabase(): Promise<void> {
  await db.planRun.deleteMany()
  await db.weekPlan.deleteMany()
  await db.planCycle.deleteMany()
  await db.supplyCycle.deleteMany()
  await db.forecastRun.deleteMany()
  await db.retailer.deleteMany()
  await db.product.deleteMany()
  await db.brand.deleteMany()
  await db.priceClass.deleteMany()
  await db.tradeArea.deleteMany()
  await db.tradeAreaType.deleteMany()
  await db.demandCell.deleteMany()
  await db.territory.deleteMany()
  await db.dayOff.deleteMany()
  await db.user.deleteMany()
  await db.organization.deleteMany()
  await db.auditEntry.deleteMany()
}
