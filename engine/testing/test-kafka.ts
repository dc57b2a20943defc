// The test run's shared Kafka, let go when the test file is done.
import { afterAll, inject } from 'vitest'
import { acquireKafka } from '../services/kafka/acquire-kafka.ts'
import type { KafkaEndpoint } from '../services/service.ts'

/** Call it in `beforeAll` or at the top of a test file (`const kafka = await testKafka()`), not in a test. */
export async function testKafka(): Promise<KafkaEndpoint> {
  const lease = await acquireKafka({ dataDir: inject('dataDir') })
  afterAll(() => lease.release())
  return lease.endpoint
}
