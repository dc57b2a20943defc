// The API in a process of its own, as `make api` runs it: for tests that kill it, and for benches.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const serve = join(import.meta.dirname, '../serve.ts')
const lookEveryMs = 50

/** `environment` has the port of `url`. Resolves when it is ready; rejects when it is not within `startMsMax`, and has ended it then. */
export async function serveApi(url: string, environment: NodeJS.ProcessEnv, startMsMax: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [serve], { env: environment, stdio: ['ignore', 'inherit', 'inherit'] })
  const giveUpAtMs = performance.now() + startMsMax
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() > giveUpAtMs) {
      child.kill('SIGKILL')
      throw new Error(`the API did not become ready at ${url} within ${startMsMax / 1000} s`)
    }
    await sleep(lookEveryMs)
  }
  return child
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false, // not there yet: that is what is being waited for
  )
}
