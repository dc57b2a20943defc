// Stands between a reader and ClickHouse, and notes how many rows the server read for the last answer.
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { pipeline } from 'node:stream'
import { z } from 'zod'

const summary = z.object({ read_rows: z.coerce.number() })

export interface RowsReadWatch {
  readonly url: string
  rowsRead(): number
  close(): void
}

export async function rowsReadWatch(clickHouseUrl: string): Promise<RowsReadWatch> {
  let rowsRead = 0
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url: path = '/' } = incoming
    const passedOn = request(new URL(path, clickHouseUrl), { method, headers }, (answer) => {
      rowsRead = summary.parse(JSON.parse(String(answer.headers['x-clickhouse-summary']))).read_rows
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      pipeline(answer, outgoing, (error) => error && outgoing.destroy(error))
    })
    pipeline(incoming, passedOn, (error) => error && outgoing.destroy(error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the watch has no port')
  return { url: `http://127.0.0.1:${address.port}`, rowsRead: () => rowsRead, close: () => server.close() }
}
