// Kafka behind a bad network: the broker tells its clients to come to the proxy.
import { afterAll } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { seedThroughToxics } from './seed-through-toxics.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { toxicKinds, toxicKindsInUse, type ToxicKind } from './toxic.ts'
import { toxicWords } from './toxic-words.ts'

const proxy = await TcpProxy.open(() => Number(pipeline.kafka?.endpoint.broker.split(':').at(-1)))
const pipeline = await openTestPipeline({ hasKafka: true, kafkaAdvertisedPort: proxy.port })
afterAll(() => proxy.close())

/** So many that the run is not over before a connection meets what happens to some only. */
const rowCount = 200_000

function tryToxics(kinds: readonly ToxicKind[], random: RandomNumber): Promise<FaultOutcome> {
  const attempt = new PipelineTry(pipeline, { KAFKA_BROKERS: `127.0.0.1:${proxy.port}` })
  return seedThroughToxics(attempt, { proxy, kinds, random }, rowCount)
}

faultTest(
  {
    id: 'net-kafka-all',
    part: 'network',
    fault: 'everything that a network does, in turns, between Millrace and Kafka',
    holds: 'the run goes on by itself',
    times: { short: 1, full: 30 },
  },
  (random) => tryToxics(toxicKinds, random),
)

for (const kind of toxicKindsInUse) {
  faultTest(
    {
      id: `net-kafka-${kind}`,
      part: 'network',
      fault: `${toxicWords[kind]}, to Kafka`,
      holds: 'the run goes on by itself',
      times: { short: 0, full: 10 },
    },
    (random) => tryToxics([kind], random),
  )
}
