// Messages that ClickHouse could not take from Kafka by itself, as `millrace dead-letters` lists and drops them.
import type { Config } from '../config/config.ts'
import { brokenMessages, brokenPosition, forgetBrokenMessages } from '../drain/clickhouse/broken-messages.ts'
import { kafkaErrorsTable } from '@millrace/schemas/ddl/kafka-ddl.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

export async function listBrokenMessages(config: Config): Promise<void> {
  await withWarehouse(config, async (warehouse) => {
    const broken = await brokenMessages(warehouse)
    for (const message of broken) {
      const { dataset, key, rawBytes, error } = message
      process.stdout.write(`${brokenPosition(message)}\t${dataset}\t${key}\t${rawBytes} bytes\t${error.trim()}\n`)
    }
    const table = `${warehouse.database}.${kafkaErrorsTable}`
    process.stderr.write(`${broken.length} messages that ClickHouse could not take from Kafka, in ${table}\n`)
    if (broken.length === 0) return
    process.stderr.write('Batches of a run are made again by the same make seed; DROP=1 forgets the messages\n')
  })
}

/** Resolves to how many there were. */
export async function dropBrokenMessages(config: Config): Promise<number> {
  let count = 0
  await withWarehouse(config, async (warehouse) => {
    count = (await brokenMessages(warehouse)).length
    await forgetBrokenMessages(warehouse)
  })
  return count
}

async function withWarehouse(config: Config, use: (warehouse: Warehouse) => Promise<void>): Promise<void> {
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    await use(opened.warehouse)
  } finally {
    await opened.close()
  }
}
