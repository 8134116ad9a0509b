import { checkHealth } from '@/lib/usecases/check-health'

export const dynamic = 'force-dynamic'

/** For a balancer or a launcher: 200 when the database answers. */
export async function GET() {
  const health = await checkHealth()
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  })
}
