import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EditorScreen } from '@/app/(workspace)/trade-areas/editor-screen'
import { NoDrawing } from '@/app/(workspace)/trade-areas/no-drawing'
import { requireActor } from '@/lib/auth/session'
import { OpenEditor, openEditor } from '@/lib/usecases/trade-area/open-editor'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trade-area'))('edit.open') }
}

export default async function EditTradeAreaPage({ params }: { params: Promise<{ id: string }> }) {
  const asked = OpenEditor.safeParse(await params)
  if (!asked.success) notFound()
  const editor = await openEditor(await requireActor(), asked.data)
  if (editor.ok) return <EditorScreen key={editor.value.area?.version} editor={editor.value} />
  if (editor.error.code === 'forbidden') return <NoDrawing />
  notFound()
}
