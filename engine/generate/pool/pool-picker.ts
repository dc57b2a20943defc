// Picks values of a pool by random words, each as often as its weight says.
import { guideOf, wordValues } from '../distribution/sampler.ts'

/** Of pools whose shares are exact to one part in the table's size: one look-up picks a value. */
const tableValuesMax = 4096
const tableBits = 16
const guideBitsMax = 20

/** Writes the number of a value to each of `codes[from … to - 1]`, for `words[0 … to - from - 1]`. */
export type Picker = (words: Uint32Array, codes: Uint32Array, from: number, to: number) => void

/** `weights`: of the values, relative to each other. */
export function poolPicker(weights: Float64Array): Picker {
  return weights.length <= tableValuesMax ? tablePicker(weights) : searchPicker(weights)
}

function tablePicker(weights: Float64Array): Picker {
  // A table of bytes stays in the core's first cache.
  const table = weights.length <= 256 ? new Uint8Array(2 ** tableBits) : new Uint16Array(2 ** tableBits)
  let filled = 0
  endsOf(weights, table.length).forEach((exactEnd, value) => {
    const end = Math.round(exactEnd)
    table.fill(value, filled, end)
    filled = end
  })
  return table instanceof Uint8Array
    ? (words, codes, from, to) => pickFromBytes(table, words, codes, from, to)
    : (words, codes, from, to) => pickFromPairs(table, words, codes, from, to)
}

const tableShift = 32 - tableBits

// Two loops that differ in their table alone: V8 makes good code of a loop whose arrays are always of one type.
function pickFromBytes(table: Uint8Array, words: Uint32Array, codes: Uint32Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot++) codes[slot] = table[(words[slot - from] ?? 0) >>> tableShift] ?? 0
}

function pickFromPairs(table: Uint16Array, words: Uint32Array, codes: Uint32Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot++) codes[slot] = table[(words[slot - from] ?? 0) >>> tableShift] ?? 0
}

/** A table fine enough for rare values would mostly miss the core's cache: a coarser one says where the search begins. */
function searchPicker(weights: Float64Array): Picker {
  const guideBits = Math.min(guideBitsMax, Math.max(tableBits, Math.ceil(Math.log2(weights.length)) + 1))
  const ends = endsOf(weights, wordValues)
  const guide = guideOf(ends, { bits: guideBits })
  const shift = 32 - guideBits
  return (words, codes, from, to) => {
    for (let slot = from; slot < to; slot++) {
      const word = words[slot - from] ?? 0
      let value = guide[word >>> shift] ?? 0
      while ((ends[value] ?? wordValues) <= word) value++
      codes[slot] = value
    }
  }
}

/** Where the share of each value ends, of `whole`. */
function endsOf(weights: Float64Array, whole: number): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let cumulative = 0
  return weights.map((weight) => ((cumulative += weight) / total) * whole)
}
