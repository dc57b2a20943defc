import { faker } from '@faker-js/faker/locale/en'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { expect, test } from 'vitest'
import { encodeValue } from '../../encode/rowbinary/encode-value.ts'
import { columnCases } from '../../encode/testing/column-cases.ts'
import { anyValue } from './any-value.ts'

test.each(columnCases.map(({ type }) => [typeName(type), type] as const))('%s', (_name, type) => {
  for (let time = 0; time < 20; time++) expect(() => encodeValue(anyValue(type, faker), type)).not.toThrow()
})

test('arrays are as long as they are asked to be', () => {
  const type = { kind: 'Array', inner: { kind: 'String' } } as const
  for (let time = 0; time < 20; time++) expect(anyValue(type, faker, 3)).toHaveLength(3)
})
