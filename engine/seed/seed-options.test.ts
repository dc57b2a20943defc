import { expect, test } from 'vitest'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { parseSeedOptions, type RawSeedOptions } from './seed-options.ts'

test('what is not given is left to the run that was begun, or to the defaults', () => {
  expect(parseSeedOptions({})).toEqual({
    target: { dataset: pageEvents },
    format: 'native',
    workerCount: undefined,
    range: { index: 0, count: 1 },
    rowCount: undefined,
    seed: undefined,
    batchRows: undefined,
    days: undefined,
    anchorMs: undefined,
  })
})

test.each<[RawSeedOptions, RegExp]>([
  [{ ROWS: '-1' }, /^ROWS=-1 is not valid: it is a whole number from 1 on/],
  [{ ROWS: 'abc' }, /^ROWS=abc is not valid/],
  [{ BATCH_ROWS: '0' }, /^BATCH_ROWS=0 is not valid/],
  [{ BATCH_ROWS: '2e6' }, /^BATCH_ROWS=2e6 is not valid: it may be a whole number from 1 to 1000000/],
  [{ FORMAT: 'json' }, /^FORMAT=json is not valid: it may be rowbinary/],
  [{ DATASET: 'nothing' }, /^DATASET=nothing is not valid: it may be page_events or orders/],
  [{ TABLE: 'shop.orders', DATASET: 'orders' }, /^TABLE=shop.orders is not valid: give either DATASET or TABLE/],
  [{ RANGE: '2/2' }, /^RANGE=2\/2 is not valid: it is i\/n/],
  [{ RANGE: 'half' }, /^RANGE=half is not valid/],
  [{ WORKERS: 'many' }, /^WORKERS=many is not valid/],
  [{ WORKERS: '1000' }, /^WORKERS=1000 is not valid: it may be a whole number from 1 to 256/],
  [{ DAYS: '0' }, /^DAYS=0 is not valid/],
  [{ ANCHOR: 'soon' }, /^ANCHOR=soon is not valid: it is an ISO 8601 time/],
])('%o is refused by name, with what it may be', (raw, message) => {
  expect(() => parseSeedOptions(raw)).toThrow(message)
})

test('a table that is there takes the place of a dataset', () => {
  expect(parseSeedOptions({ TABLE: 'shop.orders' }).target).toEqual({ table: 'shop.orders' })
})
