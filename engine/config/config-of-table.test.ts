import { expect, test } from 'vitest'
import { configOfTable } from './config-of-table.ts'
import { readConfig } from './config.ts'

const config = readConfig({ CLICKHOUSE_DATABASE: 'analytics' })

test('the database that is named with the table is worked in, else the configured one', () => {
  expect(configOfTable(config, 'shop.orders')).toEqual({
    config: { ...config, CLICKHOUSE_DATABASE: 'shop' },
    table: 'orders',
  })
  expect(configOfTable(config, 'orders')).toEqual({ config, table: 'orders' })
})

test.each(['', 'a.b.c', 'a b', '.t', "t'"])('%j is no name of a table', (given) => {
  expect(() => configOfTable(config, given)).toThrow(/^TABLE=.* is not valid: it is table or database\.table/)
})
