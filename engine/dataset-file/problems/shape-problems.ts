// What Zod finds wrong in a dataset file, as problems that say the rule and the fix.
import type { z } from 'zod'
import { knownKeys, valueAt } from './known-keys.ts'
import { oneOf, suggestion } from './nearest.ts'
import type { Spot } from './problem.ts'

type Issue = z.core.$ZodIssue

const expectedNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'keys with values',
  record: 'keys with values',
  null: 'null',
}

export function reportShape(schema: z.ZodType, written: unknown, issues: readonly Issue[], spot: Spot): void {
  for (const issue of issues) reportIssue(issue, issue.path, { schema, written, spot })
}

interface Shape {
  readonly schema: z.ZodType
  readonly written: unknown
  readonly spot: Spot
}

/** `path`: from the top of the file; of the issues in a union it is longer than their own. */
function reportIssue(issue: Issue, path: readonly PropertyKey[], shape: Shape): void {
  const spot = shape.spot.at(...path.map((key) => (typeof key === 'symbol' ? String(key) : key)))
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(shape.schema, shape.written, path) ?? []
    for (const key of issue.keys) {
      // Between braces, YAML ends a text at a comma.
      const hint = key.endsWith(')') ? "a type with a comma stands in quotes: 'Decimal(9, 2)'" : suggestion(key, known)
      spot.at(key).report(`there is no such key here: ${hint}`, 'key')
    }
    return
  }
  if (issue.code === 'invalid_union' && !isOurs(issue.message) && issue.errors.length > 0) {
    const meant = issue.errors.filter((branch) => !branch.some(isOfAnotherKind))
    const [branch] = meant
    if (meant.length === 1 && branch !== undefined) {
      for (const inner of branch) reportIssue(inner, [...path, ...inner.path], shape)
      return
    }
  }
  spot.report(
    ruleOf(issue, path.reduce<unknown>(valueAt, shape.written)),
    issue.code === 'invalid_key' ? 'key' : 'value',
  )
}

function isOfAnotherKind({ code, path }: Issue): boolean {
  return code === 'invalid_type' && path.length === 0
}

/** A message that the schema itself has. */
function isOurs(message: string): boolean {
  return message.startsWith('must ')
}

function ruleOf(issue: Issue, value: unknown): string {
  if (isOurs(issue.message)) return `it ${issue.message}`
  switch (issue.code) {
    case 'invalid_type':
      return `it must be ${expectedNames[issue.expected] ?? issue.expected}${isUnquoted(issue.expected, value) ? ': put it in quotes' : ''}`
    case 'invalid_value':
      return typeof value === 'string'
        ? suggestion(value, issue.values.map(String))
        : `it may be ${oneOf(issue.values.map(String))}`
    case 'invalid_union':
      return unionRule(issue, value)
    case 'too_small':
      return sizeRule(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return sizeRule(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'invalid_key':
      return 'a name must not be empty'
    default:
      return issue.message
  }
}

function isUnquoted(expected: string, value: unknown): boolean {
  return expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
}

function unionRule(issue: Extract<Issue, { code: 'invalid_union' }>, value: unknown): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    const options = issue.options.map(String)
    return typeof value === 'string' ? suggestion(value, options) : `it may be ${oneOf(options)}`
  }
  const values = issue.errors.flat().flatMap((inner) => ('values' in inner ? inner.values.map(String) : []))
  if (values.length > 0) return `it may be ${oneOf(values)}`
  const kinds = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => ('expected' in inner ? [expectedNames[inner.expected] ?? inner.expected] : [])),
  )
  return `it must be ${oneOf([...new Set(kinds)])}`
}

function sizeRule(origin: string, relation: string, size: number | bigint): string {
  if (origin === 'string') return size === 1 ? 'it must not be empty' : `it must have ${relation} ${size} characters`
  if (origin === 'array' || origin === 'tuple') return `it must have ${relation} ${size} of them`
  return `it must be ${relation} ${size}`
}
