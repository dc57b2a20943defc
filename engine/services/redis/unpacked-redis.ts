// The redis-server in a folder that Debian's packages were unpacked in.
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface RedisProgram {
  readonly redisServer: string
  /** Folders of shared libraries, as LD_LIBRARY_PATH takes them; empty when the system has what it needs. */
  readonly libraryPath: string
}

/** Undefined when the folder is not there. */
export async function unpackedRedis(dir: string): Promise<RedisProgram | undefined> {
  if (!(await isThere(dir))) return undefined
  const libraryDirs: string[] = []
  for (const parent of [join(dir, 'usr/lib'), join(dir, 'lib')]) {
    const names = (await isThere(parent)) ? await readdir(parent) : []
    libraryDirs.push(...names.filter((name) => name.includes('-linux-')).map((name) => join(parent, name)))
  }
  return { redisServer: join(dir, 'usr/bin/redis-server'), libraryPath: libraryDirs.join(':') }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
