// What a process takes of the machine now, as the kernel has it.
import { readdir, readFile } from 'node:fs/promises'

export async function residentBytes(processId: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${processId}/status`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error(`process ${processId} has ended`)
  return Number(kilobytes) * 1024
}

export async function openDescriptors(processId: number): Promise<number> {
  return (await readdir(`/proc/${processId}/fd`)).length
}
