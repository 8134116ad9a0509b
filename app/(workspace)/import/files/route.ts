/**
 * Where the import screen sends a file: `?step=preview` checks it, `?step=store` stores it. The browser sends the file
 * with each step and the server keeps nothing in between.
 *
 * Shape   multipart: `file`, and `choices` as the JSON of UploadChoices. Answers an ImportPreviewView or ImportReport.
 * Errors  401 not signed in, 403 from another site, 400 malformed, 413 too large; `code` says which.
 */
import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { findActor } from '@/lib/auth/session'
import { UPLOAD_BYTES_MAX } from '@/lib/domain/import/limits'
import { previewImport, storeImport, UploadChoices } from '@/lib/usecases/preview-import'
import { readBody } from './read-body'

const OVERHEAD_BYTES = 256 * 1024
const Step = z.enum(['preview', 'store'])

export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuse(403, 'foreign-site')
  const actor = await findActor()
  if (!actor) return refuse(401, 'signed-out')

  const step = Step.safeParse(request.nextUrl.searchParams.get('step'))
  if (!step.success) return refuse(400, 'malformed')
  const body = await readBody(request, UPLOAD_BYTES_MAX + OVERHEAD_BYTES)
  if (!body) return refuse(413, 'too-large')
  const sent = await readForm(body, request.headers.get('content-type') ?? '')
  if (!sent) return refuse(400, 'malformed')

  const { choices, bytes } = sent
  try {
    const answer =
      step.data === 'preview'
        ? await previewImport(actor, choices, bytes, request.signal)
        : await storeImport(actor, choices, bytes, request.signal)
    return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (request.signal.aborted) return refuse(499, 'cancelled')
    throw error
  }
}

async function readForm(body: Uint8Array<ArrayBuffer>, contentType: string) {
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData()
    const file = form.get('file')
    const choices = UploadChoices.safeParse(JSON.parse(String(form.get('choices'))))
    if (!(file instanceof File) || !choices.success) return undefined
    return { choices: choices.data, bytes: new Uint8Array(await file.arrayBuffer()) }
  } catch {
    return undefined
  }
}

/** Cookies come along from anywhere; browsers say where the page that sends them is from. */
function isSameOrigin(request: NextRequest): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get('host')
}

function refuse(status: number, code: string) {
  return Response.json({ code }, { status, headers: { 'Cache-Control': 'no-store' } })
}
