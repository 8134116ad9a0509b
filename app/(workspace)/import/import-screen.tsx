'use client'

import { Alert, Button, Checkbox, Progress, Select } from '@mantine/core'
import { IconAlertCircle, IconFileText, IconInfoCircle } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useRef, useState } from 'react'
import { DATUMS, type Datum, IMPORT_KINDS, type ImportKind, isPlaced } from '@/lib/domain/import/import-check'
import type { ImportReport } from '@/lib/domain/import/import-report'
import { limitsOf } from '@/lib/domain/import/limits'
import { formatNumber } from '@/lib/i18n/format'
import type { ImportPreviewView } from '@/lib/usecases/preview-import'
import { ChooseFile } from './choose-file'
import { ColumnTable } from './column-table'
import { DatumChoice } from './datum-choice'
import { EncodingChoice } from './encoding-choice'
import { Asks, Faults } from './findings'
import classes from './import.module.css'
import { ImportDone } from './import-done'
import { PreviewMap } from './preview-map'
import { PreviewTable } from './preview-table'
import { type Choices, type SendFailure, type Sending, sendFile } from './send-file'
import { WhatWillHappen } from './what-will-happen'

const MEBIBYTE = 1024 * 1024

type Work = { doing: 'uploading' | 'checking' | 'storing'; percent: number }

/** From a file to stored rows, on one page: what was found, what can be corrected, what will happen. */
export function ImportScreen() {
  const t = useTranslations('import.screen')
  const router = useRouter()
  const [kind, setKind] = useQueryState('kind', parseAsStringLiteral(IMPORT_KINDS).withDefault('retailers'))
  const [file, setFile] = useState<File>()
  const [choices, setChoices] = useState<Partial<Choices>>({})
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set())
  const [validOnly, setValidOnly] = useState(false)
  const [view, setView] = useState<ImportPreviewView>()
  const [work, setWork] = useState<Work>()
  const [failure, setFailure] = useState<SendFailure>()
  const [unstored, setUnstored] = useState(false)
  const [done, setDone] = useState<ImportReport>()
  const sending = useRef<Sending<unknown>>(undefined)

  /** Undefined if it failed or something newer took its place. */
  async function send<S extends 'preview' | 'store'>(step: S, sent: File, chosen: Choices) {
    sending.current?.cancel()
    setFailure(undefined)
    const next = step === 'store' ? ('storing' as const) : ('checking' as const)
    setWork({ doing: 'uploading', percent: 0 })
    const current = sendFile(step, sent, chosen, (share) =>
      setWork(
        share < 1 ? { doing: 'uploading', percent: Math.round(share * 100) } : { doing: next, percent: 100 },
      ),
    )
    sending.current = current
    const answer = await current.answer
    if (sending.current !== current) return undefined
    setWork(undefined)
    if (answer.ok) return answer.value
    setFailure(answer.code)
    return undefined
  }

  async function check(sent: File, sentKind: ImportKind, chosen: Partial<Choices>) {
    setChoices(chosen)
    const answer = await send('preview', sent, { ...chosen, kind: sentKind, fileName: sent.name })
    if (answer) setView(answer)
  }

  /** What is above the limit of its kind need not be sent. */
  function checkSized(chosen: File, chosenKind: ImportKind, choice: Partial<Choices>) {
    if (chosen.size > limitsOf(chosenKind).uploadBytes) setFailure('too-large')
    else check(chosen, chosenKind, choice)
  }

  function choose(chosen: File) {
    restart()
    setFile(chosen)
    checkSized(chosen, kind, {})
  }

  function chooseKind(next: ImportKind) {
    setKind(next)
    setView(undefined)
    setConfirmed(new Set())
    setFailure(undefined)
    if (file) checkSized(file, next, { ...(choices.datum && { datum: choices.datum }) })
  }

  function change(next: Partial<Choices>) {
    if (file) check(file, kind, next)
  }

  async function store() {
    if (!file || !view) return
    setUnstored(false)
    const answer = await send('store', file, {
      ...choices,
      kind,
      fileName: file.name,
      validOnly,
      yes: view.report.asks.length > 0,
    })
    if (!answer) return
    if (answer.stored > 0) {
      setDone(answer)
      router.refresh()
    } else {
      setUnstored(true)
      await check(file, kind, choices)
    }
  }

  function restart() {
    sending.current?.cancel()
    sending.current = undefined
    setFile(undefined)
    setView(undefined)
    setChoices({})
    setConfirmed(new Set())
    setValidOnly(false)
    setFailure(undefined)
    setUnstored(false)
    setDone(undefined)
    setWork(undefined)
  }

  if (done) return <ImportDone report={done} kind={kind} onAgain={restart} />
  if (!file) return <ChooseFile kind={kind} onKind={setKind} onFile={choose} />

  const report = view?.report
  const isReadable = report !== undefined && report.outcome !== 'reject_file'
  const waits = {
    datum: view?.needsDatum ?? isPlaced(kind),
    confirm: report?.asks.some(({ code }) => !confirmed.has(code)) ?? false,
    valid: (report?.errorsTotal ?? 0) > 0 && !validOnly,
  }
  return (
    <div className={classes.layout}>
      <div className={classes.steps}>
        <FileCard
          file={file}
          kind={kind}
          work={work}
          onKind={chooseKind}
          onCancel={() => sending.current?.cancel()}
          onAnother={restart}
        />
        {failure && (
          <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
            <div className={classes.row}>
              {failure === 'too-large'
                ? t('too-large', { limit: limitsOf(kind).uploadBytes / MEBIBYTE })
                : t(failure)}
              {(failure === 'failed' || failure === 'cancelled') && (
                <Button size="xs" variant="light" onClick={() => check(file, kind, choices)}>
                  {t('retry')}
                </Button>
              )}
            </div>
          </Alert>
        )}
        {unstored && (
          <Alert color="yellow" variant="light" icon={<IconInfoCircle size={18} />} role="alert">
            {t('done.not-stored')}
          </Alert>
        )}
        {report && (
          <>
            {!isReadable && <Faults report={report} fileName={file.name} />}
            {report.encoding && (
              <EncodingChoice
                report={report}
                chosen={choices.encoding}
                onChoose={(encoding) => {
                  const { encoding: _, ...rest } = choices
                  change(encoding ? { ...rest, encoding } : rest)
                }}
              />
            )}
            {report.headers.length > 0 && (
              <ColumnTable
                kind={kind}
                report={report}
                mapping={choices.mapping ?? {}}
                onMap={(mapping) => change({ ...choices, mapping })}
              />
            )}
            {isReadable && isPlaced(kind) && (
              <DatumChoice
                report={report}
                shiftM={view?.shiftM ?? {}}
                chosen={choices.datum}
                onChoose={(datum) => change({ ...choices, datum })}
              />
            )}
            {isReadable && <Faults report={report} fileName={file.name} />}
            <Asks report={report} confirmed={confirmed} onConfirm={setConfirmed} />
            {isReadable && (
              <WhatWillHappen
                kind={kind}
                report={report}
                waits={waits}
                busy={work !== undefined}
                validOnly={
                  report.errorsTotal > 0 && report.stored > 0 ? (
                    <Checkbox
                      checked={validOnly}
                      onChange={(event) => setValidOnly(event.currentTarget.checked)}
                      label={t('counts.valid-only', { count: report.stored })}
                    />
                  ) : null
                }
                onStore={store}
              />
            )}
          </>
        )}
      </div>
      <aside className={classes.aside}>
        <section className={classes.card} aria-labelledby="import-map">
          <h2 id="import-map" className={classes.heading}>
            {t(isPlaced(kind) ? 'map.title' : 'preview.title')}
          </h2>
          {isPlaced(kind) ? (
            <PreviewMap
              places={placesShown(view, choices.datum)}
              total={report?.stored ?? 0}
              datum={view?.needsDatum ? null : (report?.datum ?? null)}
            />
          ) : (
            <PreviewTable report={report} />
          )}
        </section>
      </aside>
    </div>
  )
}

/** As they lie under the datum chosen at this moment, also while the rows are checked anew. */
function placesShown(view: ImportPreviewView | undefined, datum: Datum | undefined) {
  return view?.places.column ?? view?.places[datum ?? DATUMS[0]]
}

function FileCard(props: {
  file: File
  kind: ImportKind
  work: Work | undefined
  onKind: (kind: ImportKind) => void
  onCancel: () => void
  onAnother: () => void
}) {
  const { file, kind, work, onKind, onCancel, onAnother } = props
  const t = useTranslations('import.screen')
  const locale = useLocale()
  return (
    <section className={classes.card} aria-label={t('file')}>
      <div className={`${classes.row} ${classes.spread}`}>
        <div className={classes.row}>
          <IconFileText size={20} stroke={1.6} aria-hidden />
          <strong className={classes.fileName}>{file.name}</strong>
          <span className={classes.code}>
            {t('size', { size: formatNumber(locale, Math.ceil(file.size / 1024)) })}
          </span>
        </div>
        <div className={classes.row}>
          <Select
            size="xs"
            w={140}
            aria-label={t('read-as')}
            disabled={work !== undefined}
            data={IMPORT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onChange={(chosen) => chosen && onKind(chosen)}
            allowDeselect={false}
          />
          {work ? (
            <Button size="xs" variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={onAnother}>
              {t('another')}
            </Button>
          )}
        </div>
      </div>
      {work && (
        <div role="status">
          <p className={classes.soft} style={{ margin: '12px 0 6px' }}>
            {work.doing === 'uploading' ? t('uploading', { percent: work.percent }) : t(work.doing)}
          </p>
          <Progress
            value={work.percent}
            animated={work.doing !== 'uploading'}
            size="sm"
            aria-label={t('file')}
          />
        </div>
      )}
    </section>
  )
}
