// Dataset files in TypeScript or JavaScript, which Node runs as they are.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import type { ReadDatasetFile } from './read-file.ts'

/** Throws `CONFIG` for a program that fails, or exports no dataset. */
export async function readModule(path: string): Promise<ReadDatasetFile> {
  const exported = await exportsOf(path)
  const value = exported['default'] ?? exported['dataset']
  if (value === undefined) {
    throw new MillraceError(
      'CONFIG',
      `${path} exports no dataset: export default defineDatasetFile({ … }), or export const dataset`,
    )
  }
  return { path, value, placeOf: undefined }
}

async function exportsOf(path: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>
  } catch (error) {
    throw new MillraceError('CONFIG', `${path} cannot be run: ${errorMessage(error)}`, { cause: error })
  }
}
