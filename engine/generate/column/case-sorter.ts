// Which slots each case holds in.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { DrawContext } from './drawn-column.ts'

export class CaseSorter {
  readonly #codes: Uint32Array
  readonly #slotsOfCodes: Uint32Array | undefined
  readonly #caseOfCode: Uint32Array
  readonly #caseOf = new Uint32Array(hotLoopRows)
  readonly #slots = new Uint32Array(hotLoopRows)
  readonly #ends: Uint32Array

  /** `codes`, `slotsOfCodes`: of the column that decides, and the slot there for a slot here. `caseOfCode`: below `caseCount`. */
  constructor(codes: Uint32Array, slotsOfCodes: Uint32Array | undefined, caseOfCode: Uint32Array, caseCount: number) {
    this.#codes = codes
    this.#slotsOfCodes = slotsOfCodes
    this.#caseOfCode = caseOfCode
    this.#ends = new Uint32Array(caseCount)
  }

  /** The slots of each case, in their order. Valid until the next call. */
  sort({ from, to }: Pick<DrawContext, 'from' | 'to'>): Uint32Array[] {
    const ends = this.#ends.fill(0)
    findCases(this.#caseOfCode, this.#codes, this.#slotsOfCodes, from, to, this.#caseOf, ends)
    let begin = 0
    for (let number = 0; number < ends.length; number++) {
      const count = ends[number] ?? 0
      ends[number] = begin
      begin += count
    }
    placeSlots(this.#caseOf, from, to, ends, this.#slots)
    return Array.from(ends, (end, number) => this.#slots.subarray(ends[number - 1] ?? 0, end))
  }
}

// Functions of their own: V8 keeps arguments in registers over the loop, but not what a closure holds.
function findCases(
  caseOfCode: Uint32Array,
  codes: Uint32Array,
  slots: Uint32Array | undefined,
  from: number,
  to: number,
  caseOf: Uint32Array,
  counts: Uint32Array,
): void {
  for (let slot = from; slot < to; slot++) {
    const number = caseOfCode[codes[slots === undefined ? slot : (slots[slot] ?? 0)] ?? 0] ?? 0
    caseOf[slot - from] = number
    counts[number] = (counts[number] ?? 0) + 1
  }
}

/** `next`: where the next slot of each case belongs; afterwards, where its slots end. */
function placeSlots(caseOf: Uint32Array, from: number, to: number, next: Uint32Array, slots: Uint32Array): void {
  for (let slot = from; slot < to; slot++) {
    const number = caseOf[slot - from] ?? 0
    const at = next[number] ?? 0
    slots[at] = slot
    next[number] = at + 1
  }
}
