/** More than any month's supply of one scarce product in a city. */
export const SUPPLY_UNITS_MAX = 1_000_000
