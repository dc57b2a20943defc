// Reads a dataset file, in whichever language it is written.
import { readFile } from 'node:fs/promises'
import { errorMessage, systemErrorCode } from '../../errors/error-message.ts'
import { configError } from '../../errors/millrace-error.ts'
import { extensionOf, programExtensions, textExtensions } from './dataset-path.ts'
import type { ReadDatasetFile } from './read-file.ts'
import { readModule } from './read-module.ts'
import { readYaml } from './read-yaml.ts'

/** Throws `CONFIG` for a file that is not there, or not in one of the languages. */
export async function readDatasetFile(path: string): Promise<ReadDatasetFile> {
  const extension = extensionOf(path)
  const isProgram = programExtensions.includes(extension)
  if (!isProgram && !textExtensions.includes(extension)) {
    const extensions = [...textExtensions, ...programExtensions].join(', ')
    throw configError('DATASET', path, `a dataset file ends in ${extensions}`)
  }
  const text = await textOf(path)
  return isProgram ? readModule(path) : readYaml(path, text)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const isGone = systemErrorCode(error) === 'ENOENT'
    throw configError('DATASET', path, isGone ? 'there is no such file' : errorMessage(error))
  }
}
