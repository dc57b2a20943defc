// Opens the file of a shard, in whichever format.
import { csvHeader } from '../encode/csv/csv-encoder.ts'
import type { Files } from '../machine/machine.ts'
import { compressPiece } from './compress-piece.ts'
import { openParquetShard, type ParquetShardOptions } from './parquet-shard.ts'
import { openShardFile } from './shard-file.ts'
import type { ShardPlan } from './shard-plan.ts'
import type { ShardWriter } from './shard-writer.ts'

export type ShardServer = Pick<ParquetShardOptions, 'warehouse' | 'retry'>

/** `server`: who makes Parquet, for nothing else. */
export async function openShardWriter(
  files: Files,
  path: string,
  plan: ShardPlan,
  dataset: ParquetShardOptions['dataset'],
  server: ShardServer | undefined,
): Promise<ShardWriter> {
  const file = await openShardFile(files, path)
  try {
    if (server !== undefined) {
      return await openParquetShard({ ...server, dataset, compression: plan.compression, path, file })
    }
    if (plan.header) {
      const header = csvHeader(dataset)
      await file.append(plan.compression === 'none' ? header : compressPiece(header, plan.compression), 0)
    }
    return file
  } catch (error) {
    await file.discard()
    throw error
  }
}
