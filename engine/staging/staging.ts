// The port between whoever makes blocks and whoever inserts them: a bounded, durable, at-least-once stream.
//
// What every adapter promises (and `staging.contract.ts` checks):
// - `append` resolves when the block would survive the death of this process (adapter `direct`: see there).
// - A consumer gets every appended block that is not yet committed, those left by an earlier process included.
// - A block that is handed out but not committed is handed out again after the consumer is gone.
// - A committed block is never handed out again, and the space it took is given back.
// - Commits may come in any order; a block's commit never implies that of another that is still in flight.
// - At most one living consumer has a given block (adapter `kafka`: but for those in flight while their partition moves).
import type { Block } from '../block/block.ts'
import type { MillraceError } from '../errors/millrace-error.ts'

export const stagingKinds = ['kafka', 'spool', 'none'] as const
export type StagingKind = (typeof stagingKinds)[number]

/** How much is staged and not yet committed, whoever staged it. */
export interface Backlog {
  readonly blocks: number
  readonly bytes: number
}

export interface Staging {
  readonly kind: StagingKind
  /**
   * Resolves once the block is durable. Rejects with `STAGING_UNAVAILABLE` (may be tried again) or `DISK_FULL`.
   * `onFree` may be called, at any time after that, to say that the frame's memory is not looked at any more.
   */
  append(block: Block, onFree?: () => void): Promise<void>
  /** The staged amount now; cheap enough to be asked several times a second. */
  backlog(): Promise<Backlog>
  /** Opens the one consumer of this process. */
  consume(options: ConsumeOptions): Promise<StagingConsumer>
  /** Lets go of everything that was opened, consumers included. */
  close(): Promise<void>
}

interface ConsumeOptions {
  /** Most blocks handed out and not yet committed; the consumer reads ahead no further. */
  readonly blocksInFlightMax: number
}

/** A block on its way to the warehouse, or the reason why what was staged cannot be read. */
export type StagedBlock =
  | { readonly ok: true; readonly block: Block; readonly position: StagedPosition }
  | { readonly ok: false; readonly error: MillraceError; readonly raw: Uint8Array; readonly position: StagedPosition }

/** Where a staged block stands, for messages and dead letters: a spool file's name, `topic/partition/offset`. */
export type StagedPosition = string

export interface StagingConsumer extends AsyncIterable<StagedBlock> {
  /** Whether blocks were outside of this process, where they may have been damaged. */
  readonly isFromOutside: boolean
  /**
   * Says that the block is in the warehouse (or dead-lettered), and that nobody looks at its frame any more: its memory may be
   * used for another one. Twice is the same as once. Resolves when that is durable,
   * which may take until blocks staged before it are committed too (Kafka keeps one offset per partition): do not wait
   * for one commit before handling the next block. Rejects with `STAGING_UNAVAILABLE` when it cannot be made durable or
   * the consumer is closed: the block then stays staged.
   */
  commit(staged: StagedBlock): Promise<void>
  /** Ends the iteration; what is handed out and not committed stays staged. */
  close(): Promise<void>
}
