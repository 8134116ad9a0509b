'use client'

import { Button, SegmentedControl } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTypes } from '@/app/(workspace)/map/use-types'
import { polygonsOf } from '@/lib/domain/city/polygon'
import type { BBox, Position } from '@/lib/domain/geo/position'
import type { DrawnParts } from '@/lib/map/layers/draw-polygon'
import type { TradeAreaEditor } from '@/lib/usecases/trade-area/open-editor'
import { listCornersAction } from './actions'
import classes from './editor.module.css'
import { EditorForm } from './editor-form'
import { EditorMap } from './editor-map'
import { EditorText } from './editor-text'
import { ShapeFigures } from './shape-figures'
import { useOutline } from './use-outline'

const NOTHING: DrawnParts = []

/** Draws a new trade area, or changes name and outline of one: on the map, or as text. */
export function EditorScreen({ editor }: { editor: TradeAreaEditor }) {
  const t = useTranslations('trade-area.editor')
  const { area } = editor
  const types = useTypes(editor.types)
  const stored = useMemo(
    () => (area ? (polygonsOf(area.geometry) as unknown as DrawnParts) : NOTHING),
    [area],
  )
  const outline = useOutline(area?.id ?? null, stored)
  const [way, setWay] = useState<'map' | 'text'>('map')
  const corners = useCorners(area?.id ?? null)
  const { answer } = outline
  const fault = answer.state === 'refused' && answer.error.code === 'fault' ? answer.error.fault : undefined
  return (
    <div className={classes.screen}>
      <div className={classes.map}>
        <EditorMap
          area={area}
          types={types}
          outline={outline}
          corners={corners.list}
          onMove={corners.follow}
          faultAt={fault?.at}
        />
      </div>
      <aside className={classes.panel} aria-label={area ? t('edit', { name: area.name }) : t('new')}>
        <header className={classes.header}>
          <h1>{area ? t('edit', { name: area.name }) : t('new')}</h1>
          <Link href={area ? `/trade-areas/${area.id}` : '/trade-areas'}>{t('cancel')}</Link>
        </header>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('way')}
          value={way}
          onChange={(value) => setWay(value as typeof way)}
          data={[
            { value: 'map', label: t('on-map') },
            { value: 'text', label: t('as-text') },
          ]}
        />
        {way === 'map' ? (
          <p className={classes.note}>
            {t(outline.parts.length === 0 ? 'how-draw' : 'how-move')}{' '}
            {outline.canUndo && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconArrowBackUp size={14} stroke={1.8} />}
                onClick={outline.undo}
              >
                {t('undo')}
              </Button>
            )}
          </p>
        ) : (
          <EditorText tradeAreaId={area?.id ?? null} parts={outline.parts} onTake={outline.replace} />
        )}
        <ShapeFigures outline={outline} storedM2={area?.areaM2 ?? null} />
        <EditorForm editor={editor} types={types} outline={outline} />
      </aside>
    </div>
  )
}

/** Corners of the neighbours in view, which new ones snap to. */
function useCorners(except: number | null) {
  const [list, setList] = useState<readonly Position[]>([])
  const asked = useRef(0)
  const follow = useCallback(
    async (bbox: BBox) => {
      asked.current += 1
      const mine = asked.current
      const outcome = await listCornersAction({ bbox: [...bbox], except })
      if (mine === asked.current && outcome.status === 'done') setList(outcome.value)
    },
    [except],
  )
  return { list, follow }
}
