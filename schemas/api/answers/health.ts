// Whether the API lives, and whether all that it depends on does.
import { z } from 'zod'
import { serviceState } from './pipeline.ts'

export const alive = z.strictObject({ status: z.literal('ok'), uptime_seconds: z.number().min(0) })

export const readiness = z.strictObject({
  status: z.enum(['ready', 'not ready']),
  services: z.record(z.string(), serviceState),
})
