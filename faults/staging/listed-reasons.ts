// Why blocks became dead letters, as `make dead-letters` lists them.
import type { PipelineTry } from '../pipeline/test-pipeline.ts'

export async function listedReasons(attempt: PipelineTry): Promise<string[]> {
  const { stdout } = await attempt.run('dead-letters')
  // A reason may have several lines: each letter's begins with its name and its rows.
  return stdout
    .split(/^\S+\t(?:\d+|\?) rows\t/m)
    .slice(1)
    .map((reason) => reason.trim())
}
