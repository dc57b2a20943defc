// What a distribution becomes, and how random words are cut into the cells of its tables.

/** Writes one number to each of `values[from … to - 1]`, for `words[0 … to - from - 1]`. */
export type Sampler = (words: Uint32Array, values: Float64Array, from: number, to: number) => void

export const wordValues = 2 ** 32
const tableBits = 12
export const tableSize = 1 << tableBits
export const cellBits = 32 - tableBits
/** Words of a cell. */
export const cellSize = 2 ** cellBits

interface GuideOptions {
  readonly bits?: number
  readonly scale?: number
}

/**
 * For each of 2^`bits` cells, the first place of `cumulative` that one of its words, times `scale`, lies below: where a search
 * begins.
 */
export function guideOf(cumulative: Float64Array, { bits = tableBits, scale = 1 }: GuideOptions = {}): Uint32Array {
  const guide = new Uint32Array(2 ** bits)
  const wordsPerCell = wordValues / guide.length
  let rank = 0
  for (let cell = 0; cell < guide.length; cell++) {
    while (rank < cumulative.length - 1 && (cumulative[rank] ?? 0) <= cell * wordsPerCell * scale) rank++
    guide[cell] = rank
  }
  return guide
}

/** To the nearest whole numbers. */
export function roundAll(values: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) values[i] = Math.floor((values[i] ?? 0) + 0.5)
}
