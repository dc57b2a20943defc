// The environment of a process whose clock steps at random moments: by an hour or a year, forward and back.
import { join } from 'node:path'
import { oneOf, type RandomNumber } from '../matrix/random-numbers.ts'

const hourMs = 3_600_000
const yearMs = 365 * 24 * hourMs
const offsetsMs = [0, hourMs, -hourMs, yearMs, -yearMs]
const stepsMax = 4

/**
 * It is a year ahead at first; steps lie in the first `withinMs` of the process, and the last may set the clock right again. Rows
 * are kept: those of 30 days up to a year ago are 13 months old where a month ends, and would be dropped meanwhile.
 */
export function steppingEnvironment(random: RandomNumber, withinMs: number): Record<string, string> {
  const stepCount = 1 + Math.floor(random() * stepsMax)
  const moments = Array.from({ length: stepCount }, () => random() * withinMs).sort((a, b) => a - b)
  const steps = [0, ...moments].map((afterMs, index) => ({
    afterMs,
    offsetMs: index === 0 ? yearMs : oneOf(offsetsMs, random),
  }))
  return {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'step-clock.ts')}`,
    CLOCK_STEPS: JSON.stringify(steps),
    TTL_MONTHS: '0',
  }
}
