import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EditorScreen } from '@/app/(workspace)/trade-areas/editor-screen'
import { NoDrawing } from '@/app/(workspace)/trade-areas/no-drawing'
import { requireActor } from '@/lib/auth/session'
import { openEditor } from '@/lib/usecases/trade-area/open-editor'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trade-area'))('list.draw') }
}

export default async function NewTradeAreaPage() {
  const editor = await openEditor(await requireActor(), { id: null })
  return editor.ok ? <EditorScreen editor={editor.value} /> : <NoDrawing />
}
