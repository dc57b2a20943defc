// Texts that stand in for others that are not to be told: of the same lengths, made of syllables, and none of them one of those.

const consonants = 'bdfgklmnprstvz'
const vowels = 'aeiou'
const letters = 'abcdefghijklmnopqrstuvwxyz'
/** There are not enough syllables for as many short texts as there may be. */
const shortMax = 3
const triesMax = 50

/** One for each; an empty text stays empty. `isTaken` says of a text that it must not be used. */
export function madeUpTexts(lengths: readonly number[], isTaken: (text: string) => boolean): string[] {
  const used = new Set<string>()
  let state = 1
  const nextBelow = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0 // Numerical Recipes' generator: nothing hangs on it
    return Math.floor((state / 2 ** 32) * count)
  }
  const make = (length: number): string =>
    Array.from({ length }, (_, i) => {
      const alphabet = length <= shortMax ? letters : i % 2 === 0 ? consonants : vowels
      return alphabet.charAt(nextBelow(alphabet.length))
    }).join('')
  return lengths.map((wanted) => {
    if (wanted === 0) return ''
    for (let tries = 0; ; tries++) {
      const text = make(wanted + Math.floor(tries / triesMax))
      if (used.has(text) || isTaken(text)) continue
      used.add(text)
      return text
    }
  })
}
