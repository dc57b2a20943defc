import { expect, test } from 'vitest'
import { newestCounters } from './pipeline-newest-counters.ts'

const at = (second: number, from: string) => ({ at: new Date(second * 1000).toISOString(), from })

test('takes what is newer, and what is there when one is missing', () => {
  expect(newestCounters(at(2, 'pushed'), at(1, 'asked'))).toMatchObject({ from: 'pushed' })
  expect(newestCounters(at(1, 'pushed'), at(2, 'asked'))).toMatchObject({ from: 'asked' })
  expect(newestCounters(at(1, 'pushed'), at(1, 'asked'))).toMatchObject({ from: 'pushed' })
  expect(newestCounters(undefined, at(1, 'asked'))).toMatchObject({ from: 'asked' })
  expect(newestCounters(at(1, 'pushed'), undefined)).toMatchObject({ from: 'pushed' })
  expect(newestCounters(undefined, undefined)).toBeUndefined()
})
