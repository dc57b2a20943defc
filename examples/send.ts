// Sends events from Node, trying again under the same key until they are taken: each is in once.
import { randomUUID } from 'node:crypto'

const url = `${process.env['API_URL'] ?? 'http://127.0.0.1:8080'}/events`
const token = process.env['API_TOKEN']

async function send(events: readonly object[]): Promise<unknown> {
  const key = randomUUID()
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-ndjson',
          'Idempotency-Key': key,
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: events.map((event) => JSON.stringify(event)).join('\n'),
        signal: AbortSignal.timeout(30_000),
      })
      if (answer.ok) return await answer.json()
      if (answer.status !== 429 && answer.status < 500) throw new RangeError(await answer.text())
    } catch (error) {
      if (error instanceof RangeError || attempt === 5) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, attempt * 500))
  }
}

console.log(
  JSON.stringify(
    await send([
      { event_type: 'page_view', user_id: 7, url: 'https://shop.example/' },
      { event_type: 'purchase', user_id: 7, url: 'https://shop.example/checkout', duration_ms: 5_300 },
    ]),
  ),
)
