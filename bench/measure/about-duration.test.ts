import { expect, test } from 'vitest'
import { aboutDuration } from './about-duration.ts'

test.each([
  [0, 'about 10 s'],
  [12, 'about 20 s'],
  [54, 'about 60 s'],
  [55, 'about 1 min'],
  [100, 'about 2 min'],
  [599, 'about 10 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(aboutDuration(seconds)).toBe(words)
})
