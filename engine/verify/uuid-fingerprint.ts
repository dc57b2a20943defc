// One number of a UUID that is added up over a column: the same from the words that are drawn and by the server.
import { fingerprintFactors } from './column-totals.ts'

const [factor0, factor1, factor2, factor3] = fingerprintFactors

/** Below 2^32. `at`: where the four words of the UUID begin. */
export function uuidFingerprint(words: Uint32Array, at: number): number {
  const mix =
    Math.imul(words[at] ?? 0, factor0) ^
    Math.imul(words[at + 1] ?? 0, factor1) ^
    Math.imul(words[at + 2] ?? 0, factor2) ^
    Math.imul(words[at + 3] ?? 0, factor3)
  return mix >>> 0
}
