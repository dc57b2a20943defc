// For dataset files in TypeScript: gives them types and completion, and returns what it is given.
import type { DatasetFileInput } from './dataset-file.ts'

export function defineDatasetFile(file: DatasetFileInput): DatasetFileInput {
  return file
}
