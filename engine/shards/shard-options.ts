// What `millrace csv` is asked for, checked: every refusal names the value, the rule and the fix.
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { configError } from '../errors/millrace-error.ts'
import { parseRowCount } from '../seed/parse-row-count.ts'
import { parseSeedOptions, type RawSeedOptions, type SeedOptions } from '../seed/seed-options.ts'
import { shardCompressions, shardFormats, type ShardCompression, type ShardFormat } from './shard-format.ts'

/** As they are typed; names are those of the make variables. */
export interface RawShardOptions extends Omit<RawSeedOptions, 'RANGE' | 'TABLE'> {
  readonly OUT?: string
  readonly SHARDS?: string
  readonly COMPRESSION?: string
  readonly HEADER?: string
}

/** What is undefined was not given: files that were begun before decide it, else the default does. */
export interface ShardOptions extends Pick<
  SeedOptions,
  'seed' | 'rowCount' | 'batchRows' | 'days' | 'anchorMs' | 'target'
> {
  readonly workerCount: number
  readonly out: string
  readonly shards: number | undefined
  readonly format: ShardFormat | undefined
  readonly compression: ShardCompression | undefined
  readonly hasHeader: boolean | undefined
}

const shardsMax = 9_999

export function parseShardOptions(raw: RawShardOptions): ShardOptions {
  const { FORMAT: format, OUT: out, SHARDS: shards, COMPRESSION: compression, HEADER: header, ...rest } = raw
  if (out === undefined || out.trim() === '') throw configError('OUT', out ?? '', 'it names a folder for the files')
  const { workerCount = availableParallelism(), ...asked } = parseSeedOptions(rest)
  return {
    ...asked,
    workerCount,
    out: resolve(out),
    shards: shards === undefined ? undefined : parseShards(shards),
    format: oneOf('FORMAT', format, shardFormats),
    compression: oneOf('COMPRESSION', compression, shardCompressions),
    hasHeader: oneOf('HEADER', header, ['0', '1']) === undefined ? undefined : header === '1',
  }
}

function parseShards(text: string): number {
  const shards = parseRowCount('SHARDS', text)
  if (shards > shardsMax) throw configError('SHARDS', text, `it may be a whole number from 1 to ${shardsMax}`)
  return shards
}

function oneOf<Value extends string>(
  name: string,
  text: string | undefined,
  values: readonly Value[],
): Value | undefined {
  if (text === undefined) return undefined
  const found = values.find((value) => value === text)
  if (found === undefined) throw configError(name, text, `it may be ${values.join(' or ')}`)
  return found
}
