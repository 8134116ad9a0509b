'use client'

import type { MapLibreMap } from 'maplibre-gl'
import { createContext, useContext } from 'react'
import type { MapTheme } from './basemap-style'

export const MapContext = createContext<{ map: MapLibreMap; theme: MapTheme } | undefined>(undefined)

/** The map that this component stands in. Its style is loaded: layers may be added. */
export function useMap(): MapLibreMap {
  return useMapContext().map
}

export function useMapTheme(): MapTheme {
  return useMapContext().theme
}

function useMapContext() {
  const context = useContext(MapContext)
  if (!context) throw new Error('useMap outside a MapView')
  return context
}
