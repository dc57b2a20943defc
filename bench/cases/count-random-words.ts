// How many random words something draws, counted where they are made: no list of samplers has to be kept in step.
import { RandomWords } from '@millrace/engine/generate/random-words.ts'

/** `work` must be synchronous: the count is of all streams in this thread. */
export function countRandomWords(work: () => void): number {
  const { prototype } = RandomWords
  const next = Reflect.get(prototype, 'next')
  let wordCount = 0
  prototype.next = function (count) {
    wordCount += count
    return next.call(this, count)
  }
  try {
    work()
  } finally {
    prototype.next = next
  }
  return wordCount
}
