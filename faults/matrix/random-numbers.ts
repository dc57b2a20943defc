// Random numbers that depend on a name alone, so that a try that failed can be tried again.
import { RandomWords } from '@millrace/engine/generate/random-words.ts'

/** From 0 up to 1. */
export type RandomNumber = () => number

export function randomNumbers(name: readonly (string | number)[]): RandomNumber {
  const words = new RandomWords()
  words.start(name)
  const word = new Uint32Array(1)
  return () => {
    words.fill(word, 1)
    return (word[0] ?? 0) / 2 ** 32
  }
}
