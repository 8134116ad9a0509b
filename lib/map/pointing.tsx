'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useMap } from './map-context'
import classes from './pointing.module.css'
import { type Pointed, usePointer } from './use-pointer'

type Props = {
  /** Layers that answer, of which the uppermost at the pointer counts. */
  layers: readonly string[]
  onSelect: (pointed: Pointed | undefined) => void
  /** What a small label at the pointer says of a feature. */
  describe: (pointed: Pointed) => ReactNode
}

/** Hover shows a label, a click selects; a group of retailers opens instead. */
export function Pointing({ layers, onSelect, describe: labelOf }: Props) {
  const map = useMap()
  const [label, setLabel] = useState<{ x: number; y: number; content: ReactNode }>()
  useEffect(() => {
    const clear = () => setLabel(undefined)
    map.on('movestart', clear)
    return () => {
      map.off('movestart', clear)
    }
  }, [map])
  usePointer(layers, {
    onHover(pointed) {
      if (!pointed) return setLabel(undefined)
      const { x, y } = map.project([...pointed.position])
      setLabel({ x, y, content: labelOf(pointed) })
    },
    onSelect(pointed) {
      setLabel(undefined)
      if (!pointed?.properties.cluster) return onSelect(pointed)
      map.easeTo({ center: [...pointed.position], zoom: map.getZoom() + 2, duration: 300 })
    },
  })
  if (!label?.content) return null
  return (
    <div className={classes.label} style={{ left: label.x, top: label.y }} aria-hidden>
      {label.content}
    </div>
  )
}
