// What no generator can beat: bytes as many as a batch has, copied once; random words as many as a batch draws, and nothing
// done with them.
import { RandomWords } from '@millrace/engine/generate/random-words.ts'
import { hotLoopRows } from '@millrace/engine/machine/hot-loop.ts'
import type { BatchMaker } from './batch-maker.ts'
import { countRandomWords } from './count-random-words.ts'
import type { StageCase } from './stage-case.ts'

export function boundCases(maker: BatchMaker): StageCase[] {
  return [randomWordsCase(maker), ...maker.encoders.map(({ format, encode }) => copyCase(maker, format, encode()))]
}

function copyCase({ batchRows }: BatchMaker, format: string, encoded: Uint8Array): StageCase {
  const source = encoded.slice()
  const target = new Uint8Array(source.byteLength)
  return {
    stage: 'bound',
    variant: `one copy of the ${format} bytes`,
    rowCount: batchRows,
    byteCount: source.byteLength,
    work: () => target.set(source),
  }
}

function randomWordsCase({ batchRows, generate }: BatchMaker): StageCase {
  const wordCount = countRandomWords(generate)
  const words = new Uint32Array(hotLoopRows)
  const random = new RandomWords(words)
  random.start(['bound'])
  return {
    stage: 'bound',
    variant: 'random words of the rows',
    rowCount: batchRows,
    byteCount: wordCount * words.BYTES_PER_ELEMENT,
    work() {
      for (let left = wordCount; left > 0; left -= words.length) random.next(Math.min(left, words.length))
    },
  }
}
