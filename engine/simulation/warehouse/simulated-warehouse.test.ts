import { expect, test } from 'vitest'
import { keysTable } from '../../ledger/ledger-ddl.ts'
import { SimulatedWarehouse } from './simulated-warehouse.ts'

test('an insert is known by its token for so many inserts, and no longer', () => {
  const warehouse = new SimulatedWarehouse(2, () => 0)
  for (const token of ['a', 'a', 'b', 'a', 'c', 'a']) warehouse.insertBlock(token, `${token}\n`)
  expect(warehouse.blocks.map(({ token }) => token)).toEqual(['a', 'b', 'c', 'a'])
})

test('the first owner of a key stays its owner', () => {
  const warehouse = new SimulatedWarehouse(2, () => 0)
  warehouse.insertRows(keysTable, [{ key: 'k', owner: 'first' }], undefined)
  warehouse.insertRows(keysTable, [{ key: 'k', owner: 'second' }], undefined)
  expect(warehouse.select(`SELECT … FROM ${keysTable}`, { keys: ['k'] })).toMatchObject([{ owner: 'first' }])
})

test('a query that it does not know is refused', () => {
  expect(() => new SimulatedWarehouse(1, () => 0).select('SELECT 1', {})).toThrow('SELECT 1')
})
