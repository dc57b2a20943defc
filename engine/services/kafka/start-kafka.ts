// Starts the local Kafka broker in the working directory and waits until topics can be made on it.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { logTail } from '../process/log-tail.ts'
import { rememberedPorts } from '../process/remembered-ports.ts'
import { ServiceChild } from '../process/service-child.ts'
import type { KafkaEndpoint } from '../service.ts'
import type { RunningService } from '../supervisor/supervised-service.ts'
import { brokerAnswers } from './broker-answers.ts'
import { log4j2Properties, serverProperties } from './broker-config.ts'
import { classArchive } from './class-archive.ts'
import { findJava } from './find-java.ts'
import { formatStorage } from './format-storage.ts'
import { kafkaFailure } from './kafka-failure.ts'
import { kafkaJarsDir, kafkaVersion } from './kafka-release.ts'

const startMsMax = 90_000
const stopMsMax = 15_000
/** How a JVM that was asked by SIGTERM ends. */
const gracefulEnd = 'exit code 143'
const logFile = 'server.log'
const javaOptions = [
  '-Xms128m',
  '-Xmx512m',
  '-XX:+UseSerialGC',
  // Most of the broker's work is the kernel's: compiling its own to the utmost costs more than it saves.
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
]

/** Clients are told to come to `advertisedPort`, if there is one. Throws DISK_FULL, CONFIG or SERVICE_FAILED. */
export async function startKafka(lockDescriptor: number, advertisedPort?: number): Promise<RunningService> {
  const found = await findJava()
  if (!found.found) throw new MillraceError('SERVICE_FAILED', `the local Kafka cannot start: ${found.reason}`)
  const [brokerPort = 0, controllerPort = 0] = await rememberedPorts([undefined, undefined])
  await writeFile('server.properties', serverProperties(brokerPort, controllerPort, advertisedPort))
  await writeFile('log4j2.properties', log4j2Properties(logFile))
  const logging = '-Dlog4j2.configurationFile=log4j2.properties'
  const javaArguments = [...javaOptions, logging, '-cp', join(kafkaJarsDir, '*')]
  try {
    await formatStorage(found.java, javaArguments)
  } catch (error) {
    throw kafkaFailure(errorMessage(error), 'its storage could not be formatted', process.cwd())
  }
  const javaChild = join(import.meta.dirname, 'java-child.ts')
  const archive = await classArchive(found.version)
  const command = [found.java, ...archive.javaArguments, ...javaArguments, 'kafka.Kafka', 'server.properties']
  const child = new ServiceChild({
    arguments: ['--disable-warning=ExperimentalWarning', javaChild, String(process.pid), ...command],
    outputFile: 'server.stderr.log',
    stdin: lockDescriptor,
    inherited: [],
    stopMsMax,
  })
  const ended = child.ended.then(async (reason) => {
    await archive.keep(reason === gracefulEnd)
    return reason
  })
  await untilReady(child, brokerPort)
  const broker = `127.0.0.1:${brokerPort}`
  const endpoint: KafkaEndpoint = { broker, version: kafkaVersion, processId: child.processId }
  const stop = async (): Promise<void> => {
    await child.stop()
    await ended
  }
  return { endpoint, ended, stop }
}

async function untilReady(child: ServiceChild, brokerPort: number): Promise<void> {
  const giveUpAtMs = performance.now() + startMsMax
  while (performance.now() < giveUpAtMs) {
    if (child.hasEnded) throw kafkaFailure(outputOf(child), await child.ended, process.cwd())
    if (await brokerAnswers(brokerPort)) return
    await sleep(50)
  }
  child.kill()
  await child.ended
  throw kafkaFailure(outputOf(child), `no answer for ${startMsMax / 1000} s`, process.cwd())
}

function outputOf(child: ServiceChild): string {
  return `${logTail(logFile)}\n${child.output}`
}
