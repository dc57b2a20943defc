// The processes that work in a folder, a supervisor and its service: found in /proc, whatever has become of their parents.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

interface ServiceProcess {
  readonly processId: number
  readonly isSupervisor: boolean
}

export async function serviceProcesses(serviceDir: string): Promise<ServiceProcess[]> {
  const found: ServiceProcess[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // A process may end while we look at it.
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (folder !== serviceDir) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    found.push({ processId: Number(name), isSupervisor: command.includes('-supervisor.ts') })
  }
  return found
}

export async function supervisorId(serviceDir: string): Promise<number> {
  const [first, ...others] = (await serviceProcesses(serviceDir)).filter(({ isSupervisor }) => isSupervisor)
  if (first === undefined || others.length > 0)
    throw new Error(`${others.length + (first ? 1 : 0)} supervisors in ${serviceDir}`)
  return first.processId
}

/** Rejects when some are left after `waitMsMax`. */
export async function untilNoProcesses(serviceDir: string, waitMsMax: number): Promise<void> {
  const giveUpAtMs = Date.now() + waitMsMax
  for (;;) {
    const left = await serviceProcesses(serviceDir)
    if (left.length === 0) return
    if (Date.now() > giveUpAtMs) throw new Error(`still there: ${JSON.stringify(left)}`)
    await sleep(50)
  }
}
