/** The words of a review for any component, on the server as in the browser. */
import { useLocale, useTranslations } from 'next-intl'
import type { ReviewWords } from '@/lib/i18n/review-sentences'

type Named = {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly builtIn?: boolean
}
export type ReviewNames = {
  readonly currency: string
  readonly types: readonly Named[]
  readonly priceClasses: readonly Named[]
}

export function useReviewWords({ currency, types, priceClasses }: ReviewNames): ReviewWords {
  const [review, common, plan] = [
    useTranslations('review'),
    useTranslations('common'),
    useTranslations('plan'),
  ]
  const locale = useLocale()
  const nameOf = ({ nameEn, nameZh }: Named) => (locale === 'zh-CN' ? nameZh : nameEn)
  return {
    locale,
    review,
    common,
    plan,
    currency,
    typeName: (code) => {
      const type = types.find((one) => one.code === code)
      if (!type) return common('trade-area-types.none')
      return type.builtIn ? common(`trade-area-types.${type.code as 'mixed'}`) : nameOf(type)
    },
    priceClassName: (code) => {
      const found = priceClasses.find((one) => one.code === code)
      return found ? nameOf(found) : code
    },
  }
}
