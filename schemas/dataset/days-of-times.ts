// The days that a definition itself says its rows lie in, before the moment at which their times end.
import type { DatasetDefinition } from './dataset.ts'

const dayMs = 86_400_000

/** Undefined: a run says so. */
export function daysOfTimes(times: DatasetDefinition['times']): number | undefined {
  return times?.fromMs === undefined || times.toMs === undefined ? undefined : (times.toMs - times.fromMs) / dayMs
}
