import { parentPort, workerData } from 'node:worker_threads'
import { ORDER_COLUMNS } from '@/lib/domain/import/order-lines'
import { checkUpload } from './check-upload'
import type { UploadOrder } from './read-upload'

const { bytes, fileName, kind, options }: UploadOrder = workerData
const check = checkUpload(bytes, fileName, kind, options)
const moved = 'lines' in check ? ORDER_COLUMNS.map((column) => check.lines[column].buffer) : []
parentPort?.postMessage(check, moved)
