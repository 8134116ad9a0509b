/** A thread that makes one forecast of a city's need, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { forecastNeed, type NeedInput } from '@/lib/domain/forecast/forecast-need'

parentPort!.postMessage(forecastNeed(workerData as NeedInput))
