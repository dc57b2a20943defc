// Redis behind a bad network: it carries only the state that is shown, and no row waits for it.
import { afterAll } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { seedThroughToxics } from './seed-through-toxics.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { toxicKinds } from './toxic.ts'

const pipeline = await openTestPipeline({ hasRedis: true })
const proxy = await TcpProxy.open(() => Number(new URL(pipeline.redis?.endpoint.url ?? '').port))
afterAll(() => proxy.close())

/** Enough for a run that its few and small messages meet something. */
const rowCount = 400_000

faultTest(
  {
    id: 'net-redis-all',
    part: 'network',
    fault: 'everything that a network does, in turns, between Millrace and Redis',
    holds: 'the run goes on as if nothing were',
    times: { short: 1, full: 20 },
  },
  (random) =>
    seedThroughToxics(
      new PipelineTry(pipeline, { REDIS_URL: `redis://127.0.0.1:${proxy.port}` }),
      { proxy, kinds: toxicKinds, random },
      rowCount,
    ),
)
