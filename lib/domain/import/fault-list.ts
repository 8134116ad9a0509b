/** Faults in the order of their rows: the first thousand are kept, all are counted. */
import type { ImportFault } from './import-check'

export class FaultList {
  private readonly faults: ImportFault[] = []
  private readonly listed: number
  private readonly faultyRows = new Set<number>()
  total = 0

  constructor(listed: number) {
    this.listed = listed
  }

  /** Further faults are only counted: their texts need not be made. */
  get isFull(): boolean {
    return this.faults.length >= this.listed
  }

  add(fault: ImportFault): void {
    this.total++
    if (fault.row !== null) this.faultyRows.add(fault.row)
    if (this.faults.length < this.listed) this.faults.push(fault)
  }

  hasRow(row: number): boolean {
    return this.faultyRows.has(row)
  }

  list(): ImportFault[] {
    return this.faults.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
  }
}
