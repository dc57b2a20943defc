// Java's class data archive of the broker: written by the JVM when the first broker ends gracefully, and from then on a third
// less CPU for every start. Only a whole archive gets its name; without one, Java just starts slower.
import { access, rename, rm } from 'node:fs/promises'
import { systemErrorCode } from '../../errors/error-message.ts'
import { kafkaJarsDir } from './kafka-release.ts'

interface ClassArchive {
  readonly javaArguments: readonly string[]
  /** Call it when Java has ended: only what a graceful end has written is whole. */
  keep(endedGracefully: boolean): Promise<void>
}

export async function classArchive(javaVersion: string): Promise<ClassArchive> {
  const file = `${kafkaJarsDir}.java-${javaVersion}.jsa`
  const exists = await access(file).then(
    () => true,
    () => false,
  )
  if (exists) return { javaArguments: [`-XX:SharedArchiveFile=${file}`], keep: () => Promise.resolve() }
  const growing = `${file}.${process.pid}`
  return {
    javaArguments: [`-XX:ArchiveClassesAtExit=${growing}`],
    keep: (endedGracefully) => (endedGracefully ? moveIfThere(growing, file) : rm(growing, { force: true })),
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // Java writes none when it cannot, and says so on its stderr.
    if (systemErrorCode(error) !== 'ENOENT') throw error
  }
}
