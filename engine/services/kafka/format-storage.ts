// Prepares the local broker's storage before its first start; a start that was cut short in the middle is done again.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { minimalEnvironment } from '../process/minimal-environment.ts'

const marker = 'formatted'
const formatMsMax = 60_000

/** Works on `server.properties` in the working directory; rejects with what the tool has printed. */
export async function formatStorage(java: string, javaArguments: readonly string[]): Promise<void> {
  const isFormatted = await access(marker).then(
    () => true,
    () => false,
  )
  if (isFormatted) return
  const clusterId = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url')
  const format = ['format', '--ignore-formatted', `--cluster-id=${clusterId}`, '--config=server.properties']
  await promisify(execFile)(java, [...javaArguments, 'kafka.tools.StorageTool', ...format], {
    env: minimalEnvironment(),
    timeout: formatMsMax,
  })
  await writeFile(marker, clusterId)
}
