import type { NamedDay } from '@/lib/domain/calendar/working-days'

/** A holiday's name in the reader's language, or in the only one that it has. */
export function nameOfDay(locale: string, named: NamedDay | null): string {
  if (!named) return ''
  const { nameZh, nameEn } = named
  return locale === 'zh-CN' ? nameZh || nameEn : nameEn || nameZh
}
