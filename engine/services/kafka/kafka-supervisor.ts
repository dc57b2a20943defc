// The supervisor process of a local Kafka broker; runs in DATA_DIR/kafka. Arguments: `--advertised-port N`.
import { parseArgs } from 'node:util'
import { supervise } from '../supervisor/supervise.ts'
import { startKafka } from './start-kafka.ts'

const { values } = parseArgs({ options: { 'advertised-port': { type: 'string' } } })
const asked = values['advertised-port']
const advertisedPort = asked === undefined ? undefined : Number(asked)

await supervise({ name: 'Kafka', start: (lockDescriptor) => startKafka(lockDescriptor, advertisedPort) })
