// One kill of each while events are sent; `kill.long.test.ts` has many at random moments, and a million events.
import { expect, test } from 'vitest'
import { killWhileStreaming, type KillTarget } from './kill-while-streaming.ts'

const targets: readonly KillTarget[] = ['API', 'drain', 'ClickHouse', 'broker', 'API']
const eventCount = 100_000

test(
  'kill -9 of API, drain, ClickHouse and broker: every acknowledged event is in once',
  { timeout: 240_000 },
  async () => {
    const outcome = await killWhileStreaming({
      eventCount,
      eventsPerRequest: 40,
      killsMax: targets.length,
      pauseMs: () => 3_000,
      nextTarget: (kill) => targets[kill % targets.length] ?? 'API',
    })
    expect(outcome).toMatchObject({ rows: eventCount, differentUsers: eventCount })
    expect(outcome.kills).toBe(targets.length)
  },
)
