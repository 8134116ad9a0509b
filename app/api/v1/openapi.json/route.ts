import { openApiDocument } from '@/lib/usecases/rest/openapi'

/** For programs and people; it holds no data, so it asks nobody who they are. */
export function GET() {
  return Response.json(openApiDocument())
}
