// One measurement of a contender: fresh tables and a quiet server before, what it used and left after.
import { ServiceCpuMeter, type ServiceCpu } from '../measure/service-cpu-meter.ts'
import type { Arena, Contender, Measured } from './contender.ts'
import { freshTables } from './fresh-tables.ts'
import { leftBehind, type LeftBehind } from './left-behind.ts'

export interface Sample extends Measured {
  /** Until the last row is in; what is left to merge then is not counted. */
  readonly cpuSeconds: ServiceCpu
  readonly left: LeftBehind['left']
}

/** Rejects when the contender fails, or when other rows than it says are in the table. */
export async function measureContender(arena: Arena, contender: Contender): Promise<Sample> {
  await freshTables(arena)
  const services = new ServiceCpuMeter(arena.config.DATA_DIR)
  const before = services.read()
  const measured = await contender.measure(arena)
  const after = services.read()
  const { rows, left } = await leftBehind(arena)
  if (rows !== measured.rows) {
    throw new Error(`${contender.id} says that ${measured.rows} rows are in, and the table has ${rows}`)
  }
  const cpuSeconds = { clickhouse: after.clickhouse - before.clickhouse, kafka: after.kafka - before.kafka }
  return { ...measured, cpuSeconds, left }
}
