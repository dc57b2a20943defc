// Sends made-up inputs to an API, many at a time, and looks at it afterwards: it lives, has logged nothing unforeseen, and its
// memory does not go on growing. A failure names the seed and the input.
import { inspect } from 'node:util'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { ServedApi } from './served-api.ts'

/** By then the caches (64 MiB of answers, 32 MiB of bodies) are as full as they get, and so are the threads' heaps. */
const warmInputsMax = 3000
/** With fewer, a process has not yet become as large as it needs to be. */
const countOfFlatMemory = 10_000
const shownCharactersMax = 1500
/** Of the whole process: what the heap of a busy Node.js sways by is most of it. */
const growthBytesMax = 128 * 1024 * 1024

export interface FuzzOptions<Input> {
  readonly inputs: fc.Arbitrary<Input>
  readonly count: number
  readonly atOnce: number
  /** Resolves with the kind of the answer, such as its status; throws when it is not what it may be. */
  readonly send: (input: Input) => Promise<string>
}

/** How many answers there were of each kind, so that a test can see that it has tested something. */
export async function fuzz<Input>(
  api: ServedApi,
  { inputs, count, atOnce, send }: FuzzOptions<Input>,
): Promise<ReadonlyMap<string, number>> {
  const kinds = new Map<string, number>()
  const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31)
  const samples = fc.sample(inputs, { numRuns: count, seed })
  const sendAll = async (some: readonly Input[]): Promise<void> => {
    const waiting = some.values()
    const sendOneByOne = async (): Promise<void> => {
      for (const input of waiting) {
        const kind = await send(input).catch((error: unknown) => {
          const shown = inspect(input, { depth: 6, maxStringLength: 600 }).slice(0, shownCharactersMax)
          throw new Error(`FAULT_SEED=${seed}: ${errorMessage(error)}\n${shown}`, { cause: error })
        })
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, sendOneByOne))
  }
  const warmCount = Math.min(warmInputsMax, Math.ceil(count / 4))
  await sendAll(samples.slice(0, warmCount))
  const warmBytes = await api.rssBytes()
  await sendAll(samples.slice(warmCount))
  await api.expectSound()
  const growthBytes = (await api.rssBytes()) - warmBytes
  console.log(
    `${count} inputs, memory ${Math.round(warmBytes / 2 ** 20)} MiB and then ${Math.round(growthBytes / 2 ** 20)} MiB more`,
    Object.fromEntries(kinds),
  )
  if (count >= countOfFlatMemory) expect(growthBytes).toBeLessThan(growthBytesMax)
  return kinds
}
