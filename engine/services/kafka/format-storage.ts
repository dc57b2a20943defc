// Prepares the local broker's storage before its first start. One that was cut short in the middle is done again from nothing: the
// tool refuses what it has half done, and no broker has run on it.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errorMessage } from '../../errors/error-message.ts'
import { minimalEnvironment } from '../process/minimal-environment.ts'

const marker = 'formatted'
/** Of what may be in `log.dirs`: see `broker-config.ts`. */
const storage = 'topics'
const formatMsMax = 60_000

/** Works on `server.properties` in the working directory; rejects with what the tool has printed. */
export async function formatStorage(java: string, javaArguments: readonly string[]): Promise<void> {
  const isFormatted = await access(marker).then(
    () => true,
    () => false,
  )
  if (isFormatted) return
  await rm(storage, { recursive: true, force: true })
  const clusterId = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url')
  const format = ['format', '--ignore-formatted', `--cluster-id=${clusterId}`, '--config=server.properties']
  await promisify(execFile)(java, [...javaArguments, 'kafka.tools.StorageTool', ...format], {
    env: minimalEnvironment(),
    timeout: formatMsMax,
  }).catch((error: unknown) => {
    // Not with the command itself, in which there are words that look like reasons.
    throw new Error(printedBy(error) || errorMessage(error), { cause: error })
  })
  await writeFile(marker, clusterId)
}

function printedBy(error: unknown): string {
  return error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
}
