// A dataset as people write it, in YAML, JSON or TypeScript: what its JSON Schema and its checks are made from.
import { z } from 'zod'
import { caseSource, sources } from './source-file.ts'
import { countSpread, durationSpread, moment, share } from './spread.ts'

const dayMs = 86_400_000

const common = {
  type: z
    .string()
    .min(1)
    .meta({ id: 'Type', description: 'As ClickHouse writes it: UInt64, LowCardinality(String), Decimal(12, 2)' }),
  nulls: share.optional().meta({ description: 'Share of NULL, of a Nullable type' }),
  per: z.enum(['row', 'session']).optional().meta({ description: 'session: once for all rows of a session' }),
  hidden: z.boolean().optional().meta({ description: 'Only for other columns to look at; not in the table' }),
  codec: z.string().optional().meta({ description: 'What stands in CODEC(…), if the table is made' }),
  comment: z.string().optional(),
}
const column = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject({ ...common, ...shape })

export const columnFile = z.discriminatedUnion('from', [
  column(sources.time),
  column(sources.after),
  column(sources.uuid),
  column(sources.sequence),
  column(sources.group),
  column(sources.position),
  column(sources.uniform),
  column(sources.normal),
  column(sources.logNormal),
  column(sources.quantiles),
  column(sources.zipf),
  column(sources.power),
  column(sources.key),
  column(sources.choice),
  column(sources.faker),
  column(sources.pattern),
  column(sources.words),
  column(sources.any),
  column(sources.formula),
  column(sources.template),
  column(caseSource),
])

export const datasetFile = z.strictObject({
  $schema: z.string().optional().meta({ description: 'Where an editor finds this schema' }),
  name: z
    .string()
    .regex(/^[A-Za-z_]\w{0,63}$/, 'must be letters, digits and _')
    .meta({ description: 'Also the name of its table' }),
  comment: z.string().optional(),
  columns: z
    .record(z.string().min(1), columnFile)
    .refine(
      (columns) => Object.values(columns).some(({ hidden }) => hidden !== true),
      'must be at least one, not hidden',
    )
    .meta({ description: 'By name, in their order' }),
  times: z
    .strictObject({
      from: moment.optional(),
      to: moment.optional(),
      rhythm: z.enum(['daily-weekly', 'even']).default('daily-weekly'),
      late: z.strictObject({ share, by: durationSpread }).optional().meta({
        description: 'Some rows come so much later than their time says',
      }),
    })
    .refine(({ from, to }) => (from === undefined) === (to === undefined), 'must have both from and to, or none')
    .refine(
      ({ from, to }) => from === undefined || to === undefined || new Date(from) < new Date(to),
      'must have a from that is before its to',
    )
    .refine(
      ({ from, to }) => from === undefined || to === undefined || (Date.parse(to) - Date.parse(from)) % dayMs === 0,
      'must have whole days between from and to: 2024-01-01 and 2024-02-01, with the same time of day if there is one',
    )
    .optional()
    .meta({
      description:
        'When rows happen, up to but not including to; without from and to, in the last 30 days (DAYS=, ANCHOR=)',
    }),
  sessions: z
    .strictObject({ rows: countSpread, gap: durationSpread })
    .optional()
    .meta({ description: 'Rows that belong together and follow each other in time' }),
  groups: z
    .array(z.int().min(1).max(10_000))
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'Rows of one group after the other, in turn: lines of an order' }),
  duplicates: share.optional().meta({ description: 'Share of rows that are the row before once more' }),
  table: z
    .strictObject({
      orderBy: z.array(z.string().min(1)).min(1),
      partitionBy: z.string().min(1).optional(),
    })
    .optional()
    .meta({ description: 'How the table is made if it is not there' }),
})

export type DatasetFile = z.output<typeof datasetFile>
/** As it is written: what has a default may be left out. */
export type DatasetFileInput = z.input<typeof datasetFile>
export type ColumnFile = z.output<typeof columnFile>
