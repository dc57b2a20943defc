// Redis runs, and is of no use: slow, full, evicting, flushed, with other types, another password, as a replica. A seeding
// process and an API on "another host" (with a DATA_DIR of its own) have nothing but Redis to see each other by.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { pipeline as pipelineAnswer } from '@millrace/schemas/api/answers/pipeline.ts'
import { Redis } from 'ioredis'
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'
import { KeptProcess } from '../processes/live/kept-process.ts'
import { readWhile } from '../processes/live/read-while.ts'
import { shuffled } from '../staging/shuffled.ts'
import { redisTroubles } from './redis-troubles.ts'

const rowCount = 200_000
const troubleMsMax = 1_000
const serve = join(import.meta.dirname, '../../api/serve.ts')
const pipeline = await openTestPipeline({ hasRedis: true })
const seedArgs = (rows: number): string[] => ['seed', '--rows', String(rows), '--batch-rows', '2000']

faultTest(
  {
    id: 'redis-troubles',
    part: 'Redis',
    fault:
      'Redis is slow, full, evicting, flushed, a read-only replica, with another password, other types under our keys',
    holds: 'seeding goes on, the API answers all the while, and counters are seen again once Redis is well',
    times: { short: 1, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline, { REDIS_URL: pipeline.redis?.endpoint.url ?? '' })
    const apiPort = String(await freePort())
    const url = `http://127.0.0.1:${apiPort}`
    const api = new KeptProcess([serve], {
      ...attempt.environment,
      DATA_DIR: join(pipeline.dataDir, 'other-host'),
      CLICKHOUSE_URL: pipeline.clickHouse.endpoint.url,
      API_PORT: apiPort,
      GRPC_PORT: '0',
    })
    const redis = new Redis(attempt.environment['REDIS_URL'] ?? '')
    const over = new AbortController()
    try {
      const seeding = attempt.start(...seedArgs(rowCount / 2))
      const reading = readWhile(url, over.signal)
      await trouble(redis, attempt.name, random)
      const first = await seeding.result
      over.abort()
      await reading
      expect(first.ended, first.stderr).toBe(0)

      const second = attempt.start(...seedArgs(rowCount))
      await until('counters of the second run, seen from another host', () => isSeen(url, rowCount))
      const { ended, stderr } = await second.result
      expect(ended, stderr).toBe(0)
    } catch (error) {
      throw new Error(`${String(error)}\nAPI: ${api.said}`, { cause: error })
    } finally {
      over.abort()
      redis.disconnect()
      await api.stop()
    }
    return attempt.outcome(rowCount)
  },
)

/** Every one once, in any order; all is well again when it resolves. */
async function trouble(redis: Redis, database: string, random: RandomNumber): Promise<void> {
  for (const { begin, end } of shuffled(redisTroubles, random)) {
    await begin(redis, database)
    await sleep(random() * troubleMsMax)
    await end(redis)
  }
}

async function isSeen(apiUrl: string, rowsTotal: number): Promise<boolean> {
  const answer = await fetch(`${apiUrl}/pipeline`)
  const { pipelines, services } = pipelineAnswer.parse(await answer.json())
  return services['redis']?.state === 'up' && pipelines.some((each) => each.rowsTotal === rowsTotal)
}
