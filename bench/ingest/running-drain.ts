// The drain in a process of its own, as users run it, for as long as a measurement takes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '../../engine/cli/millrace.ts')

export interface RunningDrain {
  stop(): Promise<void>
}

export async function startDrain(environment: NodeJS.ProcessEnv): Promise<RunningDrain> {
  const child = spawn(process.execPath, [cli, 'ingest'], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  await Promise.race([once(child.stderr, 'data'), once(child, 'exit')])
  child.stderr.resume()
  if (child.exitCode !== null) throw new Error(`the drain ended with ${child.exitCode}`)
  return {
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
