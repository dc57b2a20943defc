// `POST /events` as the OpenAPI document describes it.
import { z } from 'zod'
import { eventsTaken } from './answers/events-taken.ts'

export const postEventsPath = '/events'

const problems: Readonly<Record<number, string>> = {
  400: 'The body cannot be read to its end, or a header or parameter is wrong',
  401: 'Authorization: Bearer with the API_TOKEN is needed',
  403: 'Without API_TOKEN only this machine may write; pages only from CORS_ORIGINS',
  408: 'The body came too slowly',
  413: 'The body is larger than a request may be',
  415: 'Content-Encoding may be gzip',
  421: 'The API does not answer to that name; API_HOSTS lists those it answers to',
  429: 'As much is staged as may be, or the client asks too often: come again after Retry-After',
  500: 'A fault of the API',
  503: 'Events cannot be staged now: come again after Retry-After',
}

export function postEventsOperation(): Record<string, unknown> {
  const schema = Object.fromEntries(Object.entries(z.toJSONSchema(eventsTaken)).filter(([key]) => key !== '$schema'))
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return {
    operationId: 'postEvents',
    summary: 'Takes live events in; answered once every event that is not rejected is durably staged',
    security: [{}, { token: [] }],
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description: 'A request that is repeated under its key leaves each event once',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
    ],
    requestBody: {
      required: true,
      description: 'Events as JSON objects, one per line, or one JSON array of them; may be compressed with gzip',
      content: {
        'application/x-ndjson': { schema: { type: 'string' } },
        'application/json': { schema: { type: 'array', items: { type: 'object' } } },
      },
    },
    responses: {
      202: { description: 'Taken', content: { 'application/json': { schema } } },
      ...Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [status, { description, content: problem }]),
      ),
    },
  }
}
