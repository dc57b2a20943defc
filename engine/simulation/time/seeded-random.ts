// Random choices that depend on nothing but their name: the same seed makes the same choices in the same order.
import { RandomWords } from '../../generate/random-words.ts'

const wordsAtOnce = 64

export class SeededRandom {
  readonly #words = new Uint32Array(wordsAtOnce)
  readonly #stream = new RandomWords(this.#words)
  #next = wordsAtOnce

  constructor(name: readonly (string | number)[]) {
    this.#stream.start(name)
  }

  /** From 0 up to 1. */
  share(): number {
    if (this.#next === wordsAtOnce) {
      this.#stream.next(wordsAtOnce)
      this.#next = 0
    }
    return (this.#words[this.#next++] ?? 0) / 2 ** 32
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.share() * (max - min + 1))
  }

  happens(probability: number): boolean {
    return this.share() < probability
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[Math.floor(this.share() * values.length)]
    if (value === undefined) throw new RangeError('nothing to pick from')
    return value
  }

  /** How long something takes that is usually quick: mostly about `usualMs`, now and then twenty times and more. */
  durationMs(usualMs: number): number {
    const share = this.share()
    return usualMs * (0.2 + 1.6 * share + (share > 0.97 ? 20 * this.share() + (share > 0.997 ? 80 : 0) : 0))
  }
}
