// Messages as `/live` sends them.
import type { CountersMessage, HelloMessage, MetricsMessage } from '@millrace/schemas/api/push/push-message.ts'

export const hello: HelloMessage = {
  type: 'hello',
  version: 1,
  at: '2026-11-24T12:00:00.000Z',
  dataset: 'page_events',
  intervalMs: 250,
  idleIntervalMs: 5000,
}

export function counters(changes: Partial<CountersMessage> = {}): CountersMessage {
  return {
    type: 'counters',
    at: '2026-11-24T12:00:00.000Z',
    state: 'idle',
    since: null,
    rowsTotal: 0,
    rowsAlreadyIn: 0,
    rowsGenerated: 0,
    rowsStaged: 0,
    rowsInserted: 0,
    rowsPerSecond: 0,
    rowsGeneratedPerSecond: 0,
    rowsStagedPerSecond: 0,
    lagBlocks: 0,
    lagBytes: 0,
    blocksInserted: 0,
    insertsInFlight: 0,
    insertRetries: 0,
    stagingRetries: 0,
    blocksDeadLettered: 0,
    insertLatencyMs: null,
    ...changes,
  }
}

export const metrics: MetricsMessage = { type: 'metrics', total_events: 10, unique_users: 5, events_last_hour: 1 }
