/** What every chart looks like: the ink and lines of the screen around it, the colours of the map. */
import { FONTS } from '@/lib/ui/theme'
import type { ChartOption } from './echarts'

type Scheme = 'light' | 'dark'

const INK = { light: '#1d2230', dark: '#e8eaf0' } as const
const INK_SOFT = { light: '#5c6475', dark: '#a0a8b8' } as const
const LINE = { light: '#e3e5ea', dark: '#2c313d' } as const
const SURFACE = { light: '#ffffff', dark: '#1b1e26' } as const
/** Clearly apart in both themes and for colour-blind eyes; the first is the accent. */
const SERIES = {
  light: ['#3650b2', '#d1495b', '#2a9d8f', '#e9a23b', '#6d597a', '#5a9e4b', '#7d8597'],
  dark: ['#8a9bdb', '#e8808d', '#5cc4b8', '#f0bd6f', '#a893b5', '#8cc67f', '#a5acba'],
} as const

type Axis = Readonly<Record<string, unknown>>

/** The option with what it leaves unsaid: fonts, inks, grid, tooltip. */
export function themed(option: ChartOption, scheme: Scheme): ChartOption {
  const text = { color: INK_SOFT[scheme], fontFamily: FONTS, fontSize: 12 }
  const axis = (given: unknown): unknown =>
    Array.isArray(given) ? given.map(axis) : given && axisOf(given as Axis, scheme, text)
  return {
    animationDuration: 150,
    animationDurationUpdate: 150,
    color: [...SERIES[scheme]],
    ...option,
    textStyle: text,
    grid: {
      left: 8,
      right: 12,
      top: option.legend ? 36 : 16,
      bottom: 8,
      containLabel: true,
      ...grid(option.grid),
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: SURFACE[scheme],
      borderColor: LINE[scheme],
      textStyle: { ...text, color: INK[scheme] },
      ...(option.tooltip as object | undefined),
    },
    ...(option.legend
      ? {
          legend: {
            top: 0,
            left: 0,
            itemHeight: 8,
            itemWidth: 16,
            textStyle: text,
            ...(option.legend as object),
          },
        }
      : {}),
    xAxis: axis(option.xAxis),
    yAxis: axis(option.yAxis),
  }
}

/** What an axis says of its labels joins the look of them, rather than taking its place. */
function axisOf(given: Axis, scheme: Scheme, text: object) {
  const look = axisLook(scheme, text)
  return { ...look, ...given, axisLabel: { ...look.axisLabel, ...(given.axisLabel as object | undefined) } }
}

function axisLook(scheme: Scheme, text: object) {
  return {
    axisLabel: text,
    nameTextStyle: text,
    axisLine: { lineStyle: { color: LINE[scheme] } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: LINE[scheme] } },
  }
}

function grid(given: unknown): object {
  return given && !Array.isArray(given) ? (given as object) : {}
}
