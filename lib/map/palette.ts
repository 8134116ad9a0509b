/** The colours of the street map, by day and by night. */
export type Palette = {
  readonly outside: string
  readonly land: string
  readonly landuse: Readonly<Record<string, string>>
  readonly green: Readonly<Record<string, string>> & { readonly grass: string }
  readonly beach: string
  readonly rock: string
  readonly water: string
  readonly building: string
  readonly buildingLine: string
  readonly road: string
  readonly motorway: string
  readonly casing: string
  readonly rail: string
  readonly placeLabel: string
  readonly roadLabel: string
  readonly waterLabel: string
  readonly greenLabel: string
  readonly halo: string
}

export const LIGHT: Palette = {
  outside: '#e6e8eb',
  land: '#f5f3ef',
  landuse: {
    residential: '#f2f0eb',
    retail: '#f5ece6',
    commercial: '#f2ecec',
    industrial: '#ecebed',
    railway: '#e9e8e9',
    military: '#ebe9e4',
    construction: '#eeece6',
    school: '#f1ede4',
    university: '#f0ece4',
    hospital: '#f3eaea',
    station: '#ebeaf0',
    parking: '#efeeec',
    sports: '#e6efdf',
    attraction: '#ebf0e2',
    airfield: '#eaebee',
    square: '#f3efe8',
  },
  green: {
    park: '#d8ead0',
    garden: '#dcebd3',
    golf: '#d6e9d0',
    pitch: '#d3e6cd',
    wood: '#cde2c6',
    scrub: '#dbe7d2',
    wetland: '#d6e6dc',
    grass: '#e0edd6',
    farm: '#edefdf',
    cemetery: '#d9e4d4',
  },
  beach: '#f6edd0',
  rock: '#e7e4df',
  water: '#bdd9e8',
  building: '#e0ddd8',
  buildingLine: '#d0ccc6',
  road: '#ffffff',
  motorway: '#fdf3dc',
  casing: '#d9d6d0',
  rail: '#bfbdbf',
  placeLabel: '#4c5466',
  roadLabel: '#6f7582',
  waterLabel: '#4f7d97',
  greenLabel: '#5c7f57',
  halo: '#faf9f6',
}

export const DARK: Palette = {
  outside: '#14161b',
  land: '#20242c',
  landuse: {
    residential: '#22262e',
    retail: '#2a2629',
    commercial: '#272629',
    industrial: '#25272e',
    railway: '#23252b',
    military: '#252724',
    construction: '#262724',
    school: '#272722',
    university: '#272722',
    hospital: '#2b2629',
    station: '#262733',
    parking: '#24272e',
    sports: '#202b26',
    attraction: '#222b26',
    airfield: '#24272f',
    square: '#272a31',
  },
  green: {
    park: '#1f3229',
    garden: '#203028',
    golf: '#1f3129',
    pitch: '#22352b',
    wood: '#1b2e25',
    scrub: '#212c27',
    wetland: '#1d2d2d',
    grass: '#222e28',
    farm: '#252b26',
    cemetery: '#22302a',
  },
  beach: '#38342a',
  rock: '#2a2b2e',
  water: '#152b3c',
  building: '#2b303a',
  buildingLine: '#363c48',
  road: '#3a414e',
  motorway: '#4c4a47',
  casing: '#191c22',
  rail: '#4b505b',
  placeLabel: '#b6bdcb',
  roadLabel: '#98a0b0',
  waterLabel: '#6f9ab4',
  greenLabel: '#7fa082',
  halo: '#181b21',
}
