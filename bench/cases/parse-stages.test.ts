import { expect, test } from 'vitest'
import { parseStages } from './parse-stages.ts'
import { stageNames } from './stage-case.ts'

test('stages are named with commas between them; none means all', () => {
  expect(parseStages('generate, encode')).toEqual(['generate', 'encode'])
  expect(parseStages(undefined)).toEqual(stageNames)
  expect(parseStages('')).toEqual(stageNames)
})

test.each(['generte', 'generate,', 'Encode'])('%j is refused with what there is', (text) => {
  expect(() => parseStages(text)).toThrow(/^STAGES=.*bound, generate, encode/)
})
