// Whether a dataset is named by a file, and not by its own name.
import { extname } from 'node:path'

export const textExtensions: readonly string[] = ['.yaml', '.yml', '.json']
export const programExtensions: readonly string[] = ['.ts', '.mts', '.js', '.mjs']

export function isDatasetPath(dataset: string): boolean {
  const extension = extensionOf(dataset)
  return dataset.includes('/') || textExtensions.includes(extension) || programExtensions.includes(extension)
}

export function extensionOf(path: string): string {
  return extname(path).toLowerCase()
}
