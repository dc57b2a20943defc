// Waits until what was measured before is really over: merges of dropped tables, and whatever else the services still do.
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ServiceCpuMeter } from '../measure/service-cpu-meter.ts'
import type { Arena } from './contender.ts'

const lookSeconds = 0.2
const coresMax = 0.15
const waitSecondsMax = 30
const merges = z.object({ count: z.int() })

/** Resolves after half a minute in any case: a server that never rests is measured as it is. */
export async function untilQuiet({ warehouse, config }: Arena): Promise<void> {
  const services = new ServiceCpuMeter(config.DATA_DIR)
  const giveUpAtMs = performance.now() + waitSecondsMax * 1000
  while (performance.now() < giveUpAtMs) {
    const before = usedSeconds(services)
    await sleep(lookSeconds * 1000)
    if (usedSeconds(services) - before > coresMax * lookSeconds) continue
    const [running] = await warehouse.query('SELECT count() AS count FROM system.merges', merges)
    if (running?.count === 0) return
  }
}

function usedSeconds(services: ServiceCpuMeter): number {
  const { clickhouse, kafka } = services.read()
  return clickhouse + kafka
}
