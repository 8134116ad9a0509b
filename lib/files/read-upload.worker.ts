import { parentPort, workerData } from 'node:worker_threads'
import { checkUpload } from './check-upload'
import type { UploadOrder } from './read-upload'

const { bytes, fileName, kind, options }: UploadOrder = workerData
parentPort?.postMessage(checkUpload(bytes, fileName, kind, options))
