// Kafka's jars, fetched once by Maven: into a folder of its own, which then takes its place in one step, so that nobody ever
// sees half of them and two processes that fetch at once do not clash.
import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { systemErrorCode } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { findExecutable } from './find-executable.ts'
import { kafkaJarsDir, kafkaVersion } from './kafka-release.ts'

const fetchMsMax = 10 * 60_000
const artifacts = [
  `org.apache.kafka:kafka_2.13:${kafkaVersion}`,
  `org.apache.kafka:kafka-tools:${kafkaVersion}`,
  // Without it, the broker's log goes nowhere.
  'org.apache.logging.log4j:log4j-slf4j-impl:2.25.4',
]

export async function hasKafkaJars(jarsDir = kafkaJarsDir): Promise<boolean> {
  return access(jarsDir).then(
    () => true,
    () => false,
  )
}

/** Throws SERVICE_FAILED, with Maven's own words, when they cannot be fetched. */
export async function ensureKafkaJars(onStarting?: (message: string) => void, jarsDir = kafkaJarsDir): Promise<void> {
  if (await hasKafkaJars(jarsDir)) return
  const maven = await findExecutable('mvn')
  if (maven === undefined) throw new MillraceError('SERVICE_FAILED', 'Kafka: no Maven (mvn) in PATH to fetch its jars')
  onStarting?.(`fetching Kafka ${kafkaVersion} with Maven (54 MB, once)`)
  await mkdir(dirname(jarsDir), { recursive: true })
  const workDir = await mkdtemp(join(dirname(jarsDir), '.fetching-'))
  try {
    await writeFile(join(workDir, 'pom.xml'), pom())
    const fetch = ['-q', '-B', '-f', workDir, 'dependency:copy-dependencies', `-DoutputDirectory=${workDir}/jars`]
    await promisify(execFile)(maven, [...fetch, '-DincludeScope=runtime'], { timeout: fetchMsMax, cwd: workDir })
    await moveInPlace(join(workDir, 'jars'), jarsDir)
  } catch (error) {
    const words = mavenErrors(error)
    const message = `Kafka's jars could not be fetched (offline?); STAGING=spool or none needs no Kafka. Maven said:\n${words}`
    throw new MillraceError('SERVICE_FAILED', message, { cause: error })
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
}

async function moveInPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // Another process was faster: its jars are as good as ours.
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw error
  }
}

function mavenErrors(error: unknown): string {
  const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
  const lines = output.split('\n').filter((line) => line.includes('ERROR'))
  return (lines.length > 0 ? lines : [String(error)]).slice(0, 4).join('\n')
}

function pom(): string {
  const dependencies = artifacts
    .map((artifact) => artifact.split(':'))
    .map(
      ([group, name, version]) =>
        `<groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>`,
    )
    .map((coordinates) => `<dependency>${coordinates}</dependency>`)
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>millrace</groupId><artifactId>kafka-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${dependencies.join('')}</dependencies>
</project>
`
}
