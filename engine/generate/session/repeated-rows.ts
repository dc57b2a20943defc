// Rows that are the row before them once more, in every column: what an at-least-once producer leaves behind.
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { wordValues } from '../distribution/sampler.ts'
import type { RandomWords } from '../random-words.ts'

export class RepeatedRows {
  /** The slot of each row in columns that are drawn for every row. */
  readonly rowSlots: Uint32Array
  /** The slot of each row in columns that are drawn once a session. */
  readonly sessionSlots: Uint32Array
  readonly #repeatBelow: number

  constructor(share: number, rowCountMax: number) {
    this.#repeatBelow = share * wordValues
    this.rowSlots = new Uint32Array(rowCountMax)
    this.sessionSlots = new Uint32Array(rowCountMax)
  }

  /** Decides which rows of a batch are repeated. Its first row never is: what is before it lies in another batch. */
  draw(sessionOf: Uint32Array, rowCount: number, random: RandomWords): void {
    for (let from = 0; from < rowCount; from += hotLoopRows) {
      const to = Math.min(rowCount, from + hotLoopRows)
      this.#repeat(sessionOf, random.next(to - from), from, to)
    }
  }

  #repeat(sessionOf: Uint32Array, words: Uint32Array, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const isRepeated = row > 0 && (words[row - from] ?? 0) < this.#repeatBelow
      this.rowSlots[row] = isRepeated ? (this.rowSlots[row - 1] ?? 0) : row
      this.sessionSlots[row] = (isRepeated ? this.sessionSlots[row - 1] : sessionOf[row]) ?? 0
    }
  }
}
