/** The parts of Apache ECharts that are used, and nothing else of it. */
import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  AriaComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsType, init as initAny, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

export type { EChartsCoreOption as ChartOption } from 'echarts/core'
export type Instance = EChartsType

use([
  AriaComponent,
  BarChart,
  DataZoomInsideComponent,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  MarkPointComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
])

export function init(element: HTMLElement): Instance {
  return initAny(element, null, { renderer: 'svg' })
}
