// The answer to a query as bytes, for formats that are no text.
import type { ClickHouseSettings } from '@clickhouse/client'
import { z } from 'zod'
import { assertFromClickHouse } from './clickhouse-answer.ts'
import { signsOfLife, type Warehouse } from './warehouse.ts'

/**
 * Hands each chunk on and waits for it. The answer may be cut, or end in words of the server that it failed: whether it is
 * whole must be seen from the bytes.
 */
export async function answerBytes(
  warehouse: Warehouse,
  query: string,
  settings: ClickHouseSettings,
  onChunk: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  await warehouse.use('cannot read', async (client) => {
    const { stream, response_headers } = await client.exec({
      query,
      clickhouse_settings: { ...signsOfLife, ...settings },
    })
    assertFromClickHouse(response_headers)
    for await (const chunk of stream) await onChunk(z.instanceof(Uint8Array).parse(chunk))
  })
}
