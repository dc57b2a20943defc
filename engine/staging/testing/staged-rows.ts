// What a spool holds, for tests of those who fill it: nothing is committed.
import { openSpoolStaging } from '../spool/open-spool-staging.ts'

export interface StagedRows {
  readonly rows: number
  /** Parts that came under an Idempotency-Key. */
  readonly keys: number
}

export async function stagedRows(spoolDir: string): Promise<StagedRows> {
  const staging = await openSpoolStaging({ dir: spoolDir })
  try {
    const { blocks } = await staging.backlog()
    let [rows, keys, seen] = [0, 0, 0]
    if (blocks === 0) return { rows, keys }
    for await (const staged of await staging.consume({ blocksInFlightMax: blocks })) {
      if (!staged.ok) throw staged.error
      rows += staged.block.header.rowCount
      keys += staged.block.header.parts?.split(';').length ?? 0
      if (++seen === blocks) break
    }
    return { rows, keys }
  } finally {
    await staging.close()
  }
}
