/**
 * The due state (lib/domain/routing/service/due.ts) as SQL, for selections over many retailers.
 *
 * Shape   `bind` takes a value and gives its placeholder. The expressions read the columns of `"Retailer" retailer`.
 */
import { DUE_FROM } from '@/lib/domain/routing/service/due'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'

export type DueTerms = { readonly today: string; readonly rules: readonly ServiceRule[] }

/** Days from visit to visit; null where a retailer is owed none. */
export function intervalSql({ rules }: DueTerms, bind: (value: unknown) => string): string {
  if (rules.length === 0) return 'null::float8'
  const cases = rules.map((rule) => `when ${bind(rule.serviceClass)} then ${bind(rule.intervalDays)}::float8`)
  const byClass = `case retailer."serviceClass" ${cases.join(' ')} end`
  return `case when ${byClass} is null then null
    else coalesce(7.0 / nullif(retailer."visitsPerWeek", 0), ${byClass}) end`
}

/** One of the due states, by an interval that `interval` names. */
export function dueStateSql(interval: string, { today }: DueTerms, bind: (value: unknown) => string): string {
  const since = `${bind(today)}::date - retailer."lastVisitOn"`
  return `case
    when ${interval} is null then 'none'
    when retailer."lastVisitOn" is null then 'due'
    when ${since} > ${interval} then 'overdue'
    when ${since} >= ${bind(DUE_FROM)}::float8 * ${interval} then 'due'
    else 'not-due' end`
}
