import { datasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { fileOfDraft, type DatasetDraft } from './dataset-draft.ts'
import { writeDraft } from './write-draft.ts'

const draft: DatasetDraft = {
  notes: ['measured'],
  name: 'visits',
  times: { from: '2026-01-01', to: '2026-02-01' },
  columns: [
    { name: 'id', column: { type: 'UInt64', from: 'sequence', first: 1 }, notes: ['the key'] },
    { name: 'n.a', column: { type: 'Array(UInt8)', from: 'any', length: 3 } },
    {
      name: 'price',
      column: {
        type: 'Decimal(12, 2)',
        from: 'quantiles',
        points: Array.from({ length: 101 }, (_, i): [number, number] => [i / 100, i * 1.25]),
      },
    },
  ],
  table: { orderBy: ['id', 'toDate(at)'] },
}

test('reads as what was written, with a line for each note, none longer than people read', () => {
  const text = writeDraft(draft, '../a.json')
  expect(parse(text)).toEqual(fileOfDraft(draft))
  expect(datasetFile.safeParse(parse(text)).error).toBeUndefined()
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/a\.json\n# measured$/m)
  expect(text).toMatch(/^ {2}# the key\n {2}id:/m)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
})

test('any texts, as values, names and comments', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('true', '1e3', '- a', ': ', '#', ''),
  )
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), text, fc.string({ minLength: 1 }), (values, comment, name) => {
      const of: DatasetDraft = {
        ...draft,
        columns: [{ name, column: { type: 'String', from: 'choice', values, comment } }],
      }
      expect(parse(writeDraft(of, 'a.json'))).toEqual(fileOfDraft(of))
    }),
  )
})
