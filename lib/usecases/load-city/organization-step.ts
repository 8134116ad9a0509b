/** The organisation with its calendar, its tree, its trade-area types and first parameter versions. */

import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { dateOf } from '@/lib/db/organization-repository'
import { saveParameters } from '@/lib/db/parameter-repository'
import type { ParameterKind } from '@/lib/domain/parameters/parameter-fields'
import { type BuiltInTradeAreaType, TRADE_AREA_TYPES } from '@/lib/domain/trade-area/type-code'
import type { City } from './city'

const TYPES: Readonly<
  Record<BuiltInTradeAreaType, { nameEn: string; nameZh: string; color: string; aliases: string[] }>
> = {
  commercial: { nameEn: 'Commercial', nameZh: '商业区', color: '#D1495B', aliases: ['商业娱乐区', '商圈'] },
  residential: { nameEn: 'Residential', nameZh: '住宅区', color: '#E9A23B', aliases: ['居民区'] },
  campus: { nameEn: 'Campus', nameZh: '文教区', color: '#3A7CA5', aliases: ['院校学区', '学校区'] },
  office: { nameEn: 'Office', nameZh: '办公区', color: '#6D597A', aliases: ['写字楼区'] },
  industrial: { nameEn: 'Industrial', nameZh: '工业区', color: '#7D8597', aliases: ['工矿区'] },
  'transport-hub': { nameEn: 'Transport hub', nameZh: '交通枢纽区', color: '#2A9D8F', aliases: ['交通区'] },
  tourism: { nameEn: 'Tourism', nameZh: '旅游区', color: '#5A9E4B', aliases: ['旅游景区', '景区'] },
  mixed: { nameEn: 'Mixed', nameZh: '混合区', color: '#A68A64', aliases: ['其他'] },
}

export async function loadOrganization(
  city: City,
  parameters: Readonly<Record<ParameterKind, unknown>>,
): Promise<void> {
  const organization = await db.organization.create({
    data: {
      name: city.organizationName,
      sample: city.sample,
      timeZone: city.timeZone,
      holidayCalendar: city.holidayCalendar,
      weekend: [...city.calendar.weekend],
      currency: city.currency,
      bbox: [...city.bbox],
      attribution: city.attribution,
      demonstration: true,
    },
  })
  const days: Prisma.CalendarDayCreateManyInput[] = [
    ...city.calendar.holidays.map((day) => ({ ...day, off: true })),
    ...city.calendar.extraWorkdays.map((day) => ({ ...day, off: false })),
  ].map((day) => ({ ...day, date: dateOf(day.date), organizationId: organization.id }))
  await db.calendarDay.createMany({ data: days, skipDuplicates: true })

  const top = await db.orgUnit.create({
    data: {
      organizationId: organization.id,
      level: 'city',
      code: 'CITY',
      nameEn: city.nameEn,
      nameZh: city.nameZh,
    },
  })
  for (const { county, departments } of city.regions) {
    const parent = county
      ? await db.orgUnit.create({
          data: { organizationId: organization.id, parentId: top.id, level: 'county', ...county },
        })
      : top
    await db.orgUnit.createMany({
      data: departments.map((names) => ({
        organizationId: organization.id,
        parentId: parent.id,
        level: 'market',
        ...names,
      })),
    })
  }
  await db.tradeAreaType.deleteMany()
  const builtIn = TRADE_AREA_TYPES.map((code) => ({ code, ...TYPES[code], builtIn: true }))
  const own = (city.generated?.tradeAreaTypes ?? []).map((type) => ({ ...type, aliases: [...type.aliases] }))
  await db.tradeAreaType.createMany({
    data: [...builtIn, ...own].map((type, position) => ({ ...type, position })),
  })
  for (const [kind, values] of Object.entries(parameters)) {
    await saveParameters({
      organizationId: organization.id,
      kind: kind as ParameterKind,
      values,
      note: 'default',
      authorId: null,
    })
  }
}
