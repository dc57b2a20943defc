// Everything that can be wrong in a dataset file is named at once, each with its line, its column and the way out.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { checkDatasetFile, datasetOfFile, loadDatasetFile } from './load-dataset-file.ts'
import type { RowsOf } from './keys/referenced-dataset.ts'
import { readYaml } from './read/read-yaml.ts'

/** What is said of a file, a line each; nothing of one that is right. */
function saidOf(text: string): string[] {
  try {
    checkDatasetFile(readYaml('f.yaml', text))
    return []
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG' })
    return error instanceof Error ? error.message.split('\n') : []
  }
}

const withColumn = (column: string): string =>
  [
    'name: t',
    'columns:',
    '  id: { type: UInt32, from: sequence }',
    `  x: { ${column} }`,
    '  c: { type: String, from: choice, values: [a, b] }',
  ].join('\n')

/** Where » stands is the place that is named; without it, the column's name. What is said goes on from `columns.x`. */
test.each([
  ['type: »Uint8, from: any', '.type: "Uint8" is not valid: there is no type Uint8: did you mean UInt8?'],
  ['type: »Decimal64(2), from: any', '.type: "Decimal64(2)" is not valid: did you mean Decimal(18, 2)?'],
  [
    'type: »JSON, from: any',
    `.type: "JSON" is not valid: values of ClickHouse's JSON cannot be made: leave the column out, and have the table give it a DEFAULT`,
  ],
  [
    'type: »"Array(Foo)", from: any',
    '.type: "Array(Foo)" is not valid: there is no type Foo, as ClickHouse itself writes its types',
  ],
  [
    'type: »"DateTime64(3", from: time',
    `.type: "DateTime64(3" is not valid: the type DateTime64(3 is not understood: ) was expected at character 13`,
  ],
  ['type: »8, from: any', '.type: 8 is not valid: it must be a text: put it in quotes'],
  ['from: any', '.type is missing: it must be a text'],
  [
    'type: UInt8',
    '.from is missing: it may be time, after, uuid, sequence, group, position, uniform, normal, log-normal, quantiles, zipf, power, key, choice, faker, pattern, words, any, formula, template or case',
  ],
  ['type: UInt8, from: »sequense', '.from: "sequense" is not valid: did you mean sequence?'],
  ['type: UInt8, from: »unifrom, min: 1', '.from: "unifrom" is not valid: did you mean uniform?'],
  ['type: UInt8, from: uniform, min: 0, max: 1, »maxx: 2', '.maxx: there is no such key here: did you mean max?'],
  [
    'type: UInt8, from: sequence, »zzz: 2',
    '.zzz: there is no such key here: it may be type, nulls, per, hidden, codec, comment, from or first',
  ],
  ['type: UInt8, from: uniform, min: »9, max: 3', '.min: 9 is not valid: it must not be more than max'],
  [
    'type: UInt8, from: uniform, min: 0, max: »256',
    '.max: 256 is not valid: it must be from 0 to 255, which is what UInt8 holds',
  ],
  [
    'type: UInt8, from: uniform, min: »0.5, max: 2',
    '.min: 0.5 is not valid: UInt8 has no parts of 1: it must be a multiple of that',
  ],
  [
    'type: "Decimal(9, 2)", from: uniform, min: »0.071, max: 2',
    '.min: 0.071 is not valid: Decimal(9, 2) has no parts of 0.01: it must be a multiple of that',
  ],
  [
    'type: "Decimal(5, 2)", from: uniform, min: 0, max: »1000',
    '.max: 1000 is not valid: it must be from -999.99 to 999.99, which is what Decimal(5, 2) holds',
  ],
  [
    'type: UInt8, from: uniform, min: »x, max: 2',
    '.min: "x" is not valid: it must be a number; of a time, a day such as 2024-01-31 or a moment such as 2024-01-31T12:00:00Z',
  ],
  [
    'type: UInt8, from: uniform, min: »2024-01-01, max: 2',
    '.min: "2024-01-01" is not valid: a time cannot stand for UInt8: it must be a number',
  ],
  [
    'type: Date, from: uniform, min: 2024-01-01, max: »2',
    '.max: 2 is not valid: a number cannot stand for Date: it must be a day such as 2024-01-31, or a moment',
  ],
  [
    'type: Date, from: normal, mean: 2024-01-01, deviation: »2',
    '.deviation: 2 is not valid: a number says no duration: it must be one such as 12h or 30d',
  ],
  [
    'type: Date, from: uniform, min: »1969-12-31, max: 2024-01-01',
    '.min: "1969-12-31" is not valid: it must be from 1970-01-01T00:00:00.000Z to 2149-06-06T00:00:00.000Z, which is what Date holds',
  ],
  [
    'type: Date, from: uniform, min: »2024-02-30, max: 2024-03-01',
    '.min: "2024-02-30" is not valid: it must be a number; of a time, a day such as 2024-01-31 or a moment such as 2024-01-31T12:00:00Z',
  ],
  ['type: UInt8, from: normal, mean: 5, deviation: »0', '.deviation: 0 is not valid: it must be more than 0'],
  [
    'type: UInt8, from: normal, mean: 5, deviation: 1, min: »9, max: 2',
    '.min: 9 is not valid: it must not be more than max',
  ],
  [
    'type: UInt8, from: log-normal, median: »50, sigma: 1, max: 20',
    '.median: 50 is not valid: it must not be more than max',
  ],
  ['type: UInt8, from: log-normal, median: 0, sigma: »0, max: 20', '.sigma: 0 is not valid: it must be more than 0'],
  [
    'type: Date, from: »log-normal, median: 2024-01-01, sigma: 1, max: 2024-02-01',
    '.from: "log-normal" is not valid: log-normal spreads numbers and durations, no moments: it may be normal',
  ],
  [
    'type: String, from: »uniform, min: 1, max: 2',
    '.from: "uniform" is not valid: numbers from uniform cannot fill String',
  ],
  [
    'type: UInt8, from: quantiles, points: [[»0.1, 1], [1, 2]]',
    '.points[0][0]: 0.1 is not valid: the first share must be 0',
  ],
  [
    'type: UInt8, from: quantiles, points: [[0, 1], [»0.9, 2]]',
    '.points[1][0]: 0.9 is not valid: the last share must be 1',
  ],
  [
    'type: UInt8, from: quantiles, points: [[0, 1], [0.5, »0], [1, 2]]',
    '.points[1][1]: 0 is not valid: values must rise from point to point',
  ],
  [
    'type: UInt8, from: quantiles, points: [[0, 1], [0.5, 2], [»0.4, 3], [1, 4]]',
    '.points[2][0]: 0.4 is not valid: shares must rise from point to point',
  ],
  ['type: UInt8, from: quantiles, points: [[0, 1], [»2, 2]]', '.points[1][0]: 2 is not valid: it must be at most 1'],
  ['type: UInt8, from: quantiles, »points: [[0, 1]]', '.points: it must have at least 2 of them'],
  ['type: UInt8, from: zipf, count: »300', '.count: 300 is not valid: it must be at most 255: UInt8 ends at 255'],
  [
    'type: Date, from: »zipf, count: 3',
    '.from: "zipf" is not valid: zipf yields numbers, no times: use uniform, normal or quantiles',
  ],
  ['type: UInt8, from: power, count: 3, skew: »5', '.skew: 5 is not valid: it may be 2, 3 or 4'],
  [
    'type: UInt8, from: choice, values: [1, »256]',
    '.values[1]: 256 is not valid: UInt8 takes an integer from 0 to 255',
  ],
  ['type: UInt8, from: choice, values: { 1: 3, »300: 4 }', '.values.300: UInt8 takes an integer from 0 to 255'],
  [
    'type: String, from: choice, values: [a, »5]',
    '.values[1]: 5 is not valid: String takes a string: put it in quotes',
  ],
  [
    'type: UInt64, from: choice, values: [»9007199254740993]',
    '.values[0]: 9007199254740992 is not valid: UInt64 takes an integer from 0 to 2^64 - 1, of which a file can say those up to 2^53 - 1',
  ],
  [
    `type: "Enum8('a' = 1)", from: choice, values: [»b]`,
    `.values[0]: "b" is not valid: Enum8('a' = 1) takes one of its names or codes`,
  ],
  ['type: String, from: choice, values: [»{ a: 1 }]', '.values[0]: it must be a text, a number, true or false or null'],
  ['type: String, from: choice, »values: []', '.values: it must have at least 1 of them'],
  ['type: String, from: choice, values: [a, b], »weights: [1]', '.weights: it has 1 weights for 2 values'],
  ['type: String, from: choice, values: [a], »weights: [0]', '.weights: at least one weight must be more than 0'],
  [
    'type: String, from: choice, values: { a: 1 }, »weights: [1]',
    '.weights: values have their weights already: leave one of them out',
  ],
  [
    'type: String, from: choice, values: [a], weights: [1], »zipf: 1',
    '.zipf: values have weights already: leave one of them out',
  ],
  [
    'type: String, from: choice, values: [a], zipf: 1, »inTurn: true',
    '.inTurn: values in turn have no weights: leave one of them out',
  ],
  [
    'type: String, from: faker, method: »internet.emial, count: 5',
    '.method: "internet.emial" is not valid: faker has no method internet.emial: see its API, such as internet.email or person.fullName',
  ],
  [
    'type: UInt8, from: faker, method: »person.fullName, count: 5',
    '.method: "person.fullName" is not valid: UInt8 takes an integer from 0 to 255',
  ],
  ['type: String, from: faker, method: person.fullName, count: »0', '.count: 0 is not valid: it must be at least 1'],
  [
    'type: String, from: words, count: 9, lengths: { from: uniform, min: 1, max: 9 }, zipf: 1, »top: [0.5]',
    '.top: give either zipf or top, not both',
  ],
  [
    'type: String, from: words, count: 1, lengths: { from: uniform, min: 1, max: 9 }, »top: [0.5, 0.1]',
    '.top: it has 2 shares for 1 values',
  ],
  [
    'type: String, from: words, count: 9, lengths: { from: uniform, min: 1, max: 9 }, »top: [0.5, 0.6]',
    '.top: the shares come to 1.1: together they are at most 1',
  ],
  [
    'type: String, from: words, count: 1, lengths: { from: uniform, min: 1, max: 9 }, »topLengths: [5, 6]',
    '.topLengths: it has 2 lengths for 1 texts',
  ],
  [
    'type: String, from: words, count: 9, lengths: { from: »zipf, count: 9 }',
    '.lengths.from: "zipf" is not valid: it may be uniform, normal, log-normal or quantiles',
  ],
  [
    'type: "FixedString(2)", from: pattern, pattern: »"[A-Z]{3}", count: 5',
    '.pattern: "[A-Z]{3}" is not valid: FixedString(2) takes a string of at most 2 bytes',
  ],
  [
    'type: String, from: pattern, pattern: »"(a|b)+c", count: 5',
    '.pattern: "(a|b)+c" is not valid: texts for it cannot be made ("(a|b)+c" is not one): it may have characters, [classes] and {counts}',
  ],
  [
    'type: String, from: pattern, pattern: »"[a", count: 5',
    '.pattern: "[a" is not valid: Invalid regular expression: /^(?:[a)$/: Unterminated character class',
  ],
  [
    'type: DateTime, from: after, delay: { from: uniform, min: »5, max: 1h }',
    '.delay.min: 5 is not valid: it must be a duration such as 250ms, 90s, 15m, 1.5h or 30d',
  ],
  [
    'type: DateTime, from: after, delay: { from: uniform, min: »2h, max: 1h }',
    '.delay.min: "2h" is not valid: it must not be more than max',
  ],
  [
    'type: DateTime, from: after, column: »idd, delay: { from: uniform, min: 1h, max: 2h }',
    '.column: "idd" is not valid: there is no column idd: did you mean id?',
  ],
  ['type: UInt8, from: time', `: source 'time' cannot fill UInt8`],
  ['type: String, from: sequence', `: source 'sequence' cannot fill String`],
  ['type: "LowCardinality(UInt8)", from: sequence', `: source 'sequence' cannot fill LowCardinality(UInt8)`],
  [
    'type: UInt8, from: formula, formula: »idd + 1',
    '.formula: "idd + 1" is not valid: there is no column idd: did you mean id?',
  ],
  [
    'type: UInt8, from: formula, formula: »id +',
    '.formula: "id +" is not valid: a number or a column was expected at character 5',
  ],
  ['type: UInt8, from: formula, formula: x + 1', ': columns look at each other in a circle: x → x'],
  ['type: UInt8, from: formula, formula: c + 1', ': column c has no numbers to count with'],
  [
    'type: String, from: template, template: »"a{idd}"',
    '.template: "a{idd}" is not valid: there is no column idd: did you mean id?',
  ],
  [
    'type: String, from: template, template: »"a{"',
    '.template: "a{" is not valid: it is {column}, {column:09} or {column:hash12}; a brace itself is written twice',
  ],
  [
    'type: UInt8, nulls: »0.1, from: sequence',
    '.nulls: 0.1 is not valid: UInt8 has no NULL: the type must be Nullable(UInt8)',
  ],
  ['type: Nullable(UInt8), nulls: »2, from: sequence', '.nulls: 2 is not valid: it must be at most 1'],
  [
    'type: Nullable(UInt8), »nulls: 0.1, from: choice, values: [1, null]',
    '.nulls: NULL is among the values already: leave one of them out',
  ],
  [
    'type: UInt8, per: »session, from: uniform, min: 0, max: 1',
    '.per: "session" is not valid: there are no sessions: say at the top how rows form them',
  ],
  [
    'type: String, from: case, column: »id, when: {}, else: { from: choice, values: [a] }',
    '.column: "id" is not valid: id comes from sequence: it must come from choice, so that its values are known',
  ],
  [
    'type: String, from: case, column: c, when: { »bb: { from: choice, values: [a] } }, else: { from: choice, values: [a] }',
    '.when.bb: "bb" is no value of that column: it may be a or b',
  ],
  [
    'type: String, from: case, column: c, when: { b: { from: choice, values: [»7] } }, else: { from: choice, values: [a] }',
    '.when.b.values[0]: 7 is not valid: String takes a string: put it in quotes',
  ],
  [
    'type: UInt32, from: key, of: »customers',
    '.of: "customers" is not valid: it must be dataset.column, such as customers.id',
  ],
])('%s', (marked, said) => {
  const text = withColumn(marked)
  const [, , , line = ''] = text.split('\n')
  const place = line.includes('»') ? line.indexOf('»') + 1 : line.indexOf('x') + 1
  expect(saidOf(text.replace('»', ''))).toEqual([`f.yaml:4:${place}: columns.x${said}`])
})

const columns = 'columns: { at: { type: DateTime, from: time } }'

test.each([
  ['name: a b', /^f.yaml:1:7: name: "a b" is not valid: it must be letters, digits and _/],
  ['name: t\ncolums: {}', /^f.yaml:2:1: colums: there is no such key here: did you mean columns\?/],
  ['name: t\ntimes: { from: 2024-01-01 }', /^f.yaml:2:1: times: it must have both from and to/],
  ['name: t\ntimes: { from: 2024-02-01, to: 2024-01-01 }', /^f.yaml:2:1: times: it must have a from that is before/],
  ['name: t\ntimes: { from: 2024-01-01, to: 2024-01-01T05:00:00Z }', /^f.yaml:2:1: times: it must have whole days/],
  ['name: t\ntimes: { from: 1969-01-01, to: 1970-02-01 }', /^f.yaml:2:16: times.from: .*which is what DateTime holds/],
  ['name: t\ntimes: { rhythm: evn }', /^f.yaml:2:18: times.rhythm: "evn" is not valid: did you mean even\?/],
  ['name: t\ngroups: [0]', /^f.yaml:2:10: groups\[0\]: 0 is not valid: it must be at least 1/],
  ['name: t\nduplicates: 2', /^f.yaml:2:13: duplicates: 2 is not valid: it must be at most 1/],
  [
    'name: t\ntable: { orderBy: [att] }',
    /^f.yaml:2:20: table.orderBy\[0\]: "att" is not valid: there is no column att/,
  ],
])('%s', (text, said) => {
  expect(saidOf(`${text}\n${columns}`)[0]).toEqual(expect.stringMatching(said))
})

test('what is no YAML, and keys that are there twice', () => {
  expect(saidOf('name: t\nname: u\ncolumns: { a: [1\n')).toEqual([
    'f.yaml:2:1: name is there twice: leave one of them out',
    expect.stringMatching(/^f.yaml:4:1: it cannot be read: Flow sequence/),
    expect.stringMatching(/^f.yaml:4:1: it cannot be read: Flow map/),
  ])
  expect(saidOf('')).toEqual(['f.yaml:1:1: null is not valid: it must be keys with values'])
})

test('a type with a comma that is not in quotes', () => {
  const saidOfType = (type: string): string[] => saidOf(withColumn(`type: ${type}, from: any`))
  const quotes = "a type with a comma stands in quotes: 'Decimal(9, 2)'"
  expect(saidOfType('Decimal(9, 2)')).toEqual([`f.yaml:4:25: columns.x["2)"]: there is no such key here: ${quotes}`])
  expect(saidOfType("DateTime64(3, 'UTC')")[0]).toMatch(
    /^f.yaml:4:33: it cannot be read: .*\. A type with a comma stands/,
  )
})

test('all of them are said at once, in the order of the file', () => {
  const text = 'nam: t\ncolumns:\n  a: { type: Uint8, from: any }\n  b: { type: UInt8, from: sequense }\n  c: 5\n'
  expect(saidOf(text).map((line) => line.split(': ').slice(0, 2))).toEqual([
    ['f.yaml:1:1', 'name is missing'],
    ['f.yaml:1:1', 'nam'],
    ['f.yaml:3:14', 'columns.a.type'],
    ['f.yaml:4:27', 'columns.b.from'],
    ['f.yaml:5:6', 'columns.c'],
  ])
})

test('rows of other datasets are asked for when a run is begun', () => {
  const text =
    'name: t\ncolumns:\n  c: { type: UInt64, from: key, of: customers.id }\n  n: { type: UInt64, from: formula, formula: rows(customers) * 2 }'
  const loaded = checkDatasetFile(readYaml('f.yaml', text))
  expect(() => datasetOfFile(loaded, () => undefined)).toThrow(
    'f.yaml:3:37: columns.c.of: "customers.id" is not valid: customers has no rows in this database: seed customers first, or give rows:\n' +
      'f.yaml:4:46: columns.n.formula: "rows(customers) * 2" is not valid: customers has no rows in this database: seed customers first',
  )
  const noKeys: RowsOf = () => ({ rowCount: 7, keys: () => undefined })
  expect(() => datasetOfFile(loaded, noKeys)).toThrow(/customers has no column id from sequence or group/)
  const seven: RowsOf = () => ({ rowCount: 7, keys: () => ({ first: 3, count: 7 }) })
  expect(datasetOfFile(loaded, seven).columns.map(({ source }) => source)).toEqual([
    { from: 'number', distribution: { shape: 'uniform', min: 3, max: 9 } },
    { from: 'formula', formula: '7 * 2' },
  ])
})

async function fileNamed(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-file-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const asJson = '{\n\t"name": "t",\n\t"columns": { "id": { "type": "UInt8", "from": "sequence" } }\n}'

test('JSON, JavaScript and TypeScript', async () => {
  const files = [
    await fileNamed('a.json', asJson),
    await fileNamed('a.mjs', `export const dataset = ${asJson}`),
    await fileNamed('a.ts', `const file: { name: string; columns: object } = ${asJson}\nexport default file`),
  ]
  for (const path of files) expect((await loadDatasetFile(path)).file.columns).toHaveProperty('id.first', 1)
})

test('a program has no lines for its values, so the path is named', async () => {
  const wrong = await fileNamed('a.ts', asJson.replace('{', 'export default {').replace('sequence', 'sequense'))
  await expect(loadDatasetFile(wrong)).rejects.toThrow(
    `${wrong}: columns.id.from: "sequense" is not valid: did you mean`,
  )
  const empty = await fileNamed('b.ts', 'export const data = 1')
  await expect(loadDatasetFile(empty)).rejects.toThrow(/exports no dataset: export default defineDatasetFile/)
  const failing = await fileNamed('c.ts', 'throw new Error("broken")')
  await expect(loadDatasetFile(failing)).rejects.toThrow(/cannot be run: broken/)
})

test.each([
  ['no-such-file.yaml', /DATASET=no-such-file.yaml is not valid: there is no such file/],
  ['./folder/shop', /DATASET=.\/folder\/shop is not valid: a dataset file ends in .yaml, .yml, .json, /],
])('%s', async (path, said) => {
  expect(await failureOf(loadDatasetFile(path))).toMatchObject({
    code: 'CONFIG',
    message: expect.stringMatching(said) as string,
  })
})
