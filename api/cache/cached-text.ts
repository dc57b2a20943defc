// A cached answer as one text, for a store that keeps texts: a line that says what it is, then the body.
import type { CachedAnswer } from './cache.ts'

/** The first line: format, when the answer was made, when it expires. */
const headPattern = /^millrace1 (\d{1,16}) (\d{1,16})\n/

export interface ExpiringAnswer {
  readonly answer: CachedAnswer
  readonly expiresAtMs: number
}

export function cachedText({ answer, expiresAtMs }: ExpiringAnswer): string {
  return `millrace1 ${answer.madeAtMs} ${expiresAtMs}\n${answer.body}`
}

/** Undefined for a text that is not one of ours. */
export function parseCachedText(text: string): ExpiringAnswer | undefined {
  const head = headPattern.exec(text)
  if (head === null) return undefined
  const answer = { body: text.slice(head[0].length), madeAtMs: Number(head[1]) }
  return { answer, expiresAtMs: Number(head[2]) }
}
