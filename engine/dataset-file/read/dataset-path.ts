// What the names of dataset files end in.
import { extname } from 'node:path'

export const textExtensions: readonly string[] = ['.yaml', '.yml', '.json']
export const programExtensions: readonly string[] = ['.ts', '.mts', '.js', '.mjs']

export function extensionOf(path: string): string {
  return extname(path).toLowerCase()
}
