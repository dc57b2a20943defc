import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApiDocument } from './openapi-document.ts'
import { routes } from './routes.ts'

const document = openApiDocument(routes, { version: '1.2.3' })

test('is valid OpenAPI 3.1, by a validator that has nothing to do with us', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('the validator would see a mistake', async () => {
  const broken = { ...structuredClone(document), paths: { 'no-slash': { get: { responses: 'none' } } } }
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false })
})

test('has every route, with its problems', () => {
  expect(Object.keys(document['paths'] as object)).toEqual(routes.map(({ path }) => path))
  expect(document).toHaveProperty(
    ['paths', '/metrics/overview', 'get', 'responses', '503', 'content', 'application/problem+json', 'schema', '$ref'],
    '#/components/schemas/Problem',
  )
})

test.each([
  ['limit', { required: false, schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 } }],
  ['order', { required: false, schema: { type: 'string', enum: ['asc', 'desc'], default: 'asc' } }],
  ['from', { required: false, schema: { anyOf: [{ format: 'date-time' }, { format: 'date' }] } }],
])('shows what the text of %s means', (name, expected) => {
  const parameters: unknown = Reflect.get(
    (document['paths'] as Record<string, { get: object }>)['/metrics/events']?.get ?? {},
    'parameters',
  )
  expect((parameters as { name: string }[]).find((parameter) => parameter.name === name)).toMatchObject(expected)
})
