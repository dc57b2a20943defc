// A stream of uniform 32-bit words that depends on nothing but its name: sfc32 (Chris Doty-Humphrey, PractRand),
// started from the SHA-256 of the name.
import { createHash } from 'node:crypto'

export class RandomWords {
  /** a, b, c and the counter of sfc32. */
  readonly #state = new Int32Array(4)
  readonly #words: Uint32Array
  /** The same: words are made as signed ones, which are stored without a conversion. */
  readonly #signed: Int32Array

  /** `words`: where they are drawn to; streams may share it. */
  constructor(words: Uint32Array) {
    this.#words = words
    this.#signed = new Int32Array(words.buffer, words.byteOffset, words.length)
  }

  /** Starts the stream that is called so; the parts are told apart, so `['a', 'bc']` and `['ab', 'c']` differ. */
  start(name: readonly (string | number)[]): void {
    const digest = createHash('sha256').update(JSON.stringify(name)).digest()
    for (let i = 0; i < 4; i++) this.#state[i] = digest.readInt32LE(i * 4)
  }

  /** The next `count` words, first in what is returned, which is as long as the memory that was given. */
  next(count: number): Uint32Array {
    fill(this.#state, this.#signed, count)
    return this.#words
  }
}

function fill(state: Int32Array, words: Int32Array, count: number): void {
  let a = state[0] ?? 0
  let b = state[1] ?? 0
  let c = state[2] ?? 0
  let counter = state[3] ?? 0
  for (let i = 0; i < count; i++) {
    const word = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    words[i] = word
  }
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = counter
}
