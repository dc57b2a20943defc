import { expect, test } from 'vitest'
import { rateLimitHeaders } from './rate-limit-headers.ts'

const decision = { isAllowed: true, limit: 1000, windowSeconds: 10, remaining: 990, resetSeconds: 8 }

test('says the policy, what is left and when there is more', () => {
  expect(rateLimitHeaders(decision)).toEqual({
    'RateLimit-Policy': '"default";q=1000;w=10',
    RateLimit: '"default";r=990;t=8',
  })
})

test('says a client that is refused when to come again', () => {
  expect(rateLimitHeaders({ ...decision, isAllowed: false, remaining: 0 })).toEqual({
    'RateLimit-Policy': '"default";q=1000;w=10',
    RateLimit: '"default";r=0;t=8',
    'Retry-After': '8',
  })
})

test('says nothing when there is no limit', () => {
  expect(rateLimitHeaders({ ...decision, limit: 0 })).toEqual({})
})
