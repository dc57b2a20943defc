// A run that begins on an empty DATA_DIR, where everything is yet to be started: while it is, something that takes part is
// killed, be it the command itself, a service or the supervisor of one.
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serviceProcesses, untilNoProcesses } from '@millrace/engine/testing/service-processes.ts'
import type { RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import { faultTest } from '../matrix/fault-test.ts'
import { oneOf } from '../matrix/random-numbers.ts'
import { completed } from '../pipeline/completed.ts'
import { PipelineTry } from '../pipeline/test-pipeline.ts'
import { strike } from './strike.ts'
import { usualMs } from './usual-ms.ts'

const rowCount = 20_000
const seedArguments = ['seed', '--rows', String(rowCount), '--batch-rows', '1000']
const services = ['clickhouse', 'kafka']
const goneMsMax = 60_000

for (const staging of ['spool', 'kafka'] as const) {
  const usual = usualMs(() => onEmptyDataDir(staging, () => Promise.resolve()))
  faultTest(
    {
      id: `kill-start-${staging}`,
      part: 'processes',
      fault: `kill -9 of the seeding process, a service or its supervisor while ${staging === 'kafka' ? 'ClickHouse and Kafka start' : 'ClickHouse starts'}`,
      holds: 'the run goes on, or the same command does',
      times: { short: staging === 'spool' ? 1 : 0, full: 100 },
    },
    async (random) => {
      const afterMs = random() * (await usual())
      return onEmptyDataDir(staging, async (seeding, dataDir) => {
        await sleep(afterMs)
        const found = await Promise.all(services.map((name) => serviceProcesses(join(dataDir, name))))
        const all = [seeding.child.pid, ...found.flat().map(({ processId }) => processId)]
        await strike('kill', [oneOf(all, random)], random)
      })
    },
  )
}

type Disturb = (seeding: RunningMillrace, dataDir: string) => Promise<void>

async function onEmptyDataDir(staging: string, disturb: Disturb): Promise<FaultOutcome> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'millrace-start-')))
  try {
    const attempt = new PipelineTry({ dataDir, kafka: undefined }, { STAGING: staging })
    const seeding = attempt.start(...seedArguments)
    await disturb(seeding, dataDir)
    const { stderr } = await seeding.result
    if (/^unexpected: /m.test(stderr)) throw new Error(`the run did not expect it: ${stderr}`)
    return await completed(attempt, seedArguments, rowCount)
  } finally {
    await Promise.all(services.map((name) => untilNoProcesses(join(dataDir, name), goneMsMax)))
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  }
}
