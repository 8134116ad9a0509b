'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { allocationReason } from '@/lib/i18n/allocation-reason'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import type { RetailerPage } from '@/lib/usecases/view-retailer'
import classes from './retailer.module.css'

/** What the shop was last allocated of each scarce product, and why so much. */
export function Shares({ view }: { view: RetailerPage }) {
  const t = useTranslations('retailer.shares')
  const allocation = useTranslations('allocation')
  const common = useTranslations('common')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const types = useTypes(view.types)
  const typeNames = Object.fromEntries(types.map(({ code, name }) => [code, name]))
  return (
    <section className={classes.card} id="allocation" aria-labelledby="shares">
      <h2 id="shares">
        {t('title')} {organization?.demonstration && <DemonstrationBadge compact />}
      </h2>
      {view.shares.length === 0 ? (
        <p className={classes.soft}>{t('none')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('product')}</th>
              <th scope="col">{t('month')}</th>
              <th scope="col">{t('units')}</th>
              <th scope="col" className={classes.why}>
                {t('why')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.shares.map(({ productId, nameEn, nameZh, month, units, reason }) => (
              <tr key={productId}>
                <th scope="row">
                  <Link href={`/allocations?product=${productId}&month=${month}`}>
                    {locale === 'zh-CN' ? nameZh : nameEn}
                  </Link>
                </th>
                <td>{month}</td>
                <td>{units}</td>
                <td className={classes.why}>{allocationReason(reason, { allocation, common, typeNames })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
