// Who listens on a TCP port of this machine, as far as /proc tells: `"node" (process 123)`, or undefined.
import { readdir, readFile, readlink } from 'node:fs/promises'

const listening = '0A'

export async function portHolder(port: number): Promise<string | undefined> {
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await textOrEmpty(table)).split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
      const localPort = local?.split(':').at(-1)
      if (state === listening && localPort !== undefined && Number.parseInt(localPort, 16) === port && inode) {
        inodes.add(`socket:[${inode}]`)
      }
    }
  }
  if (inodes.size === 0) return undefined
  for (const processId of (await namesIn('/proc')).filter((name) => /^\d+$/.test(name))) {
    for (const descriptor of await namesIn(`/proc/${processId}/fd`)) {
      const target = await readlink(`/proc/${processId}/fd/${descriptor}`).catch(() => '')
      if (inodes.has(target)) return `"${(await textOrEmpty(`/proc/${processId}/comm`)).trim()}" (process ${processId})`
    }
  }
  return undefined
}

// Processes come and go, and other users' are closed to us: what cannot be read is not known.
async function textOrEmpty(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
