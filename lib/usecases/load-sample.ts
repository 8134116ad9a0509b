/**
 * Loads a city into the database: the sample, or a folder of the user's. What is loaded stays as it is; a step that was
 * cut short is done again from its beginning. Then need is forecast and trade areas are reviewed, once for each month,
 * the week is planned, once for each week, and scarce goods are shared.
 *
 * Shape   the summary holds the figures of `npm run demo -- --once` (DESIGN section 5): visits, kilometres and hours are
 *         of the week that was planned, unplanned visits those of the whole cycle.
 */
import { db } from '@/lib/db/client'
import { raiseDataVersion } from '@/lib/db/data-version-repository'
import { isStepDone, markStepDone } from '@/lib/db/load-step-repository'
import { DEFAULT_ALLOCATION_PARAMETERS } from '@/lib/domain/allocation/zone-suggestion'
import { dateAt, type IsoWeek, weekToPlan } from '@/lib/domain/calendar/dates'
import type { Datum } from '@/lib/domain/import/import-check'
import { DEFAULT_TARGETS } from '@/lib/domain/kpi/targets'
import type { ParameterKind } from '@/lib/domain/parameters/parameter-fields'
import { DEFAULT_REVIEW_PARAMETERS } from '@/lib/domain/review/review-parameters'
import { DEFAULT_PLANNING_PARAMETERS } from '@/lib/domain/routing/service/planning-parameters'
import { DEFAULT_SERVICE_RULES } from '@/lib/domain/routing/service/service-rules'
import { DEFAULT_RING_PARAMETERS } from '@/lib/domain/trade-area/ring-class'
import { DEFAULT_TYPING_RULE } from '@/lib/domain/trade-area/typing-rule'
import { now } from './clock'
import { drawRings } from './draw-rings'
import { loadAddresses } from './load-city/addresses-step'
import { loadAllocations } from './load-city/allocations-step'
import { loadBasemap } from './load-city/basemap-step'
import { changzhi } from './load-city/changzhi'
import type { City, LoadStepName, Report } from './load-city/city'
import {
  type DemonstrationUser,
  listDemonstrationUsers,
  loadDemonstration,
} from './load-city/demonstration-step'
import { loadForecasts } from './load-city/forecasts-step'
import { montevideo } from './load-city/montevideo'
import { loadOrganization } from './load-city/organization-step'
import { OwnCityError, ownCity } from './load-city/own-city'
import { loadPlans } from './load-city/plans-step'
import { type LeftOut, loadRetailers } from './load-city/retailers-step'
import { loadReviews } from './load-city/reviews-step'
import { loadRoads } from './load-city/roads-step'
import { loadTerritories } from './load-city/territories-step'
import { loadTradeAreas } from './load-city/trade-areas-step'
import { organizationToday } from './organization-today'

const SAMPLE_CITIES = { montevideo, changzhi } as const
export type SampleName = keyof typeof SAMPLE_CITIES

/** The datum of the folder's files where their rows do not say it themselves. */
export type CitySource = { sample: SampleName } | { folder: string; datum?: Datum }

export type LoadSummary = {
  readonly retailers: number
  readonly tradeAreas: number
  readonly rings: number
  readonly managers: number
  readonly visits: number
  readonly unplanned: number
  readonly driveKm: number
  readonly workHours: number
  readonly planValid: boolean
  readonly allocatedUnits: number
  readonly supplyUnits: number
  readonly demoUsers: readonly DemonstrationUser[]
  /** Of a city of the user's own: what its files held that could not be stored. */
  readonly leftOut: readonly LeftOut[]
}

const PARAMETERS: Readonly<Record<ParameterKind, unknown>> = {
  rings: DEFAULT_RING_PARAMETERS,
  typing: DEFAULT_TYPING_RULE,
  'service-rules': DEFAULT_SERVICE_RULES,
  planning: DEFAULT_PLANNING_PARAMETERS,
  allocation: DEFAULT_ALLOCATION_PARAMETERS,
  review: DEFAULT_REVIEW_PARAMETERS,
  targets: DEFAULT_TARGETS,
}

export async function loadSample(source: CitySource, report: Report): Promise<LoadSummary> {
  await refuseOtherCity('sample' in source ? source.sample : 'own')
  const leftOut = await loadCity(source, report)
  const week = weekToPlan(await organizationToday())
  report('forecasts')
  await loadForecasts((done, total) => report('forecasts', done, total))
  report('reviews')
  await loadReviews()
  report('plans')
  await loadPlans(week, (done, total) => report('plans', done, total))
  report('allocation')
  await loadAllocations((done, total) => report('allocation', done, total))
  return { ...(await summarize(week)), demoUsers: await listDemonstrationUsers(), leftOut }
}

async function refuseOtherCity(sample: string): Promise<void> {
  const organization = await db.organization.findFirst({ select: { sample: true, name: true } })
  if (organization && organization.sample !== sample) {
    throw new OwnCityError(
      `The database holds ${organization.name} already: set SHANGQUAN_DATA to another folder, or DATABASE_URL to an empty database.`,
    )
  }
}

type Step = { readonly name: LoadStepName; readonly load: (city: City, leftOut: LeftOut[]) => Promise<void> }

const STEPS: readonly Step[] = [
  {
    name: 'organization',
    load: async (city) => {
      await db.organization.deleteMany()
      const planning = { ...DEFAULT_PLANNING_PARAMETERS, ...city.planning }
      await loadOrganization(city, { ...PARAMETERS, planning })
    },
  },
  { name: 'basemap', load: ({ extract }) => loadBasemap(extract) },
  { name: 'roads', load: loadRoads },
  {
    name: 'addresses',
    load: async (city) => {
      await db.demandCell.deleteMany()
      await loadAddresses(city)
    },
  },
  {
    name: 'retailers',
    load: async (city, leftOut) => {
      await db.retailer.deleteMany()
      leftOut.push(...(await loadRetailers(city)))
    },
  },
  {
    name: 'trade-areas',
    load: async (city, leftOut) => {
      leftOut.push(...(await loadTradeAreas(city)))
    },
  },
  { name: 'territories', load: loadTerritories },
  {
    name: 'demonstration',
    load: (city) => loadDemonstration(city, dateAt(now().getTime(), city.timeZone)),
  },
  {
    name: 'rings',
    load: async () => {
      await drawRings('all')
      for (const name of ['retailers', 'trade-areas', 'basemap'] as const) await raiseDataVersion(name)
    },
  },
]

async function loadCity(source: CitySource, report: Report): Promise<LeftOut[]> {
  const missing: Step[] = []
  for (const step of STEPS) if (!(await isStepDone(step.name, 'loaded'))) missing.push(step)
  if (missing.length === 0) return []

  report('read-city')
  const year = now().getUTCFullYear()
  const city =
    'sample' in source ? SAMPLE_CITIES[source.sample](year) : ownCity(source.folder, year, source.datum)
  const leftOut: LeftOut[] = []
  for (const { name, load } of missing) {
    report(name)
    await load(city, leftOut)
    await markStepDone(name, 'loaded')
  }
  return leftOut
}

async function summarize(week: IsoWeek): Promise<Omit<LoadSummary, 'demoUsers' | 'leftOut'>> {
  const open = { closedAt: null }
  const [retailers, tradeAreas, rings, managers, plans, runs] = await Promise.all([
    db.retailer.count({ where: open }),
    db.tradeArea.count({ where: open }),
    db.storeRing.count(),
    db.territory.count({ where: { managerId: { not: null } } }),
    db.weekPlan.findMany({
      where: { week, status: 'published' },
      select: {
        cycle: {
          select: {
            unplanned: { select: { visits: true } },
            days: {
              orderBy: { dayIndex: 'asc' },
              select: {
                date: true,
                driveMeters: true,
                workSeconds: true,
                _count: { select: { visits: true } },
              },
            },
          },
        },
      },
    }),
    db.supplyCycle.findMany({
      select: {
        supplyUnits: true,
        runs: { orderBy: { id: 'desc' }, take: 1, select: { allocatedUnits: true } },
      },
    }),
  ])
  const days = plans.flatMap(({ cycle }) => cycle.days.slice(0, 5))
  return {
    retailers,
    tradeAreas,
    rings,
    managers,
    visits: sum(days.map(({ _count }) => _count.visits)),
    unplanned: sum(plans.flatMap(({ cycle }) => cycle.unplanned.map(({ visits }) => visits))),
    driveKm: Math.round(sum(days.map(({ driveMeters }) => driveMeters)) / 100) / 10,
    workHours: Math.round(sum(days.map(({ workSeconds }) => workSeconds)) / 360) / 10,
    planValid: plans.length === managers,
    allocatedUnits: sum(runs.map(({ runs }) => runs[0]?.allocatedUnits ?? 0)),
    supplyUnits: sum(runs.map(({ supplyUnits }) => supplyUnits)),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
