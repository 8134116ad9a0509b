'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconMap2 } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ImportKind, isPlaced } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import classes from './import.module.css'

type Props = {
  report: ImportReport
  kind: ImportKind
  onAgain: () => void
}

/** What became of the file, and where to go on. */
export function ImportDone({ report, kind, onAgain }: Props) {
  const t = useTranslations('import.screen.done')
  const { stored, created, updated, unchanged, errors, errorsTotal } = report
  const refused = errorsTotal > errors.length ? errorsTotal : new Set(errors.map(({ row }) => row)).size
  return (
    <section className={`${classes.card} ${classes.done}`} role="status">
      <div className={classes.row}>
        <IconCircleCheck size={28} stroke={1.6} color="var(--mantine-color-green-filled)" aria-hidden />
        <h2 className={classes.heading} style={{ margin: 0 }}>
          {t('title', { count: stored })}
        </h2>
      </div>
      <p className={classes.soft} style={{ marginTop: 8 }}>
        {[
          t('created', { count: created }),
          t('updated', { count: updated }),
          ...(unchanged > 0 ? [t('unchanged', { count: unchanged })] : []),
          ...(refused > 0 ? [t('refused', { count: refused })] : []),
        ].join(' · ')}
        {'. '}
        {t(`follows.${kind}`)}
      </p>
      <div className={classes.row}>
        {isPlaced(kind) && (
          <Button component={Link} href="/map" leftSection={<IconMap2 size={16} />}>
            {t('map')}
          </Button>
        )}
        <Button component={Link} href={isPlaced(kind) ? `/${kind}` : '/allocations'} variant="default">
          {t(kind)}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('again')}
        </Button>
      </div>
    </section>
  )
}
