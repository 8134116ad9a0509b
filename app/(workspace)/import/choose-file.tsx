'use client'

import { Button, FileButton, SegmentedControl } from '@mantine/core'
import { IconFileDownload, IconUpload } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import { CSV_START } from '@/lib/domain/import/faults-csv'
import { IMPORT_KINDS, type ImportKind, isPlaced } from '@/lib/domain/import/import-check'
import { downloadText } from './download-text'
import { gbkBytes } from './gbk-bytes'
import classes from './import.module.css'
import { templateOf } from './list-template'

const ACCEPTED = { placed: '.csv,.txt,.geojson,.json', listed: '.csv,.txt' }

type Props = { kind: ImportKind; onKind: (kind: ImportKind) => void; onFile: (file: File) => void }

export function ChooseFile({ kind, onKind, onFile }: Props) {
  const t = useTranslations('import.screen')
  const locale = useLocale()
  const { organization } = useWorkspace()
  const [over, setOver] = useState(false)
  const template = () => templateOf(kind, locale, organization?.bbox)
  return (
    <section className={`${classes.card} ${classes.start}`} aria-label={t('kind')}>
      <div className={`${classes.row} ${classes.spread}`}>
        <div className={classes.row}>
          <span id="import-kind">{t('kind')}</span>
          <SegmentedControl
            className={classes.kinds}
            aria-labelledby="import-kind"
            value={kind}
            onChange={onKind}
            data={IMPORT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        </div>
        <div className={classes.row}>
          <Button
            variant="subtle"
            leftSection={<IconFileDownload size={16} />}
            onClick={() => downloadText(`${kind}.csv`, template())}
          >
            {t('template')}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconFileDownload size={16} />}
            onClick={() => downloadText(`${kind}-gbk.csv`, gbkBytes(template().slice(CSV_START.length)))}
          >
            {t('template-gbk')}
          </Button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping needs a mouse anyway; the button inside does the same by keyboard */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const [file] = event.dataTransfer.files
          if (file) onFile(file)
        }}
      >
        <IconUpload size={32} stroke={1.3} aria-hidden />
        <p className={classes.dropTitle}>{t(`drop.${kind}`)}</p>
        <p className={classes.dropHint}>{t(`drop-hint.${kind}`)}</p>
        <FileButton
          onChange={(file) => file && onFile(file)}
          accept={ACCEPTED[isPlaced(kind) ? 'placed' : 'listed']}
        >
          {(props) => <Button {...props}>{t('choose')}</Button>}
        </FileButton>
      </div>
    </section>
  )
}
