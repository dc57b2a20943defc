// The datasets that the API counts, that of the live events first.
import { z } from 'zod'
import { count } from './count.ts'

const datasetEntry = z.strictObject({
  name: z.string().describe('Also of its table'),
  rows: count,
  time: z.string().nullable().describe('The column whose times are counted; null when it has none'),
  earliest: z.iso
    .datetime()
    .nullable()
    .describe('The first of these times; null when there is none, or it takes too long to know'),
  latest: z.iso.datetime().nullable(),
  events: z.boolean().describe('Whether its rows are events, with users and a category'),
})

export const datasets = z.array(datasetEntry)

export type DatasetEntry = z.output<typeof datasetEntry>
