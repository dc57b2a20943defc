// Whether a local Kafka can run on this machine, without starting or fetching anything.
import { findExecutable } from './find-executable.ts'
import { findJava } from './find-java.ts'
import { hasKafkaJars } from './kafka-jars.ts'
import { kafkaVersion } from './kafka-release.ts'

type KafkaAvailability = { available: true; how: string } | { available: false; reason: string }

export async function kafkaAvailability(): Promise<KafkaAvailability> {
  const java = await findJava()
  if (!java.found) return { available: false, reason: java.reason }
  const how = `Kafka ${kafkaVersion} on Java ${java.version}`
  if (await hasKafkaJars()) return { available: true, how }
  if (await findExecutable('mvn')) return { available: true, how: `${how}, fetched by Maven` }
  return { available: false, reason: 'the Kafka jars are not there, and there is no Maven (mvn) to fetch them' }
}
