/** Sends a file to the import's route, with the progress of the upload and a way to stop it. */
import type { ImportReport } from '@/lib/domain/import/import-report'
import type { ImportPreviewView, UploadChoices } from '@/lib/usecases/preview-import'

export type Sending<T> = {
  readonly answer: Promise<{ ok: true; value: T } | { ok: false; code: SendFailure }>
  readonly cancel: () => void
}
export type SendFailure = 'cancelled' | 'failed' | 'too-large' | 'signed-out'
/** What the screen says of a file; what is left out has a default. */
export type Choices = Omit<UploadChoices, 'validOnly' | 'yes'> & Partial<UploadChoices>

type Answers = { preview: ImportPreviewView; store: ImportReport }

export function sendFile<S extends keyof Answers>(
  step: S,
  file: File,
  choices: Choices,
  onSent: (share: number) => void,
): Sending<Answers[S]> {
  const form = new FormData()
  form.set('file', file)
  form.set('choices', JSON.stringify(choices))
  const request = new XMLHttpRequest()
  const answer = new Promise<Awaited<Sending<Answers[S]>['answer']>>((resolve) => {
    const give = (code: SendFailure) => resolve({ ok: false, code })
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1)
    request.onabort = () => give('cancelled')
    request.onerror = () => give('failed')
    request.onload = () => {
      if (request.status === 401) give('signed-out')
      else if (request.status === 413) give('too-large')
      else if (request.status === 200) resolve({ ok: true, value: request.response as Answers[S] })
      else give('failed')
    }
    request.open('POST', `/import/files?step=${step}`)
    request.responseType = 'json'
    request.send(form)
  })
  return { answer, cancel: () => request.abort() }
}
