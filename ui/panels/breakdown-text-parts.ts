// Cuts a long text in two, so that a narrow place can shorten it in its middle: the first part gives way, the last stays.
const tailCharacters = 16
const shortCharacters = 24

/** Both parts together are the text. Characters are code points: none is cut in two. */
export function textParts(text: string): { head: string; tail: string } {
  const characters = Array.from(text)
  if (characters.length <= shortCharacters) return { head: text, tail: '' }
  return {
    head: characters.slice(0, -tailCharacters).join(''),
    tail: characters.slice(-tailCharacters).join(''),
  }
}
