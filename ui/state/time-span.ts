// From when to when a dataset's times go, as far as the API can be asked for them.
import type { DatasetEntry } from '@millrace/schemas/api/answers/datasets.ts'
import { timeMsMax } from '@millrace/schemas/api/params/time-param.ts'

export interface TimeSpan {
  readonly firstMs: number
  readonly lastMs: number
}

/** Undefined when it has no times that can be asked for, or they are not known. */
export function timeSpanOf({ earliest, latest }: Pick<DatasetEntry, 'earliest' | 'latest'>): TimeSpan | undefined {
  if (earliest === null || latest === null) return undefined
  const firstMs = Math.max(0, Date.parse(earliest))
  const lastMs = Math.min(Date.parse(latest), timeMsMax - 1)
  return firstMs <= lastMs ? { firstMs, lastMs } : undefined
}
