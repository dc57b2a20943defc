// ClickHouse behind a bad network.
import { afterAll } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { seedThroughToxics } from './seed-through-toxics.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { toxicKinds, toxicKindsInUse, type ToxicKind } from './toxic.ts'
import { toxicWords } from './toxic-words.ts'

const pipeline = await openTestPipeline()
const proxy = await TcpProxy.open(() => Number(new URL(pipeline.clickHouse.endpoint.url).port))
afterAll(() => proxy.close())

function tryToxics(kinds: readonly ToxicKind[], random: RandomNumber): Promise<FaultOutcome> {
  return seedThroughToxics(new PipelineTry(pipeline, { CLICKHOUSE_URL: `http://127.0.0.1:${proxy.port}` }), {
    proxy,
    kinds,
    random,
  })
}

faultTest(
  {
    id: 'net-clickhouse-all',
    part: 'network',
    fault: 'everything that a network does, in turns, between Millrace and ClickHouse',
    holds: 'the run goes on by itself',
    times: { short: 1, full: 30 },
  },
  (random) => tryToxics(toxicKinds, random),
)

for (const kind of toxicKindsInUse) {
  faultTest(
    {
      id: `net-clickhouse-${kind}`,
      part: 'network',
      fault: `${toxicWords[kind]}, to ClickHouse`,
      holds: 'the run goes on by itself',
      times: { short: 0, full: 10 },
    },
    (random) => tryToxics([kind], random),
  )
}
