// The intake of the API as a simulated process: parts of requests become blocks, and are acknowledged once those are staged.
import { BlockBatcher } from '../../intake/block-batcher.ts'
import { liveBlock } from '../../intake/live-block.ts'
import type { ProgramParts } from './program-parts.ts'
import { anyDataset } from './seed-program.ts'

export interface LiveRequest {
  /** 32 hexadecimal digits; the client sends it with every try. */
  readonly key: string
  readonly rowCount: number
}

/** Resolves when the request is durable. */
export type TakeRequest = (request: LiveRequest) => Promise<void>

/** What the table holds of a request that is in. */
export function liveContent({ key, rowCount }: LiveRequest): string {
  return `live ${key} of ${rowCount} rows\n`
}

/** Calls `onOpen` when requests may come, and goes on until it is killed. */
export async function liveProgram(
  { warehouse, openStaging, scheduler }: ProgramParts,
  onOpen: (take: TakeRequest) => void,
): Promise<void> {
  const staging = await openStaging()
  const batcher = new BlockBatcher({
    blockOf: (parts) => {
      const { header, frame } = liveBlock(warehouse.database, anyDataset(), parts)
      // Names from the seed, where the real ones are random.
      const batch = scheduler.random.between(1, 2 ** 32)
      return { header: { ...header, batch, token: `${header.datasetId}/${batch}` }, frame }
    },
    append: (block) => staging.append(block),
  })
  onOpen((request) => {
    const frame = new Uint8Array(Buffer.from(liveContent(request)))
    const { key, rowCount } = request
    return batcher.add({ key, rowCount, earliestMs: 0, encodedBytes: frame.byteLength, content: { frame } })
  })
  await new Promise(() => undefined)
}
