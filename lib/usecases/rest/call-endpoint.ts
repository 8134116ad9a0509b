/**
 * Calls one address of the REST interface for a person: right, input, then what it does.
 *
 * Errors  `forbidden`; `invalid-request` with the path and code of every fault; those that the endpoint names.
 */
import type { z } from 'zod'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, type Result } from '@/lib/domain/result'
import type { Endpoint } from './endpoint'

export type EndpointInput = { readonly params: unknown; readonly query: unknown; readonly body: unknown }
export type InputFault = { readonly path: string; readonly code: string }
export type CallFailure = {
  readonly code: string
  readonly status: number
  readonly errors?: readonly InputFault[]
}

export async function callEndpoint(
  actor: Actor,
  endpoint: Endpoint,
  given: EndpointInput,
): Promise<Result<unknown, CallFailure>> {
  if (!can(actor, endpoint.ability)) return fail({ code: 'forbidden', status: 403 })
  const params = endpoint.params.safeParse(given.params)
  const query = endpoint.query.safeParse(given.query)
  const body = endpoint.body?.safeParse(given.body)
  const errors = [
    ...faults('path', params.error),
    ...faults('query', query.error),
    ...faults('body', body?.error),
  ]
  if (errors.length > 0) return fail({ code: 'invalid-request', status: 400, errors })

  const result = await endpoint.run(actor, { params: params.data, query: query.data, body: body?.data })
  if (result.ok) return result
  const { code } = result.error
  return fail({ code, status: endpoint.failures[code] ?? 422 })
}

function faults(where: string, error: z.ZodError | undefined): InputFault[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const at = [where, ...issue.path.map(String)]
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...at, key]) : [at]
    return paths.map((path) => ({ path: path.join('.'), code: issue.code }))
  })
}
