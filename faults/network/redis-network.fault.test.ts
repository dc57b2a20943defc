// Redis behind a bad network: it carries only the state that is shown, and no row waits for it.
import { afterAll } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { seedDisturbed } from '../pipeline/seed-disturbed.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { disturb } from './disturb.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { toxicKinds } from './toxic.ts'

const pipeline = await openTestPipeline({ hasRedis: true })
const proxy = await TcpProxy.open(() => Number(new URL(pipeline.redis?.endpoint.url ?? '').port))
afterAll(() => proxy.close())

faultTest(
  {
    id: 'net-redis-all',
    part: 'network',
    fault: 'everything that a network does, in turns, between Millrace and Redis',
    holds: 'the run goes on as if nothing were',
    times: { short: 1, full: 20 },
  },
  async (random) => {
    const hitsBefore = proxy.hitCount
    const attempt = new PipelineTry(pipeline, { REDIS_URL: `redis://127.0.0.1:${proxy.port}` })
    const outcome = await seedDisturbed(attempt, {
      rowCount: 100_000,
      batchRows: 5_000,
      disturb: (over) => disturb({ proxy, kinds: toxicKinds, random }, over),
    })
    if (proxy.hitCount === hitsBefore) throw new Error('no connection has met what was to be tried')
    return outcome
  },
)
