// Where the values of a dataset file's column come from, by `from`.
import { z } from 'zod'
import { countSpread, duration, durationSpread, moment, rankSpreads, share, spreads } from './spread.ts'

const columnName = z.string().min(1)
const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
const count = z
  .int()
  .min(1)
  .max(1_000_000)
  .meta({ id: 'Count', description: 'How many different values are made, once a run' })
const zipf = z.number().min(0).max(10).optional().meta({
  description: 'The n-th value comes 1 / n^zipf as often as the first; without it, each as often',
})
const weights = {
  zipf,
  top: z.array(share).optional().meta({ description: 'Shares of the first values; the others share what is left' }),
}
const first = z.int().min(0).default(1).meta({ description: 'The first number' })
const number = spreads(
  z.union([z.number(), moment], {
    error: 'must be a number; of a time, a day such as 2024-01-31 or a moment such as 2024-01-31T12:00:00Z',
  }),
  z.union([z.number(), duration], { error: 'must be a number; of times, a duration such as 12h' }),
)

export const sources = {
  time: { from: z.literal('time').meta({ description: "The row's time" }) },
  after: {
    from: z.literal('after').meta({ description: "Some while after the row's time, or after another column's" }),
    column: columnName.optional(),
    delay: durationSpread,
  },
  uuid: { from: z.literal('uuid'), version: z.union([z.literal(4), z.literal(7)]).default(4) },
  sequence: { from: z.literal('sequence').meta({ description: 'Numbers of the rows: a key' }), first },
  group: { from: z.literal('group').meta({ description: "The number of the row's group: see groups" }), first },
  position: { from: z.literal('position').meta({ description: "The row's place in its group" }), first },
  uniform: number.uniform,
  normal: number.normal,
  logNormal: number.logNormal,
  quantiles: number.quantiles,
  zipf: rankSpreads.zipf,
  power: rankSpreads.power,
  key: {
    from: z.literal('key').meta({ description: "A foreign key: a number that the other dataset's key column has" }),
    of: z
      .string()
      .regex(/^\w+\.\w+$/, 'must be dataset.column, such as customers.id')
      .meta({ description: 'dataset.column, a column from sequence or group' }),
    rows: z.int().min(1).optional().meta({
      description: 'Rows of the other dataset; without it, as many as it has when the run is begun',
    }),
    zipf,
  },
  choice: {
    from: z.literal('choice').meta({ description: 'One of these' }),
    values: z
      .union([z.array(plainValue).min(1), z.record(z.string(), z.number().min(0))])
      .meta({ description: 'The values, or each with its weight' }),
    weights: z.array(z.number().min(0)).optional().meta({ description: 'Of a list of values: one for each' }),
    inTurn: z.boolean().optional().meta({
      description: 'One after the other, by the number of the row: a table of which every row is known',
    }),
    zipf,
  },
  faker: {
    from: z.literal('faker'),
    method: z.string().min(1).meta({ description: 'Of faker (https://fakerjs.dev/api), such as internet.email' }),
    count,
    ...weights,
  },
  pattern: {
    from: z.literal('pattern'),
    pattern: z.string().min(1).meta({ description: 'A regular expression that the texts match: [A-Z]{3}-[0-9]{6}' }),
    count,
    ...weights,
  },
  words: {
    from: z.literal('words').meta({ description: 'Made-up words, no two texts the same' }),
    count,
    lengths: countSpread.meta({ description: 'Characters of a text' }),
    topLengths: z.array(z.int().min(0).max(1_000_000)).optional().meta({
      description: 'Characters of the first texts, one for each; the others have lengths',
    }),
    ...weights,
  },
  any: {
    from: z.literal('any').meta({ description: 'Any values of the type: for arrays, maps and tuples' }),
    count: count.default(1000),
    length: z.int().min(0).max(1000).optional().meta({
      description: 'Elements of its arrays and maps; without it, up to four',
    }),
  },
  formula: {
    from: z.literal('formula'),
    formula: z.string().min(1).meta({
      description:
        'Over numeric columns of the row: + - * / % ( ), comparisons, and or not, round(x, digits), floor, ceil, abs, sqrt, exp, log, min, max, if(condition, a, b), rows(dataset)',
    }),
  },
  template: {
    from: z.literal('template'),
    template: z.string().min(1).meta({
      description:
        'Text with columns in it: Customer#{id:09} has nine digits, {id:hash12} twelve letters made of the id',
    }),
  },
} as const

const plainSource = z
  .discriminatedUnion('from', [
    z.strictObject(sources.time),
    z.strictObject(sources.after),
    z.strictObject(sources.uuid),
    z.strictObject(sources.sequence),
    z.strictObject(sources.group),
    z.strictObject(sources.position),
    z.strictObject(sources.uniform),
    z.strictObject(sources.normal),
    z.strictObject(sources.logNormal),
    z.strictObject(sources.quantiles),
    z.strictObject(sources.zipf),
    z.strictObject(sources.power),
    z.strictObject(sources.key),
    z.strictObject(sources.choice),
    z.strictObject(sources.faker),
    z.strictObject(sources.pattern),
    z.strictObject(sources.words),
    z.strictObject(sources.any),
    z.strictObject(sources.formula),
    z.strictObject(sources.template),
  ])
  .meta({ id: 'Source' })

/** By the value of another column: what correlates columns that are no numbers. */
export const caseSource = {
  from: z.literal('case').meta({ description: 'By what another column of the row has' }),
  column: columnName.meta({ description: 'A column from choice' }),
  when: z.record(z.string(), plainSource).meta({ description: 'Sources by the value of that column' }),
  else: plainSource.meta({ description: 'The source for its other values' }),
}

export type PlainSourceFile = z.output<typeof plainSource>
