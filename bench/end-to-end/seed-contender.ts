// Millrace itself: every format through every staging, each run a process of its own.
import { blockFormats, type BlockFormat } from '@millrace/engine/block/block.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import type { StagingKind } from '@millrace/engine/staging/staging.ts'
import type { Arena, Contender, Measured } from './contender.ts'
import { freshTables } from './fresh-tables.ts'
import { runSeed } from './run-seed.ts'

/** Enough to start the broker, make the topic and let the services see each kind of block. */
const firstRowsMax = 300_000

const stagings: readonly (readonly [StagingKind, title: string])[] = [
  ['none', 'straight from the workers'],
  ['spool', 'through the spool'],
  ['kafka', 'through Kafka'],
]

export function seedContenders(signal: AbortSignal): Contender[] {
  return blockFormats.flatMap((format) =>
    stagings.map(([staging, how]) => seedContender({ format, staging, how, signal })),
  )
}

interface SeedContenderOptions {
  readonly format: BlockFormat
  readonly staging: StagingKind
  readonly how: string
  readonly signal: AbortSignal
}

function seedContender({ format, staging, how, signal }: SeedContenderOptions): Contender {
  let release: (() => Promise<void>) | undefined
  return {
    id: `seed ${format} ${staging}`,
    kind: 'seed',
    title: `Millrace, ${format} blocks ${how}`,
    format,
    /** Holds the broker for as long as the bench takes, and seeds once without measuring: so the first start is over. */
    async prepare(arena) {
      if (staging === 'kafka') {
        const lease = await acquireKafka({ dataDir: arena.config.DATA_DIR })
        release = () => lease.release()
      }
      await freshTables(arena)
      await runSeed(arena, { format, staging, rows: Math.min(arena.rows, firstRowsMax) }, signal)
      return undefined
    },
    async measure(arena: Arena): Promise<Measured> {
      const outcome = await runSeed(arena, { format, staging, rows: arena.rows }, signal)
      const { rows, seconds, programCpuSeconds, peakRssBytes, ...details } = outcome
      return { rows, seconds, programCpuSeconds, peakRssBytes, details }
    },
    close: async () => release?.(),
  }
}
