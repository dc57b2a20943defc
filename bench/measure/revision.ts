// Which revision of the code is measured.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** `ffb6715`, `ffb6715+` when files are changed; empty where there is no git, or no repository. */
export async function revision(folder: string): Promise<string> {
  const git = async (...words: string[]): Promise<string> => {
    const { stdout } = await run('git', ['-C', folder, ...words], { timeout: 10_000 })
    return stdout.trim()
  }
  try {
    const commit = await git('rev-parse', '--short', 'HEAD')
    return commit + ((await git('status', '--porcelain')) === '' ? '' : '+')
  } catch {
    return '' // that is what is said of it
  }
}
