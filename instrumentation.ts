/** What Next runs once at the start of the server: one worker for the queue, in this process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startWorkerOfWeb } = await import('@/lib/jobs/worker-of-web')
  await startWorkerOfWeb()
}
