import { expect, test } from 'vitest'
import { overviewChange } from './overview-change.ts'

test('says by how many percent it rose or fell, as the locale writes it', () => {
  expect(overviewChange(1123, 1000, 'en')).toEqual({ direction: 'up', text: '+12.3%', rest: 'on the time before' })
  expect(overviewChange(1, 2, 'en')).toMatchObject({ direction: 'down', text: '-50%' })
  expect(overviewChange(1123, 1000, 'de').text.replace('\u00a0', ' ')).toBe('+12,3 %')
})

test('uses words where a percentage says nothing', () => {
  expect(overviewChange(7, 7, 'en')).toEqual({ direction: 'same', text: 'as many', rest: 'as in the time before' })
  expect(overviewChange(0, 0, 'en')).toMatchObject({ direction: 'same' })
  expect(overviewChange(7, 0, 'en')).toEqual({ direction: 'up', text: 'new:', rest: 'none in the time before' })
  expect(overviewChange(123_456, 100, 'en')).toMatchObject({ direction: 'up', text: '1,230 times' })
})
