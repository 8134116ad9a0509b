import { MapScreen } from './map-screen'

export default function MapPage() {
  return <MapScreen />
}
