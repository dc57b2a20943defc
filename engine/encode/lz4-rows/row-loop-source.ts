// The source of a loop over rows that is made for one table, in WebAssembly: its text, and where in its memory everything is. In
// JavaScript the same loop took twice as long: V8 asks before every access to a DataView what it knows already.
import type { RowSlots } from '../../generate/column/drawn-column.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { instantiateWat } from '../../wasm/instantiate-wat.ts'
import { MemoryLayout } from '../../wasm/memory-layout.ts'
import { advance, get, isLess, load, set, shl, store } from '../../wasm/wat.ts'
import { RowLoop, stateWords, type RowLoopInput, type RowLoopPositions, type TypedArray } from './row-loop.ts'

const wordBytes = 4

/** In which slot of drawn values the loop finds those of its row. */
export interface LoopSlot {
  /** Source of the slot's number. */
  readonly number: string
  readonly of: RowSlots
}

export class RowLoopSource {
  readonly layout = new MemoryLayout()
  readonly #slots = new Map<Uint32Array, LoopSlot>()
  readonly #slotSources: string[] = []
  readonly #inputs = new Map<TypedArray, RowLoopInput>()
  readonly #positions: RowLoopPositions[] = []
  readonly #locals: string[] = []

  constructor() {
    this.layout.place(Object.keys(stateWords).length * wordBytes)
  }

  /** A local that nothing else in the source has. */
  local(hint: string, type: 'i32' | 'i64' = 'i32'): string {
    const name = `${hint}${this.#locals.length}`
    this.#locals.push(`(local $${name} ${type})`)
    return name
  }

  slot(of: RowSlots): LoopSlot {
    const known = this.#slots.get(of.slots)
    if (known !== undefined) return known
    const row: LoopSlot = { number: get('row'), of: { slots: of.slots, slotPer: 'row' } }
    const slot = of.slotPer === 'row' ? row : { number: get(this.#slotLocal(row)), of }
    this.#slots.set(of.slots, slot)
    return slot
  }

  #slotLocal(row: LoopSlot): string {
    const local = this.local('slot')
    const address = this.input(row.of.slots, row)
    this.#slotSources.push(set(local, load('i32.load', address, shl(row.number, 2))))
    return local
  }

  /** Where the values of slot 0 of an array are, of which each slot has `perSlot`. */
  input(from: TypedArray, { of }: LoopSlot, perSlot = 1): number {
    const known = this.#inputs.get(from)
    if (known !== undefined) return known.address
    const length = of.slotPer === 'row' ? hotLoopRows * perSlot : from.length
    const address = this.layout.place(length * from.BYTES_PER_ELEMENT)
    this.#inputs.set(from, { from, address, length, perSlot, of })
    return address
  }

  /** Says where positions are, for when they are to be made 0. */
  keepsPositions(positions: RowLoopPositions): void {
    this.#positions.push(positions)
  }

  /**
   * `steps`: statements that write a row. They may use `row`, and move `at`, `end` and `token` on (see `RowLoop`). `outBytes`:
   * room for what is written. Undefined when it all needs more memory than there can be.
   */
  compile(steps: readonly string[], outBytes: number): RowLoop | undefined {
    const outAddress = this.layout.place(outBytes)
    if (!this.layout.isPossible) return undefined
    const memory = this.layout.allocate()
    // The module exports what its text says.
    const { writeRows } = instantiateWat(this.#text(steps), memory) as { writeRows: (rowCount: number) => void }
    const inputs = [...this.#inputs.values()]
    return new RowLoop({ memory, writeRows, inputs, positions: this.#positions, outAddress })
  }

  #text(steps: readonly string[]): string {
    const saved = Object.entries(stateWords).map(([name, word]) => ({ name, address: word * wordBytes }))
    return `(module
      (import "host" "memory" (memory 1))
      (func (export "writeRows") (param $rowCount i32)
        (local $row i32) ${saved.map(({ name }) => `(local $${name} i32)`).join(' ')}
        ${this.#locals.join(' ')}
        ${saved.map(({ name, address }) => set(name, load('i32.load', address, 0))).join(' ')}
        (loop $nextRow
          ${[...this.#slotSources, ...steps].join('\n')}
          ${advance('row', 1)}
          (br_if $nextRow ${isLess(get('row'), get('rowCount'))}))
        ${saved.map(({ name, address }) => store('i32.store', address, 0, get(name))).join(' ')}))`
  }
}
