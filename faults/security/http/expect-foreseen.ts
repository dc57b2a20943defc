// Whether an answer is one that the OpenAPI document foresees: its status, its type, and what its schema says of it.
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { openApiDocument } from '@millrace/schemas/api/openapi-document.ts'
import { routes } from '@millrace/schemas/api/routes.ts'
import { expect } from 'vitest'
import { z } from 'zod'
import type { AnyRequest } from './any-request.ts'
import type { HttpAnswer } from './http-answer.ts'

const operation = z.object({ responses: z.record(z.string(), z.unknown()) })
const document = z
  .object({ paths: z.record(z.string(), z.object({ get: operation, post: operation.optional() })) })
  .parse(openApiDocument(routes, { version: '0' }))
/** What the server under the routes says: nothing there, not that way, as it was, too long, too much at once. */
const serverStatuses = [204, 304, 404, 405, 413, 414, 426]

/** Throws when it is not. */
export function expectForeseen({ method, path }: AnyRequest, { status, headers, body }: HttpAnswer): void {
  expect(status).toBeLessThan(500)
  const item = document.paths[path]
  const documented = method === 'GET' || method === 'HEAD' ? item?.get : method === 'POST' ? item?.post : undefined
  const statuses = [...Object.keys(documented?.responses ?? {}).map(Number), ...serverStatuses]
  if (status >= 300 || documented !== undefined) expect(statuses).toContain(status)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.has('set-cookie')).toBe(false)
  if (status >= 400) {
    expect(headers.get('content-type')).toBe('application/problem+json')
    if (method !== 'HEAD') expect(problem.parse(JSON.parse(String(body))).status).toBe(status)
  } else if (status === 202) eventsTaken.parse(JSON.parse(String(body)))
  else if (status === 200 && method === 'GET') expectAnswer(path, String(body))
}

function expectAnswer(path: string, body: string): void {
  const answer = routes.find((route) => route.path === path)?.answer
  if (answer?.contentType === 'application/json') answer.schema.parse(JSON.parse(body))
  if (answer?.contentType === 'application/x-ndjson') {
    for (const line of body.split('\n').slice(0, -1)) answer.schema.parse(JSON.parse(line))
  }
}
