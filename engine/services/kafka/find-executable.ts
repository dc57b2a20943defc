// Looks a command up in PATH.
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export async function findExecutable(
  name: string,
  searchPath = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter((entry) => entry !== '')) {
    const file = join(folder, name)
    const isExecutable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isExecutable) return file
  }
  return undefined
}
