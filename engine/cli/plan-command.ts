// `millrace plan`: what so many rows take, here or on many machines, before anything is begun.
import { existsSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { configError } from '../errors/millrace-error.ts'
import { defaultBatchRows } from '../seed/default-batch-rows.ts'
import { parseRowCount } from '../seed/parse-row-count.ts'
import { stagedAheadBytesMax } from '../seed/staged-enough.ts'
import { formatBytes, formatClusterSize, formatRunSize } from '../sizing/format-size.ts'
import { sizeCluster, sizeRun } from '../sizing/size-run.ts'
import { chooseStaging } from '../staging/choose-staging.ts'
import { exitCodes } from './exit-code.ts'
import { folderBytes } from './folder-bytes.ts'

interface PlanFlags {
  readonly rows: string
  readonly hours?: string
  readonly cores?: string
  readonly replicas: string
}

export function planCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return new Command('plan')
    .description('what so many rows of page_events take: time and disk here, or machines for a time that is given')
    .addOption(new Option('--rows <n>', 'how many').env('ROWS').default('1e9'))
    .addOption(new Option('--hours <n>', 'within how many hours, on as many machines as it takes').env('HOURS'))
    .addOption(new Option('--cores <n>', 'of each machine (default: as many as here)').env('CORES'))
    .addOption(new Option('--replicas <n>', 'copies of everything, on many machines').env('REPLICAS').default('1'))
    .action(async (given: PlanFlags) => {
      const rows = parseRowCount('ROWS', given.rows)
      const cores = given.cores === undefined ? availableParallelism() : positive('CORES', given.cores)
      if (given.hours === undefined || given.hours === '') setExitCode(await planHere(readConfig(), rows, cores))
      else planCluster(rows, positive('HOURS', given.hours), cores, parseRowCount('REPLICAS', given.replicas))
    })
}

/** Says what it takes, and whether the disk has room for it: exit 1 when it has not. */
async function planHere(config: Config, rows: number, cores: number): Promise<number> {
  const staging = (await chooseStaging(config)).kind
  const size = sizeRun({ rows, cores, staging, stagedBytesMax: stagedAheadBytesMax(config) })
  process.stdout.write(`${formatRunSize(rows, cores, size)}\n`)
  if (config.CLICKHOUSE_URL !== undefined) {
    process.stdout.write('on the disk of the server at CLICKHOUSE_URL, which is not looked at\n')
    return exitCodes.done
  }
  const { freeBytes, ownBytes } = await roomIn(config.DATA_DIR)
  const isEnough = freeBytes + ownBytes >= size.diskBytes
  const own = ownBytes === 0 ? '' : `, beside ${formatBytes(ownBytes)} that ClickHouse has there already`
  process.stdout.write(
    `${formatBytes(freeBytes)} are free for ${config.DATA_DIR}${own}: ${isEnough ? 'enough' : 'not enough'}\n`,
  )
  return isEnough ? exitCodes.done : exitCodes.failed
}

function planCluster(rows: number, hours: number, cores: number, replicas: number): void {
  const run = { rows, hours, cores, replicas, batchRows: defaultBatchRows(datasetNamed('page_events')) }
  process.stdout.write(`${formatClusterSize(run, sizeCluster(run))}\n`)
}

async function roomIn(dataDir: string): Promise<{ freeBytes: number; ownBytes: number }> {
  let folder = dataDir
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  return { freeBytes: bavail * bsize, ownBytes: await folderBytes(join(dataDir, 'clickhouse')) }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw configError(name, text, 'it must be a number above 0')
  return value
}
