// The supervisor process of an embedded ClickHouse; runs in DATA_DIR/clickhouse. Arguments: `--http-port N --tcp-port N`.
import { parseArgs } from 'node:util'
import { supervise } from '../supervisor/supervise.ts'
import { startClickHouse } from './start-clickhouse.ts'

const { values } = parseArgs({ options: { 'http-port': { type: 'string' }, 'tcp-port': { type: 'string' } } })
const wantedPorts = [values['http-port'], values['tcp-port']].map((port) =>
  port === undefined ? undefined : Number(port),
)

await supervise({ name: 'ClickHouse', start: (lockDescriptor) => startClickHouse(lockDescriptor, wantedPorts) })
