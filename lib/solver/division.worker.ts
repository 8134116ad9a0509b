/** A thread that divides retailers among territories once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { type DivisionProblem, divide } from '@/lib/domain/territory/divide'

parentPort!.postMessage(divide(workerData as DivisionProblem))
