// A long text cut in its middle: both ends of an address tell more than its first half.

/** At most `charactersMax` characters, one of them the dots. Characters are code points: none is cut in two. */
export function shortenMiddle(text: string, charactersMax: number): string {
  const characters = Array.from(text)
  if (characters.length <= charactersMax) return text
  const kept = Math.max(charactersMax - 1, 2)
  const head = Math.ceil(kept / 2)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`
}
