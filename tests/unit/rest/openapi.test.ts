import { expect, test } from 'vitest'
import { ENDPOINTS, findEndpoints } from '@/lib/usecases/rest/endpoints'
import { openApiDocument } from '@/lib/usecases/rest/openapi'

type Parameter = { name: string; in: string; required: boolean; schema: Record<string, unknown> }
type Operation = {
  operationId: string
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<string, { content: Record<string, unknown> }>
}
const document = openApiDocument() as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}
const operations = Object.values(document.paths).flatMap((path) => Object.values(path))

test('the document describes every address once, and every name in it leads somewhere', () => {
  expect(document.openapi).toBe('3.1.1')
  expect(operations).toHaveLength(ENDPOINTS.length)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name!,
  )
  expect(refs.length).toBeGreaterThan(20)
  for (const name of refs) expect(document.components.schemas).toHaveProperty(name)
  expect(JSON.stringify(document)).not.toContain(String(Number.MAX_SAFE_INTEGER))
})

test('what varies in a path is a parameter, and every list is read in pages', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const { parameters, responses } of Object.values(methods)) {
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(names)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403']))
      const isPage = JSON.stringify(responses['200'] ?? {}).includes('Page"')
      expect(parameters.some(({ name }) => name === 'after')).toBe(isPage)
    }
  }
})

test('a lock is sent with the version that was seen, and its plan stands in the path', () => {
  const { requestBody } = document.paths['/plans/{id}/locks']!.post!
  const schema = requestBody?.content['application/json']?.schema
  expect(schema).toMatchObject({ type: 'object', required: ['version', 'retailerId', 'day', 'reason'] })
  expect(schema?.properties).not.toHaveProperty('weekPlanId')
})

test('an address is found by its parts, with what varies taken out', () => {
  expect(findEndpoints('/plans/12/moves')).toMatchObject({
    params: { id: '12' },
    endpoints: [{ method: 'POST' }],
  })
  expect(findEndpoints('/plans')?.endpoints.map(({ method }) => method)).toEqual(['GET', 'POST'])
  expect(findEndpoints('/plans/')).toBeUndefined()
  expect(findEndpoints('/plans/12/moves/3')).toBeUndefined()
  expect(findEndpoints('/openapi.json')).toBeUndefined()
})
