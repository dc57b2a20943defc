// API and drain of a try in processes of their own, as `make up` runs them, while numbered events are sent and something is
// struck, again and again. Afterwards nobody does anything: what died is started again, what was sent is sent until it is
// acknowledged.
import { join } from 'node:path'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import type { FaultOutcome } from '../../matrix/fault-row.ts'
import { drainUntil } from '../../pipeline/drain-until.ts'
import { openBacklog } from '../../pipeline/open-backlog.ts'
import { PipelineTry, type TestPipeline } from '../../pipeline/test-pipeline.ts'
import { until } from '../../pipeline/until.ts'
import { strikeUntil, type Strikes } from '../strike-until.ts'
import { KeptProcess } from './kept-process.ts'
import { sendEvents } from './send-events.ts'

const root = join(import.meta.dirname, '../../..')
const eventCount = 12_000
const sending = { eventCount, eventsPerRequest: 60, connections: 6, sendMsMax: 120_000 }

export interface LiveProcesses {
  readonly url: string
  readonly serving: KeptProcess
  readonly draining: KeptProcess
}

export interface EventsFault {
  readonly pipeline: TestPipeline
  readonly environment: Readonly<Record<string, string>>
  /** From the start of the processes on. */
  readonly strikes?: ((live: LiveProcesses) => Strikes) | undefined
  /** What else goes on in the same database while events are sent: resolves to the rows it has put in. */
  readonly beside?: ((attempt: PipelineTry, live: LiveProcesses, sent: AbortSignal) => Promise<number>) | undefined
}

export async function eventsUnderFault(fault: EventsFault): Promise<FaultOutcome> {
  const ports = { API_PORT: String(await freePort()), GRPC_PORT: '0', LOG_LEVEL: 'warn' }
  const attempt = new PipelineTry(fault.pipeline, { ...ports, ...fault.environment })
  const live: LiveProcesses = {
    url: `http://127.0.0.1:${ports.API_PORT}`,
    serving: new KeptProcess([join(root, 'api/serve.ts')], attempt.environment),
    draining: new KeptProcess([join(root, 'engine/cli/millrace.ts'), 'ingest'], attempt.environment),
  }
  const staged = await openBacklog(attempt)
  try {
    const over = new AbortController()
    const [rows, faults] = await Promise.all([
      sendAndEnd(attempt, live, fault, staged.blocks).finally(() => over.abort()),
      fault.strikes && strikeUntil(over.signal, fault.strikes(live)),
    ])
    // The strike may have hit the drain on its way out: then `make up` is given again.
    if ((await staged.blocks()) > 0)
      await drainUntil(attempt, 'an empty backlog', async () => (await staged.blocks()) === 0)
    return { ...(await attempt.outcome(rows)), ...(faults !== undefined && { faults }) }
  } catch (error) {
    throw new Error(`${String(error)}\nAPI: ${live.serving.said}\ndrain: ${live.draining.said}`, { cause: error })
  } finally {
    await Promise.all([live.serving.stop(), live.draining.stop()])
    await staged.close()
  }
}

/** Resolves to the rows that should be in, when all are and both processes have been asked to end, in the order of `make up`. */
async function sendAndEnd(
  attempt: PipelineTry,
  live: LiveProcesses,
  { beside }: EventsFault,
  stagedBlocks: () => Promise<number>,
): Promise<number> {
  const sent = new AbortController()
  const [rowsBeside = 0] = await Promise.all([
    beside?.(attempt, live, sent.signal),
    sendEvents({ url: `${live.url}/events`, ...sending }).finally(() => sent.abort()),
  ])
  await until('a backlog of nothing', async () => (await stagedBlocks()) === 0)
  await live.serving.stop()
  await live.draining.stop()
  return eventCount + rowsBeside
}
