// A million numbered events, each request sent until it is answered and every second one twice, while something is killed
// every few seconds. The kills are printed.
import { expect, test } from 'vitest'
import { killWhileStreaming, type KillTarget } from './kill-while-streaming.ts'

const targets: readonly KillTarget[] = ['API', 'drain', 'ClickHouse', 'broker']
const eventCount = 1_000_000

test('kill -9 at random moments: every acknowledged event is in once', async () => {
  const outcome = await killWhileStreaming({
    eventCount,
    eventsPerRequest: 500,
    killsMax: 100,
    pauseMs: () => 4_000 + Math.random() * 8_000,
    nextTarget(kill) {
      const target = targets[Math.floor(Math.random() * targets.length)] ?? 'API'
      console.log(`kill ${kill + 1}: ${target}`)
      return target
    },
  })
  expect(outcome).toMatchObject({ rows: eventCount, differentUsers: eventCount })
})
