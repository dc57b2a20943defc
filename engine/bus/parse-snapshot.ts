// A snapshot from the text it travels as.
import { pipelineSnapshot, type PipelineSnapshot } from './pipeline-snapshot.ts'

/** Undefined when the text is no snapshot. */
export function parseSnapshot(text: string): PipelineSnapshot | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  return pipelineSnapshot.safeParse(value).data
}
