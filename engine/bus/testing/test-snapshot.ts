// A snapshot for tests, whose rows tell which one it is.
import { insertLatencyBoundsSeconds, type PipelineSnapshot } from '../pipeline-snapshot.ts'

export function testSnapshot(id: string, sequence: number, more: Partial<PipelineSnapshot> = {}): PipelineSnapshot {
  const rows = sequence * 1000
  return {
    id,
    sequence,
    kind: 'seed',
    dataset: 'a_dataset',
    host: 'here',
    processId: 1,
    staging: 'spool',
    stagingStream: 'spool',
    startedAtMs: 0,
    atMs: sequence * 250,
    isFinal: false,
    rowsTotal: 1_000_000,
    rowsAlreadyIn: 0,
    rowsGenerated: rows,
    rowsStaged: rows,
    rowsInserted: rows,
    rowsDone: rows,
    rowsGeneratedPerSecond: 4000,
    rowsStagedPerSecond: 4000,
    rowsInsertedPerSecond: 4000,
    rowsDonePerSecond: 4000,
    lagBlocks: 0,
    lagBytes: 0,
    blocksGenerated: sequence,
    blocksInserted: sequence,
    insertsInFlight: 1,
    insertRetries: 0,
    stagingRetries: 0,
    blocksDeadLettered: 0,
    encodedBytes: rows,
    compressedBytes: rows,
    insertLatencyCounts: Array.from({ length: insertLatencyBoundsSeconds.length + 1 }, () => 0),
    insertLatencySumSeconds: 0,
    ...more,
  }
}
