// The program of `peer kafkajs`: seeds page_events through a topic of its own on the local broker, or on KAFKA_BROKERS.
import { readConfig } from '@millrace/engine/config/config.ts'
import { ProducerPool } from '@millrace/engine/produce/producer-pool.ts'
import { defaultWorkerCount } from '@millrace/engine/seed/default-worker-count.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { openWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { benchRun } from '../../limits/bench-run.ts'
import { programOptions } from '../program/program-options.ts'
import { reportWork } from '../program/report-work.ts'
import { KafkajsPipeline } from './kafkajs-pipeline.ts'

const { rows, batchRows, days, endMs } = programOptions(process.argv.slice(2))
const config = readConfig(process.env)
const { KAFKA_PARTITIONS: partitions, INSERTS_IN_FLIGHT: insertsInFlight } = config
const workerCount = defaultWorkerCount(true)
const run = benchRun({ dataset: pageEvents, rows, batchRows, anchorMs: endMs, days })

const opened = await openWarehouse(config, () => undefined)
const local = config.KAFKA_BROKERS === undefined ? await acquireKafka({ dataDir: config.DATA_DIR }) : undefined
const brokers = config.KAFKA_BROKERS ?? [local?.endpoint.broker ?? '']
const pipeline = new KafkajsPipeline({ brokers, partitions, insertsInFlight, warehouse: opened.warehouse })
await pipeline.open()
const pool = new ProducerPool(workerCount, run, { format: parseSeedOptions({}).format, encoding: 'lz4' })
await pool.start()
await reportWork(rows, async () => {
  await pipeline.pump(pool, Math.ceil(rows / batchRows), rows, workerCount + 1)
})
await pool.close()
await pipeline.close()
await opened.close()
await local?.release()
