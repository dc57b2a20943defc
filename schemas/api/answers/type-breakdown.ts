// Events by type.
import { z } from 'zod'
import { count } from './count.ts'

export const typeBreakdown = z.record(z.string(), count)
