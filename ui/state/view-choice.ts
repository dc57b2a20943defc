// What is chosen on the page, and its form in the address: reload, back and a sent link show the same.
import { filterColumns, filterParams, type FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'
import { timeParam } from '@millrace/schemas/api/params/time-param.ts'
import { z } from 'zod'
import { intervalMs } from './interval.ts'
import { presets, type Range } from './range.ts'

/** A column that is not there is not filtered; an empty text asks for what is empty. */
export type ViewFilters = Readonly<Partial<Record<FilterColumn, string>>>

export interface ViewChoice {
  readonly range: Range
  /** `auto`, or a width such as `5m`. */
  readonly interval: string
  readonly isSplit: boolean
  /** How the types are drawn when it is split: on top of each other, or as lines. */
  readonly isStacked: boolean
  readonly filters: ViewFilters
  readonly openEventId: string | undefined
  /** Its time, by which it is found again; undefined in addresses that do not say. */
  readonly openEventAtMs: number | undefined
}

export const unchosen: ViewChoice = {
  range: { preset: '30d' },
  interval: 'auto',
  isSplit: false,
  isStacked: true,
  filters: {},
  openEventId: undefined,
  openEventAtMs: undefined,
}

const presetText = z.enum(presets)
const timeText = timeParam('')
const eventIdText = z.guid()

export function filtersWithout(filters: ViewFilters, column: FilterColumn): ViewFilters {
  const others = { ...filters }
  Reflect.deleteProperty(others, column)
  return others
}

/** Without a leading `?`; empty when nothing is chosen. */
export function searchOf(choice: ViewChoice): string {
  const { range, interval, isSplit, isStacked, filters, openEventId, openEventAtMs } = choice
  const params = new URLSearchParams()
  if ('fromMs' in range) {
    params.set('from', new Date(range.fromMs).toISOString())
    params.set('to', new Date(range.toMs).toISOString())
  } else if (!('preset' in unchosen.range) || range.preset !== unchosen.range.preset) params.set('range', range.preset)
  if (interval !== unchosen.interval) params.set('interval', interval)
  if (isSplit) params.set('split', 'event_type')
  if (!isStacked) params.set('types', 'lines')
  for (const column of filterColumns) {
    const value = filters[column]
    if (value !== undefined) params.set(column, value)
  }
  if (openEventId !== undefined) {
    params.set('event', openEventId)
    if (openEventAtMs !== undefined) params.set('event_ts', new Date(openEventAtMs).toISOString())
  }
  return params.toString()
}

/** What makes no sense is as if it were not there. */
export function choiceOf(search: string): ViewChoice {
  const params = new URLSearchParams(search)
  const interval = params.get('interval') ?? ''
  const openEventId = eventIdText.safeParse(params.get('event')).data
  return {
    range: rangeOf(params),
    interval: intervalMs(interval) === undefined ? unchosen.interval : interval,
    isSplit: params.get('split') === 'event_type',
    isStacked: params.get('types') !== 'lines',
    filters: filtersOf(params),
    openEventId,
    openEventAtMs: openEventId === undefined ? undefined : timeText.safeParse(params.get('event_ts')).data,
  }
}

function rangeOf(params: URLSearchParams): Range {
  const fromMs = timeText.safeParse(params.get('from')).data
  const toMs = timeText.safeParse(params.get('to')).data
  if (fromMs !== undefined && toMs !== undefined && fromMs < toMs) return { fromMs, toMs }
  const preset = presetText.safeParse(params.get('range')).data
  return preset === undefined ? unchosen.range : { preset }
}

function filtersOf(params: URLSearchParams): ViewFilters {
  const filters: Partial<Record<FilterColumn, string>> = {}
  for (const column of filterColumns) {
    const value = filterParams[column].safeParse(params.get(column) ?? undefined).data
    if (value !== undefined) filters[column] = value
  }
  return filters
}
