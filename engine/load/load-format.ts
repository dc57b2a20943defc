// What files hold, by their names: `events.csv.lz4` is CSV. How a file is compressed is seen from its first bytes.
import { configError } from '../errors/millrace-error.ts'

export const loadFormats = ['csv', 'jsoneachrow', 'native', 'parquet'] as const
export type LoadFormat = (typeof loadFormats)[number]

const compressions = /\.(?:lz4|gz|gzip|zst|zstd)$/i

const byEnding: ReadonlyMap<string, LoadFormat> = new Map([
  ['csv', 'csv'],
  ['jsonl', 'jsoneachrow'],
  ['ndjson', 'jsoneachrow'],
  ['json', 'jsoneachrow'],
  ['jsoneachrow', 'jsoneachrow'],
  ['native', 'native'],
  ['parquet', 'parquet'],
])

export function parseLoadFormat(text: string): LoadFormat {
  const format = loadFormats.find((each) => each === text.toLowerCase())
  if (format === undefined) throw configError('FORMAT', text, `it may be ${loadFormats.join(' or ')}`)
  return format
}

/** Undefined when the name says nothing. */
export function formatOfName(path: string): LoadFormat | undefined {
  const ending = /\.(\w+)$/.exec(path.replace(compressions, ''))?.[1]
  return ending === undefined ? undefined : byEnding.get(ending.toLowerCase())
}
