// Records of the staging topic are not what they should be: damaged ones, doubled ones, somebody else's.
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { loadRun } from '@millrace/engine/ledger/run-registry.ts'
import { BlockProducer } from '@millrace/engine/produce/block-producer.ts'
import { blockToRecord } from '@millrace/engine/staging/kafka/block-record.ts'
import { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { drainUntil } from '../pipeline/drain-until.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { kafkaHands } from './kafka-hands.ts'
import { listedReasons } from './listed-reasons.ts'
import { recordDamages } from './record-damage.ts'
import { shuffled } from './shuffled.ts'

const batchRows = 2_000
const batchCount = 2 * recordDamages.length
const rowCount = batchCount * batchRows
const args = ['seed', '--rows', String(rowCount), '--batch-rows', String(batchRows)]
const pipeline = await openTestPipeline({ hasKafka: true })
const hands = kafkaHands(pipeline)

faultTest(
  {
    id: 'damage-kafka-records',
    part: 'Kafka',
    fault:
      "records with wrong bytes, wrong, missing or huge headers, no value; a record twice; somebody else's messages",
    holds: 'what is damaged becomes a dead letter that says why, the rest goes on, the next seed completes the table',
    times: { short: 1, full: 30 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const half = await attempt.run(...args, '--range', '0/2')
    expect(half.ended, half.stderr).toBe(0)
    await sendDamaged(attempt.name, random)

    const isDrained = async (): Promise<boolean> => (await hands.lagOf(attempt.name)) === 0
    const drained = await drainUntil(attempt, 'an empty topic', isDrained)
    expect(drained.ended, drained.stderr).toBe(1)
    const reasons = await listedReasons(attempt)
    const expected = recordDamages.flatMap(({ name, reason }) => (reason === undefined ? [] : [{ name, reason }]))
    for (const { name, reason } of expected) expect(reasons, name).toContainEqual(expect.stringMatching(reason))
    expect(reasons, reasons.join('\n')).toHaveLength(expected.length)

    const completed = await attempt.run(...args)
    expect(completed.ended, completed.stderr).toBe(0)
    await attempt.run('dead-letters', '--drop', '--yes')
    return attempt.outcome(rowCount)
  },
)

/** Each damage to one of the batches that are not in yet: the odd ones. */
async function sendDamaged(name: string, random: () => number): Promise<void> {
  const warehouse = new Warehouse({ url: () => pipeline.clickHouse.endpoint.url, database: name })
  const run = await loadRun(warehouse, 'page_events')
  await warehouse.close()
  if (run === undefined) throw new Error('the first half began no run')
  const producer = new BlockProducer(datasetNamed('page_events'), run, { format: 'native', encoding: 'lz4' })
  for (const [index, damage] of shuffled(recordDamages, random).entries()) {
    const { headers, value } = blockToRecord(producer.produce(2 * index + 1))
    const texts = Object.fromEntries([...headers].map(([key, text]) => [key.toString(), text.toString()]))
    await hands.producer.send({ topic: name, messages: damage.records(texts, value, random) })
  }
}
