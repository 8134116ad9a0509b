/**
 * What a derived trade area is called: its own name, or one made of its kind and the place it is in.
 *
 * Names are data in the language of the city, like the names of its streets, and are stored; so they are made here
 * and not in the message catalogues, which speak the reader's language.
 */
import type { AreaKind } from '@/lib/domain/city/areas'

export type NameLanguage = 'es' | 'en' | 'zh'

export type MadeName = {
  readonly nameKey: AreaKind | 'quarter'
  /** The place it is in or next to; null where the city names none. */
  readonly params: { readonly near: string | null }
}

const KIND_WORDS: Readonly<Record<NameLanguage, Readonly<Record<MadeName['nameKey'], string>>>> = {
  es: {
    university: 'Zona universitaria',
    school: 'Zona escolar',
    hospital: 'Zona hospitalaria',
    station: 'Zona de terminal',
    marketplace: 'Zona de mercado',
    beach: 'Zona de playa',
    attraction: 'Zona turística',
    park: 'Zona de parque',
    retail: 'Zona comercial',
    commercial: 'Zona de oficinas',
    industrial: 'Zona industrial',
    residential: 'Zona residencial',
    quarter: 'Barrio',
  },
  en: {
    university: 'University area',
    school: 'School area',
    hospital: 'Hospital area',
    station: 'Terminal area',
    marketplace: 'Market area',
    beach: 'Beach area',
    attraction: 'Tourist area',
    park: 'Park area',
    retail: 'Shopping area',
    commercial: 'Office area',
    industrial: 'Industrial area',
    residential: 'Residential area',
    quarter: 'Quarter',
  },
  zh: {
    university: '高校区',
    school: '学校区',
    hospital: '医院区',
    station: '车站区',
    marketplace: '市场区',
    beach: '海滨区',
    attraction: '景区',
    park: '公园区',
    retail: '商业区',
    commercial: '办公区',
    industrial: '工业区',
    residential: '住宅区',
    quarter: '片区',
  },
}

export function areaName({ nameKey, params: { near } }: MadeName, language: NameLanguage): string {
  const kind = KIND_WORDS[language][nameKey]
  if (!near) return kind
  return language === 'zh' ? `${near}${kind}` : `${kind} ${near}`
}
