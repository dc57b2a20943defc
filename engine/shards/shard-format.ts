// What shards are written as, and how their files are called.

export const shardFormats = ['csv', 'native', 'parquet'] as const
export type ShardFormat = (typeof shardFormats)[number]

export const shardCompressions = ['none', 'lz4', 'gz', 'zst'] as const
export type ShardCompression = (typeof shardCompressions)[number]

const numberDigits = 4

/** `page_events-0000-of-0004.csv.lz4`. Parquet compresses its own columns: its name says nothing of that. */
export function shardFileName(
  dataset: string,
  { shards, format, compression }: { shards: number; format: ShardFormat; compression: ShardCompression },
  shard: number,
): string {
  const number = (value: number): string => String(value).padStart(numberDigits, '0')
  const suffix = format === 'parquet' || compression === 'none' ? '' : `.${compression}`
  return `${dataset}-${number(shard)}-of-${number(shards)}.${format}${suffix}`
}
