// A run's id without its kind, for where the kind is said by what stands around it.
import type { RunResult } from './bench-report.ts'

export function shortName({ id, kind }: Pick<RunResult, 'id' | 'kind'>): string {
  return id.startsWith(`${kind} `) ? id.slice(kind.length + 1) : id
}
