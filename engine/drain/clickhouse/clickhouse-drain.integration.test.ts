// ClickHouse's own Kafka engine as the drain: the same rows, what is broken beside the rest, and from one drain to the other.
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { Producer } from '@platformatic/kafka'
import { afterEach, beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { EventIntake } from '../../intake/event-intake.ts'
import { datasetId } from '../../plan/run.ts'
import { openKafkaStaging } from '../../staging/kafka/open-kafka-staging.ts'
import { runMillrace, startMillrace, type RunningMillrace } from '../../testing/run-millrace.ts'
import { seededDatabase, type SeededDatabase } from '../../testing/seeded-database.ts'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { testKafka } from '../../testing/test-kafka.ts'
import { verify } from '../../verify/verify.ts'
import { ClickHouseStaging } from './clickhouse-staging.ts'
import { clickHouseTopics } from './clickhouse-topics.ts'
import { dropKafkaTables, ensureKafkaTables, hasKafkaTables } from './kafka-tables.ts'

const { url } = await testClickHouse()
const { broker } = await testKafka()
// Processes start and end here, and consumers join groups, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 })
const soon = { timeout: 120_000, interval: 50 }
const batchRows = 1_000
const report = z.object({ drain: z.string(), rowsInserted: z.number(), rowsAlreadyIn: z.number() })
const access = { brokers: [broker], partitions: 4 }

let database: SeededDatabase
let environment: Record<string, string>

beforeEach(async () => {
  database = await seededDatabase(url, 20 * batchRows, batchRows)
  const name = database.warehouse.database
  environment = {
    DATA_DIR: inject('dataDir'),
    CLICKHOUSE_DATABASE: name,
    KAFKA_TOPIC: name,
    KAFKA_BROKERS: broker,
    STAGING: 'kafka',
    DRAIN: 'clickhouse',
  }
})
afterEach(async () => {
  await dropKafkaTables(database.warehouse, pageEvents)
  await database.warehouse.command(`DROP DATABASE ${database.warehouse.database} SYNC`)
  await database.warehouse.close()
})

const topicConfig = () => ({
  KAFKA_TOPIC: database.warehouse.database,
  KAFKA_BROKERS: [broker],
  DATA_DIR: inject('dataDir'),
  CLICKHOUSE_DATABASE: database.warehouse.database,
})

async function openStaging(): Promise<ClickHouseStaging> {
  const tableUuids = { [pageEvents.name]: database.run.tableUuid }
  const staging = await ClickHouseStaging.open({ config: topicConfig(), access, tableUuids })
  onTestFinished(() => staging.close())
  return staging
}

async function seeded(more: Record<string, string> = {}) {
  const { ended, stdout, stderr } = await runMillrace(['seed', '--json'], { ...environment, ...more })
  expect(ended, stderr).toBe(0)
  return { stderr, report: report.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')) }
}

async function startIngest(): Promise<RunningMillrace> {
  const running = startMillrace(['ingest', '--json'], environment)
  onTestFinished(async () => {
    running.child.kill('SIGKILL')
    await running.result
  })
  await running.untilStderr(/draining/)
  return running
}

async function expectExact(): Promise<void> {
  const { checks } = await verify(database.warehouse, pageEvents, database.run, 1, () => undefined)
  expect(checks.filter(({ isEqual }) => !isEqual)).toEqual([])
}

test.each(['native', 'rowbinary'])('seeding as %s: the same rows as through our drain, and no more', async (format) => {
  const { report } = await seeded({ FORMAT: format })
  expect(report).toEqual({ drain: 'clickhouse', rowsInserted: 20 * batchRows, rowsAlreadyIn: 0 })
  await expectExact()
  const staging = await openStaging()
  expect(await staging.backlog()).toEqual({ blocks: 0, bytes: 0 })
  expect((await seeded()).report).toMatchObject({ rowsInserted: 0, rowsAlreadyIn: 20 * batchRows })
  await expectExact()
})

test('from one drain to the other and back with blocks left in either topic: every row is in once', async () => {
  const { blocks, warehouse } = database
  const ours = await openKafkaStaging({ ...access, topic: warehouse.database })
  onTestFinished(() => ours.close())
  for (const block of blocks.slice(0, 5)) await ours.append(block)
  const toClickHouse = await seeded({ ROWS: String(20 * batchRows) })
  expect(toClickHouse.stderr).toContain("5 blocks that were staged for Millrace's own drain go in first")
  expect(toClickHouse.report).toMatchObject({ rowsInserted: 15 * batchRows, rowsAlreadyIn: 5 * batchRows })
  await expectExact()

  // Blocks that were staged while ClickHouse was away, of a run that is longer now.
  const config = topicConfig()
  await dropKafkaTables(warehouse, pageEvents)
  await ensureKafkaTables(warehouse, pageEvents, { config, access: { ...access, brokers: ['127.0.0.1:1'] } })
  await warehouse.command(`TRUNCATE TABLE ${warehouse.database}.ingested_batches`)
  await warehouse.command(`TRUNCATE TABLE ${warehouse.database}.page_events`)
  for (const rollup of ['by_minute', 'by_hour', 'actors_by_day']) {
    await warehouse.command(`TRUNCATE TABLE ${warehouse.database}.page_events_${rollup}`)
  }
  const staging = await openStaging()
  for (const block of blocks.slice(0, 7)) await staging.append(block)
  const toOurs = await seeded({ DRAIN: 'millrace' })
  expect(toOurs.stderr).toContain("7 blocks of page_events that were staged for ClickHouse's Kafka engine go in first")
  expect(toOurs.report).toMatchObject({ drain: 'millrace', rowsInserted: 13 * batchRows, rowsAlreadyIn: 7 * batchRows })
  expect(await hasKafkaTables(warehouse, pageEvents)).toBe(false)
  await expectExact()
})

test('live events arrive, and a broken message is shown while the others go on', async () => {
  const { warehouse } = database
  const staging = await openStaging()
  const intake = new EventIntake({
    dataset: pageEvents,
    database: warehouse.database,
    staging,
    stagedBytesMax: 1e9,
    ttlMonths: 13,
    workerCount: 1,
  })
  const line = `${JSON.stringify({ event_type: 'click', user_id: 7 })}\n`
  const send = async (key?: string) => {
    expect(await intake.take([Buffer.from(line.repeat(50))], { key })).toMatchObject({ accepted: 50 })
  }
  await send()
  const running = await startIngest()
  await expect.poll(() => database.count(), soon).toBe(50)
  const topic = clickHouseTopics(topicConfig(), pageEvents.name).get('native') ?? ''
  const producer = new Producer({ clientId: 'test', bootstrapBrokers: [broker] })
  onTestFinished(() => producer.close())
  const { run, blocks } = database
  const uuid = run.tableUuid
  const message = (key: string, text: string) => ({
    topic,
    partition: 0,
    key: Buffer.from(key),
    value: Buffer.from(text),
  })
  await producer.send({
    messages: [message(`v1/${uuid}/${datasetId(run)}/3/-`, 'no Native at all'), message('what?', 'nor this')],
    acks: -1,
  })
  await running.untilStderr(/dead letter: message \S+\/0\/0 of page_events: .*Cannot read/)
  await send('a key')
  await Promise.all(blocks.slice(0, 2).map((block) => staging.append(block)))
  await expect.poll(() => database.count(), soon).toBe(100 + 2 * batchRows)
  await expect.poll(() => staging.backlog(), soon).toEqual({ blocks: 0, bytes: 0 })
  const listed = await runMillrace(['dead-letters'], environment)
  expect(listed.stdout).toMatch(/-native\/0\/0\tpage_events\tv1\/.*\/3\/-\t16 bytes\t.*Cannot read/)
  expect(listed.stderr).toContain('2 messages that ClickHouse could not take from Kafka')
  running.child.kill('SIGINT')
  const { ended, stdout } = await running.result
  expect(ended).toBe(1)
  expect(JSON.parse(stdout.trim())).toMatchObject({ drain: 'clickhouse', rowsInserted: 100, blocksDeadLettered: 2 })
  await intake.close()
})

test('batches of a table that is gone are passed over, those of another version are shown', async () => {
  const { warehouse, blocks } = database
  const config = topicConfig()
  await ensureKafkaTables(warehouse, pageEvents, { config, access })
  const tableUuids = { [pageEvents.name]: '00000000-0000-4000-8000-000000000000' }
  const gone = await ClickHouseStaging.open({ config, access, tableUuids })
  const foreign = await ClickHouseStaging.open({ config, access })
  onTestFinished(() => gone.close())
  onTestFinished(() => foreign.close())
  const [first, second, third] = blocks
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few blocks')
  await gone.append(first)
  await foreign.append(second)
  await (await openStaging()).append(third)
  await expect.poll(() => foreign.backlog(), soon).toEqual({ blocks: 0, bytes: 0 })
  expect(await database.count()).toBe(batchRows)
  expect(await warehouse.text(`SELECT count(), any(key) FROM ${warehouse.database}.kafka_errors`)).toMatch(
    /^1\tv1\/-\//,
  )
})

test('the tables are made once, and anew when the settings change; the password can be read nowhere', async () => {
  const { warehouse } = database
  const config = topicConfig()
  const ensure = (more: object) => ensureKafkaTables(warehouse, pageEvents, { config, access: { ...access, ...more } })
  await openStaging()
  expect(await ensure({})).toBe(true)
  expect(await ensure({})).toBe(false)
  const sasl = { mechanism: 'SCRAM-SHA-256', username: 'me', password: 'never-shown' }
  expect(await ensure({ sasl, tls: true })).toBe(true)
  expect(await ensure({ sasl: { ...sasl, password: 'never-shown-2' }, tls: true })).toBe(true)
  const shown = await warehouse.text(
    `SELECT engine_full, create_table_query, comment FROM system.tables WHERE database = '${warehouse.database}'`,
  )
  expect(shown).toContain("kafka_security_protocol = \\'sasl_ssl\\'")
  expect(shown).not.toContain('never-shown')
})

test('anything but Kafka is refused, and so is going on without it while ClickHouse consumes', async () => {
  const spool = await runMillrace(['seed'], { ...environment, STAGING: 'spool' })
  expect(spool).toMatchObject({ ended: 2 })
  expect(spool.stderr).toMatch(/^DRAIN=clickhouse is not valid: .*set STAGING=kafka, or DRAIN=millrace/m)
  const ingest = await runMillrace(['ingest'], { ...environment, STAGING: 'spool' })
  expect(ingest).toMatchObject({ ended: 2 })
  await ensureKafkaTables(database.warehouse, pageEvents, { config: topicConfig(), access })
  const without = await runMillrace(['seed'], { ...environment, STAGING: 'none', DRAIN: 'millrace' })
  expect(without).toMatchObject({ ended: 2 })
  expect(without.stderr).toMatch(/ClickHouse still consumes page_events .*run the same command once with STAGING=kafka/)
})
