import { expect, test } from 'vitest'
import { QueryParams } from './query-params.ts'

test('a value never becomes part of the SQL', () => {
  const params = new QueryParams()
  const evil = "' OR 1 = 1 --"
  expect([params.bind('String', evil), params.bind('UInt64', '7'), params.bindTime(1)]).toEqual([
    '{p0:String}',
    '{p1:UInt64}',
    "fromUnixTimestamp64Milli({p2:Int64}, 'UTC')",
  ])
  expect(params.values).toEqual({ p0: evil, p1: '7', p2: 1 })
})
