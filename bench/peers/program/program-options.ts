// Command line of the peers' programs in JavaScript. Which ClickHouse they fill is said by the environment, as for all of
// Millrace: CLICKHOUSE_URL and its like.
import { parseArgs } from 'node:util'
import { parseRowCount } from '@millrace/engine/seed/parse-row-count.ts'

export interface ProgramOptions {
  readonly rows: number
  readonly batchRows: number
  /** May be a part of one. */
  readonly days: number
  /** Unix milliseconds. */
  readonly endMs: number
}

const options = {
  rows: { type: 'string', default: '100000' },
  'batch-rows': { type: 'string', default: '10000' },
  days: { type: 'string', default: '30' },
  end: { type: 'string' },
} as const

/** Throws `CONFIG`, or a TypeError of Node.js that names the argument. */
export function programOptions(args: readonly string[], nowMs = Date.now()): ProgramOptions {
  const { values } = parseArgs({ args: [...args], options })
  const days = Number(values.days)
  if (!(days > 0)) throw new TypeError(`--days ${values.days} is no number of days`)
  const endMs = values.end === undefined ? nowMs : Date.parse(values.end)
  if (Number.isNaN(endMs)) throw new TypeError(`--end ${values.end ?? ''} is no time: it is ISO 8601`)
  return {
    rows: parseRowCount('--rows', values.rows),
    batchRows: parseRowCount('--batch-rows', values['batch-rows']),
    days,
    endMs,
  }
}
