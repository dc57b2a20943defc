// The bus of all hosts that share a Redis. While Redis is away nobody waits for it, and nothing fails.
import { openRedis } from '../../redis/open-redis.ts'
import type { PipelineBus } from '../pipeline-bus.ts'
import { tellOnce } from '../tell-once.ts'
import { RedisPublisher } from './redis-publisher.ts'
import { RedisSubscription } from './redis-subscription.ts'

const alreadyTold = (): void => undefined

export function redisBus(url: string, database: string, notify: (message: string) => void): PipelineBus {
  return {
    publisher: () => Promise.resolve(new RedisPublisher(openRedis(url, notify), database, tellOnce(notify))),
    async subscribe(listener) {
      const subscription = new RedisSubscription({
        listening: openRedis(url, notify),
        reading: openRedis(url, alreadyTold),
        database,
        listener,
        tellRefused: tellOnce(notify),
        tellGarbage: tellOnce(notify),
      })
      await subscription.open()
      return subscription
    },
  }
}
