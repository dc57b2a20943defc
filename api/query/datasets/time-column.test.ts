import { dateTime, dateTime64, date, nullable, string } from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { expect, test } from 'vitest'
import { timeColumnOf } from './time-column.ts'

const time = { from: 'time' } as const
const number = { from: 'number', distribution: { shape: 'uniform', min: 0, max: 9 } } as const
const maybe = { from: 'nullable', nullShare: 0.1, of: time } as const

function chosenOf(columns: Readonly<Record<string, readonly [ColumnType, ColumnSource]>>, roleTime?: string) {
  const roles = roleTime === undefined ? {} : { roles: { time: roleTime, id: '', category: '', actor: '' } }
  const definitions = Object.entries(columns).map(([name, [type, source]]) => ({ name, type, source, comment: '' }))
  return timeColumnOf({ name: 't', comment: '', schemaVersion: 1, columns: definitions, ...roles })?.name
}

test.each([
  [
    'what is generated as the time of the row',
    { born: [date, number], at: [dateTime(), time], seen: [date, time] },
    'at',
  ],
  ['one that always has it before one that may lack it', { a: [nullable(date), maybe], b: [dateTime64(6), time] }, 'b'],
  ['one that may lack it before any other time', { born: [date, number], a: [nullable(dateTime()), maybe] }, 'a'],
  ['any time when there is no other', { name: [string, number], born: [date, number] }, 'born'],
  ['no text, whatever it is made of', { at: [string, time] }, undefined],
] as const)('%s', (_, columns, chosen) => {
  expect(chosenOf(columns)).toBe(chosen)
})

test('what is said to be it', () => {
  expect(chosenOf({ at: [dateTime(), time], paid: [dateTime(), number] }, 'paid')).toBe('paid')
})
