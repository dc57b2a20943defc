// A process that holds a lease, for tests to kill: prints the endpoint as a JSON line, again after each restart, and ends
// when its stdin does. Arguments: `clickhouse`, `kafka` or `redis`, and DATA_DIR.
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '../services/kafka/acquire-kafka.ts'
import { acquireRedis } from '../services/redis/acquire-redis.ts'

const [service = '', dataDir = ''] = process.argv.slice(2)
const acquire = { clickhouse: acquireClickHouse, kafka: acquireKafka, redis: acquireRedis }[service]
if (acquire === undefined) throw new Error(`there is no service ${service}`)
const lease = await acquire({ dataDir })
const print = (): void => console.log(JSON.stringify(lease.endpoint))
print()
lease.onRestart(print)
process.stdin.resume()
