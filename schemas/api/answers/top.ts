// The most frequent values of a column, most frequent first.
import { z } from 'zod'
import { count } from './count.ts'

export const top = z.array(z.strictObject({ key: z.string(), count }))

export type Top = z.output<typeof top>
