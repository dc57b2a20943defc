// The OpenAPI 3.1 document of the API, made from the routes that check its requests and answers.
import { z } from 'zod'
import { problem } from './answers/problem.ts'
import { postEventsOperation, postEventsPath } from './post-events-operation.ts'
import type { RouteDefinition } from './route.ts'

type JsonObject = Record<string, unknown>

const errorTitles: ReadonlyMap<number, string> = new Map([
  [400, 'A parameter is wrong; `errors` says which and why'],
  [414, 'Path and query are too long'],
  [421, 'The API does not answer to that name; API_HOSTS lists those it answers to'],
  [429, 'More requests than a client may make; Retry-After says when to come again'],
  [500, 'A fault of the API'],
  [503, 'ClickHouse is away, and no earlier answer is recent enough'],
  [504, 'ClickHouse was stopped at a limit of time, memory or rows: narrow the range'],
])

/** Said under the API, by what reads requests: it is no problem document, and has no type. */
const headTooLarge = { description: 'Request line and headers are larger than 32 KiB together' }

export interface ApiIdentity {
  readonly version: string
}

export function openApiDocument(routes: readonly RouteDefinition[], { version }: ApiIdentity): JsonObject {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Millrace',
      version,
      description:
        'Events in ClickHouse: metrics by polling, events by cursor and stream. Live counters: WebSocket at /live.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(routes.map((route) => [route.path, pathItem(route)])),
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function pathItem(route: RouteDefinition): JsonObject {
  return { get: operation(route), ...(route.path === postEventsPath && { post: postEventsOperation() }) }
}

function operation({ path, summary, query, answer, problems, otherStatuses = [] }: RouteDefinition): JsonObject {
  const parameters = queryParameters(query)
  const refusals = [400, 414, 421, ...problems, 429, 500]
  return {
    operationId: path.slice(1).replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: Object.fromEntries([
      ...[200, ...otherStatuses].map((status) => [status, answerObject(status, answer)]),
      ...refusals.map((status) => [status, problemObject(status)]),
      [431, headTooLarge],
    ]),
  }
}

function queryParameters(query: z.ZodObject): JsonObject[] {
  const { properties, required } = parameterList.parse(jsonSchema(query, 'input'))
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

const parameterList = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
})

function answerObject(status: number, { contentType, schema, headers = {} }: RouteDefinition['answer']): JsonObject {
  // The schema of JSON Lines is that of a line; a validator that reads the body as one value has nothing to check it with.
  const body = contentType === 'application/x-ndjson' ? { type: 'string' } : jsonSchema(schema, 'output')
  return {
    description: status === 200 ? 'Done' : 'The same, when something is down',
    ...(Object.keys(headers).length === 0
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
          ),
        }),
    content: { [contentType]: { schema: body } },
  }
}

function problemObject(status: number): JsonObject {
  return {
    description: errorTitles.get(status) ?? 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

/** A documented parameter shows what its text means; see `documentedParam`. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const made = z.toJSONSchema(schema, {
    io,
    override({ zodSchema, jsonSchema: each }) {
      const param = z.globalRegistry.get(zodSchema)?.['param']
      if (param === undefined) return
      for (const key of Object.keys(each)) Reflect.deleteProperty(each, key)
      Object.assign(each, param)
    },
  })
  return Object.fromEntries(Object.entries(made).filter(([key]) => key !== '$schema'))
}
