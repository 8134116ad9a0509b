/**
 * The OpenAPI 3.1 document of the REST interface, from the same schemas that its routes check by.
 *
 * Source  OpenAPI Specification 3.1.1; JSON Schema 2020-12; problems as RFC 9457.
 */
import { z } from 'zod'
import { Allocation, AllocationLine, AllocationLinePage, AllocationPage } from './allocations'
import type { Endpoint } from './endpoint'
import { ENDPOINTS } from './endpoints'
import { Kpis } from './kpis'
import { Plan, PlanDetail, PlanPage, PlanPublished, PlanRequested, PlanRun, PlanVersion } from './plans'
import { Retailer, RetailerPage } from './retailers'
import { Review, ReviewDetail, ReviewPage } from './reviews'
import { Rings, RingsPage } from './rings'
import { TradeArea, TradeAreaPage } from './trade-areas'
import { Visit, VisitPage, VisitRecord } from './visits'

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('stable; what a program may rely on'),
    errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  })
  .describe('RFC 9457')

/** By the names that the document gives them. */
export const NAMED_SCHEMAS = {
  Retailer,
  RetailerPage,
  TradeArea,
  TradeAreaPage,
  Rings,
  RingsPage,
  Plan,
  PlanPage,
  PlanDetail,
  PlanRequested,
  PlanVersion,
  PlanPublished,
  PlanRun,
  Visit,
  VisitPage,
  VisitRecord,
  Allocation,
  AllocationPage,
  AllocationLine,
  AllocationLinePage,
  Kpis,
  Review,
  ReviewPage,
  ReviewDetail,
  Problem,
}

type Json = Readonly<Record<string, unknown>>
type JsonSchema = z.core.JSONSchema.BaseSchema

export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Shangquan',
      version: '1',
      description:
        'Every list shows what the caller may see and nothing else. Metres, whole seconds, ISO dates; positions are [lng, lat] in WGS 84.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(ENDPOINTS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
      },
      schemas: namedSchemas(),
    },
  }
}

function operationOf({
  method,
  path,
  tag,
  summary,
  params,
  query,
  body,
  answer,
  status,
  failures,
}: Endpoint) {
  const problems = new Map<number, string[]>([
    [400, ['invalid-request']],
    [401, ['not-signed-in']],
    [403, ['forbidden']],
  ])
  for (const [code, at] of Object.entries(failures)) {
    problems.set(at, [...new Set([...(problems.get(at) ?? []), code])])
  }
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: Object.fromEntries([
      [status, { description: 'done', content: { 'application/json': { schema: { $ref: refTo(answer) } } } }],
      ...[...problems].map(([at, codes]) => [
        at,
        {
          description: codes.map((code) => `\`${code}\``).join(', '),
          content: { 'application/problem+json': { schema: { $ref: refTo(Problem) } } },
        },
      ]),
    ]),
  }
}

/** `GET /plans/{id}` becomes `getPlansById`. */
function operationId(method: string, path: string): string {
  const parts = path.split('/').map((part) => part.replace(/^\{(.*)\}$/, 'by-$1'))
  return (method.toLowerCase() + parts.join('-')).replace(/-(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  )
}

function parametersOf(input: z.ZodObject, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(input)
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as JsonSchema
    return {
      name,
      in: where,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    }
  })
}

function refTo(schema: z.ZodType): string {
  const named = Object.entries(NAMED_SCHEMAS).find(([, one]) => one === schema)
  if (!named) throw new Error('an answer of the REST interface has no name')
  return `#/components/schemas/${named[0]}`
}

const OPTIONS = {
  io: 'input',
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  },
} as const

function schemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, OPTIONS)
  return rest
}

function namedSchemas(): Record<string, Json> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { ...OPTIONS, uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...rest }]) => [id, rest]),
  )
}
