// A live state of tests: moves by some rows whenever it is read while it runs.
import type { LiveSource, LiveState } from '../live-source.ts'

export class CountingSource implements LiveSource {
  isRunning = false
  rowsPerRead = 1
  rowsInserted = 0
  hasMetrics = true

  read(): LiveState {
    if (this.isRunning) this.rowsInserted += this.rowsPerRead
    return {
      counters: {
        state: this.isRunning ? 'running' : 'idle',
        since: '2026-11-24T12:00:00.000Z',
        rowsTotal: 1_000_000,
        rowsAlreadyIn: 0,
        rowsGenerated: this.rowsInserted,
        rowsStaged: this.rowsInserted,
        rowsInserted: this.rowsInserted,
        rowsPerSecond: 4,
        rowsGeneratedPerSecond: 4,
        rowsStagedPerSecond: 4,
        lagBlocks: 0,
        lagBytes: 0,
        blocksInserted: 0,
        insertsInFlight: 0,
        insertRetries: 0,
        stagingRetries: 0,
        blocksDeadLettered: 0,
        insertLatencyMs: null,
      },
      metrics: this.hasMetrics ? { total_events: this.rowsInserted, unique_users: 7, events_last_hour: 3 } : undefined,
    }
  }
}
