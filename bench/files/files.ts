// What writing files and loading them costs: rows per second, and CPU-seconds of all processes for a million rows, which says
// more than the clock where the machine is shared.
import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { dropTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import { findFiles } from '@millrace/engine/load/find-files.ts'
import { loadInto } from '@millrace/engine/load/load-files.ts'
import { parseLoadOptions } from '@millrace/engine/load/load-options.ts'
import { thisMachine } from '@millrace/engine/machine/this-machine.ts'
import { makeShards } from '@millrace/engine/shards/make-shards.ts'
import { parseShardOptions } from '@millrace/engine/shards/shard-options.ts'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { openArena } from '../end-to-end/open-arena.ts'
import { ServiceCpuMeter } from '../measure/service-cpu-meter.ts'

const rows = process.env['ROWS'] ?? '2e6'
const kinds = [
  { format: 'csv', compression: 'none' },
  { format: 'csv', compression: 'lz4' },
  { format: 'csv', compression: 'zst' },
  { format: 'csv', compression: 'gz' },
  { format: 'native', compression: 'lz4' },
  { format: 'parquet', compression: 'lz4' },
] as const

const never = new AbortController().signal
const dataset = datasetNamed('page_events')
const opened = await openArena({ dataset, rows: Number(rows), notify: () => undefined })
const { config, warehouse, scratch } = opened.arena
const services = new ServiceCpuMeter(config.DATA_DIR)

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + services.read().clickhouse
}

async function measured(name: string, work: () => Promise<{ rowsPerSecond: number; rows: number }>): Promise<void> {
  const before = cpuSeconds()
  const { rowsPerSecond, rows: done } = await work()
  const cpu = ((cpuSeconds() - before) / done) * 1e6
  console.log(
    `${name.padEnd(22)} ${rowsPerSecond.toLocaleString('en-US').padStart(10)} rows/s, ${cpu.toFixed(2)} CPU-seconds for a million`,
  )
}

async function write(
  out: string,
  format: string,
  compression: string,
): Promise<{ rowsPerSecond: number; rows: number }> {
  const options = parseShardOptions({ OUT: out, ROWS: rows, FORMAT: format, COMPRESSION: compression })
  const observer = { notify: () => undefined, onStart: () => undefined }
  const { report } = await makeShards(options, { config, machine: thisMachine, observer, signal: never })
  return { rowsPerSecond: report.rowsPerSecond, rows: report.rowsWritten }
}

async function load(out: string): Promise<{ rowsPerSecond: number; rows: number }> {
  const options = parseLoadOptions({ FILES: join(out, 'page_events-*') })
  const say = (what: unknown): void => console.log(what)
  const observer = { notify: say, onStart: () => undefined, onFailure: say }
  const paths = await findFiles(options.patterns)
  const { report } = await loadInto(warehouse, { config, options, observer, paths, signal: never })
  return { rowsPerSecond: Math.round(Number(rows) / report.seconds), rows: Number(rows) }
}

console.log(
  `${rows} rows of page_events in 4 files, ${availableParallelism()} cores for Node.js and ClickHouse together`,
)
try {
  for (const { format, compression } of kinds) {
    const out = join(scratch, `${format}-${compression}`)
    await mkdir(out)
    await measured(`csv  ${format} ${compression}`, () => write(out, format, compression))
    await measured(`load ${format} ${compression}`, () => load(out))
    await dropTables(warehouse, dataset)
    await rm(out, { recursive: true })
  }
} finally {
  await opened.close()
}
