// A query string into a route's parameters, or what is wrong with each of them.
import type { QueryOf, RouteDefinition } from '@millrace/schemas/api/route.ts'

/** What is wrong, in words for people, by parameter. */
type ParameterErrors = Readonly<Record<string, string[]>>

export type ParsedQuery<Route extends RouteDefinition> =
  { readonly ok: true; readonly query: QueryOf<Route> } | { readonly ok: false; readonly errors: ParameterErrors }

export function parseQuery<Route extends RouteDefinition>(route: Route, queryString: string): ParsedQuery<Route> {
  const given = new URLSearchParams(queryString)
  const known = Object.keys(route.query.shape)
  const errors = new Map<string, string>()
  for (const name of new Set(given.keys())) {
    if (!known.includes(name)) errors.set(name, unknownParameter(route.path, known))
    else if (given.getAll(name).length > 1) errors.set(name, 'is given more than once')
  }
  const parsed = route.query.safeParse(Object.fromEntries(known.flatMap((name) => entry(name, given.get(name)))))
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0])
    if (!errors.has(name)) errors.set(name, given.has(name) ? message : 'is missing')
  }
  // The parser's output is the schema's own; the compiler cannot see that through the type parameter.
  if (parsed.success && errors.size === 0) return { ok: true, query: parsed.data as QueryOf<Route> }
  return { ok: false, errors: Object.fromEntries([...errors].map(([name, error]) => [name, [error]])) }
}

function entry(name: string, value: string | null): (readonly [string, string])[] {
  return value === null ? [] : [[name, value]]
}

function unknownParameter(path: string, known: readonly string[]): string {
  const there = known.length === 0 ? 'it takes none' : `there are ${known.join(', ')}`
  return `is not a parameter of ${path}; ${there}`
}
