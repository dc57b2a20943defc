// The files that patterns name, each once, in the order of their paths.
import { glob, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { configError } from '../errors/millrace-error.ts'

/** Absolute paths. Throws `CONFIG` naming a pattern that no file matches. */
export async function findFiles(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const pattern of patterns) {
    // A path that is there is that file, whatever characters it has.
    const paths = (await isFile(pattern)) ? [pattern] : await matches(pattern)
    if (paths.length === 0) throw configError('FILES', pattern, 'no file matches it')
    for (const path of paths) found.add(resolve(path))
  }
  return [...found].sort()
}

async function matches(pattern: string): Promise<string[]> {
  const paths: string[] = []
  for await (const path of glob(pattern)) if (await isFile(path)) paths.push(path)
  return paths
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false // what cannot be looked at is no file to load
}
