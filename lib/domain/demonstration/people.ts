/**
 * People of the demonstration: one customer manager a territory, a market manager and the marketing department.
 * All names are made up from common Uruguayan first names and surnames, in a Chinese city from Chinese ones.
 */
import type { Role } from '@/lib/domain/actor'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'
import { chineseName, chinesePeople } from './chinese-names'
import { pick, shuffled, streamOf } from './draws'

export type DemonstrationPerson = {
  readonly role: Role
  readonly name: string
  /** Unique, `lucia.silva`. */
  readonly username: string
  readonly territoryIndex: number | null
}

const FIRST_NAMES = (
  'Lucía Martín Valentina Diego Camila Gonzalo Florencia Matías Sofía Rodrigo Agustina Federico Carolina Nicolás ' +
  'Victoria Santiago Mariana Joaquín Natalia Sebastián Cecilia Andrés Paula Ignacio Daniela Facundo Romina Bruno ' +
  'Gabriela Emiliano Verónica Leandro'
).split(' ')
const SURNAMES = (
  'Silva Pereira Rodríguez Fernández González Martínez Cabrera Sosa Olivera Núñez Acosta Techera Bentancor Viera ' +
  'Correa Machado Medina Suárez Vidal Alonso Castro Ferreira Bonilla Larrosa Piriz Umpiérrez Etcheverry Brum ' +
  'Barreiro Cardozo Duarte Fagúndez'
).split(' ')

export function generatePeople(
  seed: number,
  territories: number,
  language: NameLanguage,
): DemonstrationPerson[] {
  const random = streamOf(seed, 'people')
  const roles: { role: Role; territoryIndex: number | null }[] = [
    { role: 'marketing', territoryIndex: null },
    { role: 'market-manager', territoryIndex: null },
    ...Array.from({ length: territories }, (_, territoryIndex) => ({
      role: 'customer-manager' as const,
      territoryIndex,
    })),
  ]
  if (language === 'zh') {
    const people = chinesePeople(random, roles.length)
    return roles.map((role, k) => ({ ...role, ...people[k]! }))
  }
  const firstNames = shuffled(random, FIRST_NAMES.length)
  const surnames = shuffled(random, SURNAMES.length)
  return roles.map(({ role, territoryIndex }, k) => {
    // every round of first names meets the surnames one place further on, so that no pair comes twice
    const round = Math.floor(k / FIRST_NAMES.length)
    const first = FIRST_NAMES[firstNames[k % FIRST_NAMES.length]!]!
    const surname = SURNAMES[surnames[(k + round) % SURNAMES.length]!]!
    return { role, name: `${first} ${surname}`, username: plain(`${first}.${surname}`), territoryIndex }
  })
}

export function ownerName(seed: number, retailerIndex: number, language: NameLanguage): string {
  const random = streamOf(seed, 'owner', retailerIndex)
  if (language === 'zh') return chineseName(random)
  return `${pick(random, FIRST_NAMES)} ${pick(random, SURNAMES)}`
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
