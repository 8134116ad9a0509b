/** The territories that a person's records come from. */
export type Reach = readonly number[] | 'all'

/** For SQL, where null stands for all of them. */
export function idsOf(reach: Reach): readonly number[] | null {
  return reach === 'all' ? null : reach
}
