// An error answer, `application/problem+json` (RFC 9457).
import { z } from 'zod'

export const problem = z.strictObject({
  type: z.string().describe('`about:blank`: the status says it all'),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  request_id: z.string().describe('The same as in the header X-Request-Id and in the log'),
  errors: z.record(z.string(), z.array(z.string())).optional().describe('What is wrong, by parameter'),
})

export type Problem = z.output<typeof problem>
