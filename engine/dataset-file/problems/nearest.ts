// What somebody may have meant who wrote a word that is not known.

/** The candidate that is at most two letters away (of a short word one or none), upper and lower case being the same. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lettersMax = word.length <= 2 ? 0 : word.length <= 4 ? 1 : 2
  const found = candidates
    .map((candidate) => ({ candidate, letters: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ letters }) => letters <= lettersMax)
    .sort((a, b) => a.letters - b.letters)
  return found[0]?.candidate
}

/** `did you mean x?`, or what there is. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates)
  return found === undefined ? `it may be ${oneOf(candidates)}` : `did you mean ${found}?`
}

const namedMax = 25

export function oneOf(words: readonly string[]): string {
  if (words.length > namedMax) return `${words.slice(0, namedMax).join(', ')} …`
  return words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

/** Letters to add, drop, replace or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let letters = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        letters = Math.min(letters, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(letters)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
