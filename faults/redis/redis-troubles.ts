// What an operator, or too little memory, can do to a Redis that goes on running; each is undone again.
import type { Redis } from 'ioredis'

export interface RedisTrouble {
  readonly name: string
  readonly begin: (redis: Redis, database: string) => Promise<unknown>
  readonly end: (redis: Redis) => Promise<unknown>
}

const setBack = (name: string, value: string) => (redis: Redis) => redis.config('SET', name, value)
const nothing = (): Promise<void> => Promise.resolve()

export const redisTroubles: readonly RedisTrouble[] = [
  { name: 'slow', begin: (redis) => redis.call('CLIENT', 'PAUSE', '900', 'ALL'), end: nothing },
  {
    name: 'evicting',
    async begin(redis) {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
      await redis.config('SET', 'maxmemory', '2mb')
      for (let key = 0; key < 300; key++) await redis.set(`junk:${key}`, 'x'.repeat(10_000))
    },
    async end(redis) {
      await redis.config('SET', 'maxmemory', '0')
      await redis.config('SET', 'maxmemory-policy', 'noeviction')
    },
  },
  { name: 'full', begin: (redis) => redis.config('SET', 'maxmemory', '1'), end: setBack('maxmemory', '0') },
  {
    name: 'another type under every key',
    async begin(redis, database) {
      const keys = [...(await redis.keys(`millrace:${database}:*`)), `millrace:${database}:pipeline-ids`]
      for (const key of keys) await redis.multi().del(key).hset(key, 'not', 'ours').exec()
    },
    end: (redis) => redis.flushall(),
  },
  {
    name: 'a replica that takes no writes',
    begin: (redis) => redis.call('REPLICAOF', '127.0.0.1', '1'),
    end: (redis) => redis.call('REPLICAOF', 'NO', 'ONE'),
  },
  { name: 'flushed', begin: (redis) => redis.flushall(), end: nothing },
  {
    name: 'another password',
    async begin(redis) {
      await redis.config('SET', 'requirepass', 'another')
      await redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
    },
    end: setBack('requirepass', ''),
  },
]
