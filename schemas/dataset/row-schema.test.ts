import { expect, expectTypeOf, test } from 'vitest'
import { orders } from '../datasets/orders.ts'
import { pageEvents } from '../datasets/page-events.ts'
import { rowSchema, type RowOf } from './row-schema.ts'

const event = {
  event_id: '018f3f5e-7a00-7000-8000-000000000001',
  ts: '2026-11-24T12:00:00.123Z',
  event_type: 'click',
  user_id: '18446744073709551615',
  session_id: '018f3f5e-7a00-4000-8000-000000000002',
  url: 'https://shop.example/',
  referrer: '',
  country: 'DE',
  device: 'mobile',
  duration_ms: 4_294_967_295,
  metadata: { browser: 'Firefox' },
}

const order = {
  order_id: 1,
  placed_at: '2026-11-24T12:00:00Z',
  order_date: '2026-11-24',
  status: 'paid',
  customer_id: 7,
  currency: 'EUR',
  total: '12.30',
  discount: null,
  coupon: null,
  items: [['SKU-1', 2, '6.15']],
  shipped_at: null,
  is_gift: false,
  weight_kg: 0.5,
  client_ip: '10.0.0.1',
}

test('a row comes out as the writers take it', () => {
  const row = rowSchema(pageEvents).parse(event)
  expect(row).toEqual({ ...event, user_id: 2n ** 64n - 1n, metadata: new Map([['browser', 'Firefox']]) })
  expect(rowSchema(orders).parse(order)).toEqual({ ...order, order_id: 1n })
})

test('the type of a row is derived from the same definition', () => {
  expectTypeOf<RowOf<typeof pageEvents>['user_id']>().toEqualTypeOf<bigint>()
  expectTypeOf<RowOf<typeof pageEvents>['metadata']>().toEqualTypeOf<ReadonlyMap<string, string>>()
  expectTypeOf<RowOf<typeof orders>['discount']>().toEqualTypeOf<string | null>()
  expectTypeOf<RowOf<typeof orders>['items']>().toEqualTypeOf<readonly (readonly [string, number, string])[]>()
  expectTypeOf<keyof RowOf<typeof orders>>().toEqualTypeOf<keyof typeof order>()
})

test.each([
  [{ duration_ms: 4_294_967_296 }, 'duration_ms'],
  [{ duration_ms: -1 }, 'duration_ms'],
  [{ user_id: '18446744073709551616' }, 'user_id'],
  [{ user_id: 1.5 }, 'user_id'],
  [{ ts: 'yesterday' }, 'ts'],
  [{ event_id: 'x' }, 'event_id'],
  [{ metadata: { browser: 1 } }, 'metadata'],
  [{ country: undefined }, 'country'],
])('%o is refused, naming the field', (wrong, field) => {
  const { error } = rowSchema(pageEvents).safeParse({ ...event, ...wrong })
  expect(error?.issues.map((issue) => issue.path[0])).toContain(field)
})

test.each([
  [{ total: '1.234' }, 'total'],
  [{ currency: 'EURO' }, 'currency'],
  [{ status: 'lost' }, 'status'],
  [{ items: [['SKU-1', 256, '1']] }, 'items'],
  [{ items: [['SKU-1', 2]] }, 'items'],
  [{ more: 1 }, undefined],
])('order: %o is refused', (wrong, field) => {
  const { error } = rowSchema(orders).safeParse({ ...order, ...wrong })
  expect(error?.issues[0]?.path[0]).toBe(field)
})
