import { tileRoute } from '@/app/api/tiles/tile-route'

export const GET = tileRoute('basemap')
