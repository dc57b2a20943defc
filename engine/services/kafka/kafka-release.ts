// Which Kafka the local broker is, and where its jars are kept: outside DATA_DIR, shared by all of this checkout.
import { join } from 'node:path'

export const kafkaVersion = '4.3.0'
export const kafkaJarsDir = join(import.meta.dirname, '../../../.tools/kafka', kafkaVersion)
