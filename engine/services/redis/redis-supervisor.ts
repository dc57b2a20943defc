// The supervisor process of a local Redis; runs in DATA_DIR/redis.
import { supervise } from '../supervisor/supervise.ts'
import { startRedis } from './start-redis.ts'

await supervise({ name: 'Redis', start: startRedis })
