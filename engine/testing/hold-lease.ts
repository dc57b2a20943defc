// A process that holds a lease, for tests to kill: prints the endpoint as a JSON line, again after each restart, and ends
// when its stdin does. Arguments: `clickhouse` or `kafka`, and DATA_DIR.
import { acquireClickHouse } from '../services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '../services/kafka/acquire-kafka.ts'

const [service, dataDir = ''] = process.argv.slice(2)
const lease = service === 'kafka' ? await acquireKafka({ dataDir }) : await acquireClickHouse({ dataDir })
const print = (): void => console.log(JSON.stringify(lease.endpoint))
print()
lease.onRestart(print)
process.stdin.resume()
