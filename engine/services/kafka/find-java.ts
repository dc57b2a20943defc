// Finds a Java that Kafka runs on: in JAVA_HOME, else in PATH.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorMessage } from '../../errors/error-message.ts'
import { findExecutable } from './find-executable.ts'

const javaVersionMin = 17

type FoundJava = { found: true; java: string; version: string } | { found: false; reason: string }

export async function findJava(environment: NodeJS.ProcessEnv = process.env): Promise<FoundJava> {
  const home = environment['JAVA_HOME']
  const inHome = home === undefined || home === '' ? undefined : await findExecutable('java', join(home, 'bin'))
  const java = inHome ?? (await findExecutable('java', environment['PATH']))
  if (java === undefined)
    return { found: false, reason: `no Java in JAVA_HOME or PATH (${javaVersionMin} or newer is needed)` }
  try {
    // It prints `openjdk version "17.0.15" 2025-04-15` and more on stderr.
    const { stdout, stderr } = await promisify(execFile)(java, ['-version'], { timeout: 20_000 })
    const version = /version "([^"]+)"/.exec(stderr + stdout)?.[1] ?? 'unknown'
    if (Number.parseInt(version) >= javaVersionMin) return { found: true, java, version }
    return { found: false, reason: `${java} is version ${version}, and ${javaVersionMin} or newer is needed` }
  } catch (error) {
    return { found: false, reason: `${java} does not run: ${errorMessage(error)}` }
  }
}
