// How many random words something draws, counted where they are made: no list of samplers has to be kept in step.
import { RandomWords } from '@millrace/engine/generate/random-words.ts'

/** `work` must be synchronous: the count is of all streams in this thread. */
export function countRandomWords(work: () => void): number {
  const { prototype } = RandomWords
  const fill = Reflect.get(prototype, 'fill')
  let wordCount = 0
  prototype.fill = function (words, count) {
    wordCount += count
    fill.call(this, words, count)
  }
  try {
    work()
  } finally {
    prototype.fill = fill
  }
  return wordCount
}
