import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readResults } from '../matrix/fault-results.ts'
import { guaranteesPage, pageFile } from './guarantees-page.ts'
import { registeredRows, type RegisteredRow } from './registered-rows.ts'

const row: RegisteredRow = {
  id: 'kill-it',
  part: 'processes',
  fault: 'kill -9 | of it',
  holds: 'it goes on',
  assumes: 'a second try',
  times: { short: 0, full: 20 },
  test: 'faults/it.fault.test.ts',
}
const result = { times: 20, rows: 6_000_000, day: '2026-11-25' }

test('a row that was tried is in the table with its counts, one that was not is named', async () => {
  const page = await guaranteesPage([row, { ...row, id: 'stop-it', part: 'live events' }], {
    'kill-it': result,
    gone: result,
  })
  expect(page).toContain('1 faults, made 20 times, over 6,000,000 rows: 0 lost, 0 duplicated.')
  const [line = ''] = page.split('\n').filter((text) => text.includes('[kill-it]'))
  expect(line.split(/(?<!\\)\|/).map((cell) => cell.trim())).toEqual([
    '',
    'processes',
    'kill -9 \\| of it',
    'it goes on (it takes: a second try)',
    '20',
    '6,000,000',
    '0',
    '0',
    '2026-11-25',
    '[kill-it](../faults/it.fault.test.ts)',
    '',
  ])
  expect(page).toMatch(/Not tried since its last failure, or never:\n\n- live events: kill -9 .* of it \(\[stop-it\]/)
})

test('the committed page is what would be written now: node faults/guarantees/write-guarantees.ts', async () => {
  const rows = await registeredRows()
  expect(rows.length).toBeGreaterThan(20)
  const page = await readFile(pageFile, 'utf8')
  expect(page).toBe(await guaranteesPage(rows, readResults()))
  for (const { id } of rows) expect(page).toContain(`[${id}](`)
}, 300_000)
