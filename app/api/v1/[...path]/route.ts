/** The REST interface; its addresses stand in lib/usecases/rest. */

import { answerRequest } from '@/app/api/v1/answer'
import { findActor } from '@/lib/auth/session'

type Context = { params: Promise<{ path: string[] }> }

async function answer(request: Request, { params }: Context): Promise<Response> {
  const { path } = await params
  return answerRequest(request, `/${path.join('/')}`, findActor)
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
