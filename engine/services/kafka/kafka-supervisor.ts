// The supervisor process of a local Kafka broker; runs in DATA_DIR/kafka.
import { supervise } from '../supervisor/supervise.ts'
import { startKafka } from './start-kafka.ts'

await supervise({ name: 'Kafka', start: startKafka })
