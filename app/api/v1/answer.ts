/**
 * From a web request to the use case of its address, and back: JSON in and out, faults as problem details.
 *
 * Shape   `code` is the stable code of the use case; `type` is `about:blank`, for the title is that of the status.
 * Source  RFC 9457 (problem details), RFC 6750 (bearer tokens).
 */
import type { Actor } from '@/lib/domain/actor'
import { callEndpoint, type InputFault } from '@/lib/usecases/rest/call-endpoint'
import { findEndpoints } from '@/lib/usecases/rest/endpoints'

const BODY_BYTES_MAX = 64 * 1024
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
}
const HEADERS = { 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Cookie' }

/** `path` is below /api/v1 and begins with a slash. */
export async function answerRequest(
  request: Request,
  path: string,
  findActor: () => Promise<Actor | undefined>,
): Promise<Response> {
  const found = findEndpoints(path)
  if (!found) return problem(404, 'no-such-address')
  const endpoint = found.endpoints.find(({ method }) => method === request.method)
  if (!endpoint) {
    const allowed = found.endpoints.map(({ method }) => method).join(', ')
    return problem(405, 'method-not-allowed', { headers: { Allow: allowed } })
  }
  const actor = await findActor()
  if (!actor) return problem(401, 'not-signed-in', { headers: { 'WWW-Authenticate': 'Bearer' } })

  const body = endpoint.body ? await readBody(request) : { json: undefined }
  if (body instanceof Response) return body
  const query = Object.fromEntries(new URL(request.url).searchParams)
  try {
    const result = await callEndpoint(actor, endpoint, { params: found.params, query, body: body.json })
    if (result.ok) return Response.json(result.value, { status: endpoint.status, headers: HEADERS })
    const { code, status, errors } = result.error
    return problem(status, code, { ...(errors && { errors }) })
  } catch (error) {
    console.error(error)
    return problem(500, 'internal-error')
  }
}

/** Only JSON, so that no page elsewhere can send a form with the session of whoever looks at it. */
async function readBody(request: Request): Promise<{ json: unknown } | Response> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return problem(415, 'json-expected')
  const bytes: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > BODY_BYTES_MAX) return problem(413, 'body-too-large')
    bytes.push(chunk)
  }
  try {
    return { json: JSON.parse(await new Blob(bytes as BlobPart[]).text()) }
  } catch {
    return problem(400, 'invalid-json')
  }
}

function problem(
  status: number,
  code: string,
  { errors, headers }: { errors?: readonly InputFault[]; headers?: Record<string, string> } = {},
): Response {
  const title = TITLES[status]
  return Response.json(
    { type: 'about:blank', title, status, code, ...(errors && { errors }) },
    { status, headers: { ...HEADERS, ...headers, 'Content-Type': 'application/problem+json' } },
  )
}
