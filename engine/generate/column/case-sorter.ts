// Which slots each case holds in.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import type { DrawContext } from './drawn-column.ts'

export class CaseSorter {
  readonly #codes: Uint32Array
  readonly #slotsOfCodes: Uint32Array | undefined
  readonly #caseOfCode: Uint32Array
  /** Of each case one piece, with room for all slots. */
  readonly #slots: Uint32Array
  readonly #ends: Uint32Array

  /** `codes`, `slotsOfCodes`: of the column that decides, and the slot there for a slot here. `caseOfCode`: below `caseCount`. */
  constructor(codes: Uint32Array, slotsOfCodes: Uint32Array | undefined, caseOfCode: Uint32Array, caseCount: number) {
    this.#codes = codes
    this.#slotsOfCodes = slotsOfCodes
    this.#caseOfCode = caseOfCode
    this.#slots = new Uint32Array(caseCount * hotLoopRows)
    this.#ends = new Uint32Array(caseCount)
  }

  /** The slots of each case, in their order. Valid until the next call. */
  sort({ from, to }: Pick<DrawContext, 'from' | 'to'>): Uint32Array[] {
    const ends = this.#ends
    for (let number = 0; number < ends.length; number++) ends[number] = number * hotLoopRows
    sortSlots(this.#caseOfCode, this.#codes, this.#slotsOfCodes, from, to, ends, this.#slots)
    return Array.from(ends, (end, number) => this.#slots.subarray(number * hotLoopRows, end))
  }
}

/**
 * `ends`: where the next slot of each case belongs; afterwards, where its slots end. A function of its own: V8 keeps arguments in
 * registers over the loop, but not what a closure holds.
 */
function sortSlots(
  caseOfCode: Uint32Array,
  codes: Uint32Array,
  slotsOfCodes: Uint32Array | undefined,
  from: number,
  to: number,
  ends: Uint32Array,
  sorted: Uint32Array,
): void {
  for (let slot = from; slot < to; slot++) {
    const number = caseOfCode[codes[slotsOfCodes === undefined ? slot : (slotsOfCodes[slot] ?? 0)] ?? 0] ?? 0
    const end = ends[number] ?? 0
    sorted[end] = slot
    ends[number] = end + 1
  }
}
