// Random numbers that depend on a name alone, so that a try that failed can be tried again.
import { RandomWords } from '@millrace/engine/generate/random-words.ts'

/** From 0 up to 1. */
export type RandomNumber = () => number

/** Each as likely as the others. */
export function oneOf<Choice>(choices: readonly Choice[], random: RandomNumber): Choice {
  const choice = choices[Math.floor(random() * choices.length)]
  if (choice === undefined) throw new Error('there is nothing to choose from')
  return choice
}

export function randomNumbers(name: readonly (string | number)[]): RandomNumber {
  const words = new RandomWords(new Uint32Array(1))
  words.start(name)
  return () => (words.next(1)[0] ?? 0) / 2 ** 32
}
