/** Steps of loading a city: one whose stamp is unchanged is not done again. */
import { db } from './client'

export async function isStepDone(name: string, stamp: string): Promise<boolean> {
  return (await db.loadStep.count({ where: { name, stamp } })) > 0
}

export async function markStepDone(name: string, stamp: string): Promise<void> {
  await db.loadStep.upsert({ where: { name }, create: { name, stamp }, update: { stamp, at: new Date() } })
}
