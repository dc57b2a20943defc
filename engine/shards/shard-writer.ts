// Where the pieces of a shard go, in their order. It promises that the shard is there whole or not at all.

export interface ShardWriter {
  /** Called for one piece after the other. */
  append(bytes: Uint8Array, batch: number): Promise<void>
  /** Puts the shard in place; resolves with how many bytes it has. */
  finish(): Promise<number>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}
