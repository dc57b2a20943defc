// What taking live events in costs: a flood through each door, end to end into ClickHouse, and single events until they can
// be queried. Everything runs as users run it: API, drain and sender are processes of their own, on this machine.
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@millrace/engine/config/config.ts'
import { openWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import { startApi } from '../api/running-api.ts'
import { measureFlood } from './flood.ts'
import { startDrain } from './running-drain.ts'
import { measureSingles } from './singles.ts'

const seconds = Number(process.env['BENCH_SECONDS'] ?? 15)
const rate = Number(process.env['RATE'] ?? 150_000)
const grpcRate = Number(process.env['GRPC_RATE'] ?? 100_000)
/** More than can be taken: the sender waits for answers then. */
const floodRate = 2_000_000

const dataDir = await mkdtemp(join(tmpdir(), 'millrace-bench-'))
const staging = process.env['STAGING'] ?? 'spool'
const environment = { ...process.env, DATA_DIR: dataDir, STAGING: staging }
console.log(`staging ${staging}, ${availableParallelism()} cores for sender, API, drain and ClickHouse together`)
try {
  const opened = await openWarehouse(readConfig(environment), () => undefined)
  const drain = await startDrain(environment)
  const api = await startApi(dataDir, { STAGING: staging })
  try {
    const parts = { api, warehouse: opened.warehouse, environment, seconds }
    await measureSingles(parts)
    await measureFlood({ ...parts, via: 'http', rate })
    await measureFlood({ ...parts, via: 'http', rate: floodRate })
    await measureFlood({ ...parts, via: 'grpc', rate: grpcRate })
    await measureFlood({ ...parts, via: 'grpc', rate: floodRate })
  } finally {
    await api.stop()
    await drain.stop()
    await opened.close()
  }
} finally {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
}
