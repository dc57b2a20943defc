// Texts of made-up words, in given lengths, no two the same: what stands in for texts that are not to be copied.
import { faker } from '@faker-js/faker/locale/en'
import type { Distribution } from '@millrace/schemas/dataset/distribution.ts'
import { compileDistribution } from '../distribution/compile-distribution.ts'
import { wordValues } from '../distribution/sampler.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const wordLengthMax = 9
const triesMax = 20

/**
 * Makes one text after the other, lowercase ASCII, the first of them of `topLengths`; one that there is no more of in its
 * length is made longer.
 */
export function madeTexts(lengths: Distribution, count: number, topLengths: readonly number[] = []): () => string {
  const lengthsDrawn = new Float64Array(count)
  const words = Uint32Array.from({ length: count }, () => faker.number.int({ min: 0, max: wordValues - 1 }))
  compileDistribution(lengths, true)(words, lengthsDrawn, 0, count)
  lengthsDrawn.set(topLengths.slice(0, count))
  const made = new Set<string>()
  let next = 0
  return () => {
    let length = Math.max(0, lengthsDrawn[next++ % count] ?? 0)
    for (let tries = 1; ; tries++) {
      const text = textOf(length)
      if (!made.has(text)) {
        made.add(text)
        return text
      }
      if (tries % triesMax === 0 || length === 0) length++
    }
  }
}

function textOf(length: number): string {
  let text = ''
  while (text.length < length) {
    const wordLength = faker.number.int({ min: 2, max: wordLengthMax })
    for (let i = 0; i < wordLength && text.length < length; i++) {
      text += letters.charAt(faker.number.int({ min: 0, max: letters.length - 1 }))
    }
    // A space ends no text.
    if (text.length + 1 < length) text += ' '
  }
  return text
}
