import { expect, test } from 'vitest'
import { parseRedisUrl, redisAddress } from './redis-url.ts'

test('an address is taken apart', () => {
  expect(parseRedisUrl('redis://cache')).toEqual({
    host: 'cache',
    port: 6379,
    db: 0,
    username: '',
    password: '',
    isTls: false,
  })
  expect(parseRedisUrl('rediss://me:p%40ss%2F@cache.example:6380/3')).toEqual({
    host: 'cache.example',
    port: 6380,
    db: 3,
    username: 'me',
    password: 'p@ss/',
    isTls: true,
  })
  expect(parseRedisUrl('redis://:secret@[::1]:1234/')).toMatchObject({ host: '::1', port: 1234, password: 'secret' })
})

test('what is shown of it has no password', () => {
  expect(redisAddress('rediss://me:secret@cache.example:6380/3')).toBe('cache.example:6380/3')
  expect(redisAddress('redis://:secret@[::1]')).toBe('[::1]:6379/0')
})

test.each([
  'http://me:secret@cache:6379',
  'cache:6379',
  'me:secret@cache:6379',
  'redis://:secret@:6379',
  'redis:///0',
  'redis://:secret@cache/queue',
  'redis://:secret@cache/0?commandTimeout=9',
  'redis://:secret@cache#0',
  'redis://:secret%zz@cache',
  'redis://:secret%ff@cache',
  'redis://:secret@cache:99999',
  '/run/redis.sock',
  '',
])('%s is refused, without being repeated', (url) => {
  expect(() => parseRedisUrl(url)).toThrow(/^REDIS_URL is not valid: it must be redis:\/\//)
  expect(() => redisAddress(url)).not.toThrow(/secret/)
})
