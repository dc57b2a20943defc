// The source of a loop over rows that is made for one table: its text, and the arrays and functions that the text names.
import { setFlagsFromString } from 'node:v8'

/**
 * Bytes of bytecode that V8 may inline into one function, for which it has 920 by default. A row of page events ends five or six
 * sequences, and has them all inlined from 4000 on: 122 ns for a row that is made and encoded instead of 136.
 */
const inlinedBytesMax = 4000

/** Where the loop stands. It begins in the middle of a sequence, and ends there. */
export interface RowLoopState {
  /** Where the next byte of rows is among all that are written; only how far it is from others counts. */
  at: number
  /** Where the next byte is written. */
  end: number
  /** Where the token of the sequence is. */
  token: number
}

export type RowLoop = (state: RowLoopState, out: DataView, fromRow: number, toRow: number) => void

export class RowLoopSource {
  readonly #constants = new Map<unknown, string>()
  readonly #slots = new Map<Uint32Array, string>()
  readonly #positions: Int32Array[] = []
  #nameCount = 0

  /** A name that nothing else in the source has. */
  name(hint: string): string {
    return `${hint}${this.#nameCount++}`
  }

  /** The name of a value that is there before the loop; the same for the same value. */
  constant(hint: string, value: unknown): string {
    const known = this.#constants.get(value)
    if (known !== undefined) return known
    const name = this.name(hint)
    this.#constants.set(value, name)
    return name
  }

  /** The name of the slot, in arrays of drawn values, of the row that the loop is at. */
  slot(slots: Uint32Array): string {
    const known = this.#slots.get(slots)
    if (known !== undefined) return known
    const name = this.name('slot')
    this.#slots.set(slots, name)
    return name
  }

  /** The name of an array of `count` values of `at`: where something was last written, 0 before the first time. */
  positions(count: number): string {
    const positions = new Int32Array(count)
    this.#positions.push(positions)
    return this.constant('positions', positions)
  }

  /** Makes all positions 0. */
  clearPositions(): void {
    for (const positions of this.#positions) positions.fill(0)
  }

  /** `steps`: statements that write a row. They may use `row`, `out`, and move `at`, `end` and `token` on. */
  compile(steps: readonly string[]): RowLoop {
    const slots = [...this.#slots].map(([array, name]) => `const ${name} = ${this.constant('slots', array)}[row]`)
    const source = `
      return function writeRows(state, out, fromRow, toRow) {
        let { at, end, token } = state
        for (let row = fromRow; row < toRow; row++) {
          ${[...slots, ...steps].join('\n')}
        }
        state.at = at
        state.end = end
        state.token = token
      }`
    setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlinedBytesMax}`)
    // The text is ours alone: names that are counted, numbers, and what this folder writes. Nothing of a table's is in it.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const make = new Function(...this.#constants.values(), source) as (...constants: unknown[]) => RowLoop
    return make(...this.#constants.keys())
  }
}
