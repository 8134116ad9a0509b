/** How tight the market of a trade-area type is, −1 … 1: where it is high, orders are met worse, stocks are low and prices high. */
import { streamOf } from './draws'

export function pressureOf(seed: number, tradeAreaType: string | null): number {
  return 2 * streamOf(seed, 'pressure', tradeAreaType ?? '').next() - 1
}
