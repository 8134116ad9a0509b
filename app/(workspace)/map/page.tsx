import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/lib/auth/session'
import { viewMap } from '@/lib/usecases/view-map'
import { MapScreen } from './map-screen'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('sections.map') }
}

export default async function MapPage({ searchParams }: { searchParams: Promise<{ territory?: string }> }) {
  const actor = await requireActor()
  const territory = Number((await searchParams).territory)
  return (
    <MapScreen
      start={await viewMap(actor, Number.isInteger(territory) && territory > 0 ? territory : undefined)}
    />
  )
}
