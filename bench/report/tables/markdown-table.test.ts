import { expect, test } from 'vitest'
import { markdownTable } from './markdown-table.ts'
import { tableOf } from './table.ts'

test('columns are aligned, numbers to the right', () => {
  const table = tableOf(
    ['run'],
    ['M rows/s'],
    [
      ['seed native', '0.84'],
      ['peer go', '0.3'],
    ],
  )
  expect(markdownTable(table)).toBe(
    [
      '| run         | M rows/s |',
      '| ----------- | -------: |',
      '| seed native |     0.84 |',
      '| peer go     |      0.3 |',
      '',
    ].join('\n'),
  )
})

test('cells are text, whatever is in them', () => {
  const table = tableOf(['what'], [], [['a|b <i> & *c* `d` _e_ f_g\nnext']])
  expect(markdownTable(table)).toContain('| a\\|b &lt;i> &amp; \\*c\\* \\`d\\` \\_e\\_ f_g next |')
})
