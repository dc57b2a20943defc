// A route as its users see it: address, parameters, answer. Server, client and OpenAPI document are made from these.
import type { z } from 'zod'

export interface RouteDefinition {
  readonly path: `/${string}`
  readonly summary: string
  /** Strict: a parameter that is not in it is refused. Its input is text, its output what the handler works with. */
  readonly query: z.ZodObject
  readonly answer: {
    readonly contentType: 'application/json' | 'application/x-ndjson' | 'text/plain'
    /** Of the whole body, or of one line of `application/x-ndjson`. */
    readonly schema: z.ZodType
    /** Headers of the answer, by name, with what they say. */
    readonly headers?: Readonly<Record<string, string>>
  }
  /** Statuses of the answers that are problems, beside 429, 500 and, when there are parameters, 400. */
  readonly problems: readonly number[]
  /** Statuses that come with the answer's own schema, beside 200. */
  readonly otherStatuses?: readonly number[]
}

/** Keeps the types of a route's parameters and answer. */
export function defineRoute<const Route extends RouteDefinition>(route: Route): Route {
  return route
}

/** What a route's handler gets. */
export type QueryOf<Route extends RouteDefinition> = z.output<Route['query']>

/** What a route answers. */
export type AnswerOf<Route extends RouteDefinition> = z.output<Route['answer']['schema']>
