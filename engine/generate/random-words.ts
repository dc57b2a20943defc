// A stream of uniform 32-bit words that depends on nothing but its name: sfc32 (Chris Doty-Humphrey, PractRand),
// started from the SHA-256 of the name.
import { createHash } from 'node:crypto'

export class RandomWords {
  #a = 0
  #b = 0
  #c = 0
  #counter = 0

  /** Starts the stream that is called so; the parts are told apart, so `['a', 'bc']` and `['ab', 'c']` differ. */
  start(name: readonly (string | number)[]): void {
    const digest = createHash('sha256').update(JSON.stringify(name)).digest()
    this.#a = digest.readInt32LE(0)
    this.#b = digest.readInt32LE(4)
    this.#c = digest.readInt32LE(8)
    this.#counter = digest.readInt32LE(12)
  }

  /** Writes the next `count` words to `words[0 … count - 1]`. */
  fill(words: Uint32Array, count: number): void {
    let a = this.#a
    let b = this.#b
    let c = this.#c
    let counter = this.#counter
    for (let i = 0; i < count; i++) {
      const word = (((a + b) | 0) + counter) | 0
      counter = (counter + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + word) | 0
      words[i] = word
    }
    this.#a = a
    this.#b = b
    this.#c = c
    this.#counter = counter
  }
}
