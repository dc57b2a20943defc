// What pushing costs: 1,000 clients of /live at four messages a second, 100 of them not reading at all, while the counters
// of a pipeline move.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPipelineBus } from '@millrace/engine/bus/open-bus.ts'
import { testSnapshot } from '@millrace/engine/bus/testing/test-snapshot.ts'
import { Latencies } from './latencies.ts'
import { openNonReader, openReader } from './live-clients.ts'
import type { RunningApi } from './running-api.ts'

const readerCount = 900
const nonReaderCount = 100
const seconds = 30
const publishEveryMs = 50

export async function measureLive(api: RunningApi, dataDir: string): Promise<void> {
  const latencies = new Latencies()
  const before = await residentMiB(api.processId)
  let isMeasured = false
  const onCounters = ({ at }: { at: string }): void => {
    if (isMeasured) latencies.recordMs(Date.now() - Date.parse(at))
  }
  const readers = await Promise.all(Array.from({ length: readerCount }, () => openReader(api.url, onCounters)))
  const nonReaders = await Promise.all(Array.from({ length: nonReaderCount }, () => openNonReader(api.url)))
  const stopPublishing = await publishMovingCounters(dataDir)
  try {
    await sleep(2_000)
    isMeasured = true
    await sleep(seconds * 1000)
    isMeasured = false
    const after = await residentMiB(api.processId)
    const messagesPerSecond = latencies.count / seconds / readerCount
    console.log(
      `/live, ${readerCount} clients and ${nonReaderCount} that do not read: ${latencies.summary()} from sending to receipt · ` +
        `${messagesPerSecond.toFixed(1)} counters/s a client · API's memory ${before} → ${after} MiB`,
    )
  } finally {
    await stopPublishing()
    for (const socket of readers) socket.close()
    for (const socket of nonReaders) socket.destroy()
  }
}

/** A pipeline whose counters rise; the returned function ends it. */
async function publishMovingCounters(dataDir: string): Promise<() => Promise<void>> {
  const bus = openPipelineBus({ dataDir, redisUrl: undefined, database: 'analytics' }, console.error)
  const publisher = await bus.publisher()
  const id = randomUUID()
  const pipeline = {
    dataset: 'page_events',
    stagingStream: id,
    startedAtMs: Date.now(),
    rowsTotal: Number.MAX_SAFE_INTEGER,
  }
  let sequence = 0
  const publish = (isFinal: boolean): void =>
    publisher.publish(testSnapshot(id, sequence++, { ...pipeline, atMs: Date.now(), isFinal }))
  const timer = setInterval(() => publish(false), publishEveryMs)
  return async () => {
    clearInterval(timer)
    publish(true)
    await publisher.close()
  }
}

async function residentMiB(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024)
}
