// What is chosen on the page, and its form in the address: reload, back and a sent link show the same.
import { datasetParam } from '@millrace/schemas/api/params/dataset-param.ts'
import { filterColumns, filterParams, type FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'
import { timeParam } from '@millrace/schemas/api/params/time-param.ts'
import { z } from 'zod'
import { intervalMs } from './interval.ts'
import { presets, type Preset, type Range } from './range.ts'

/** A column that is not there is not filtered; an empty text asks for what is empty. */
export type ViewFilters = Readonly<Partial<Record<FilterColumn, string>>>

export interface ViewChoice {
  /** Undefined: that of the live events. Of another one there are neither types, filters nor single events to choose. */
  readonly dataset: string | undefined
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
  dataset: undefined,
  range: unchosenRange(undefined),
  interval: 'auto',
  isSplit: false,
  isStacked: true,
  filters: {},
  openEventId: undefined,
  openEventAtMs: undefined,
}

/** Where the times of another dataset lie, nobody knows before: all of them are shown. */
export function unchosenRange(dataset: string | undefined): { readonly preset: Preset } {
  return { preset: dataset === undefined ? '30d' : 'all' }
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
  const { dataset, range, interval, isSplit, isStacked, filters, openEventId, openEventAtMs } = choice
  const params = new URLSearchParams()
  if (dataset !== undefined) params.set('dataset', dataset)
  if ('fromMs' in range) {
    params.set('from', new Date(range.fromMs).toISOString())
    params.set('to', new Date(range.toMs).toISOString())
  } else if (!isUnchosenRange(range, dataset)) params.set('range', range.preset)
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
  const dataset = datasetParam.safeParse(params.get('dataset') ?? undefined).data
  const interval = params.get('interval') ?? ''
  return {
    ...(dataset === undefined ? choiceOfEvents(params) : unchosen),
    dataset,
    range: rangeOf(params, dataset),
    interval: intervalMs(interval) === undefined ? unchosen.interval : interval,
  }
}

function choiceOfEvents(params: URLSearchParams): ViewChoice {
  const openEventId = eventIdText.safeParse(params.get('event')).data
  return {
    ...unchosen,
    isSplit: params.get('split') === 'event_type',
    isStacked: params.get('types') !== 'lines',
    filters: filtersOf(params),
    openEventId,
    openEventAtMs: openEventId === undefined ? undefined : timeText.safeParse(params.get('event_ts')).data,
  }
}

/** Whether it is the one that is shown when none is chosen. */
export function isUnchosenRange(range: Range, dataset: string | undefined): boolean {
  return 'preset' in range && range.preset === unchosenRange(dataset).preset
}

function rangeOf(params: URLSearchParams, dataset: string | undefined): Range {
  const fromMs = timeText.safeParse(params.get('from')).data
  const toMs = timeText.safeParse(params.get('to')).data
  if (fromMs !== undefined && toMs !== undefined && fromMs < toMs) return { fromMs, toMs }
  const preset = presetText.safeParse(params.get('range')).data
  return preset === undefined ? unchosenRange(dataset) : { preset }
}

function filtersOf(params: URLSearchParams): ViewFilters {
  const filters: Partial<Record<FilterColumn, string>> = {}
  for (const column of filterColumns) {
    const value = filterParams[column].safeParse(params.get(column) ?? undefined).data
    if (value !== undefined) filters[column] = value
  }
  return filters
}
