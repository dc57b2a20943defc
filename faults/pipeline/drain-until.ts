// `millrace ingest` for as long as there is something to drain, then Ctrl-C.
import type { MillraceResult } from '@millrace/engine/testing/run-millrace.ts'
import type { PipelineTry } from './test-pipeline.ts'
import { until } from './until.ts'

/** `what` says in words what `isDrained` looks at. */
export async function drainUntil(
  attempt: PipelineTry,
  what: string,
  isDrained: () => Promise<boolean>,
): Promise<MillraceResult> {
  const ingest = attempt.start('ingest')
  try {
    await Promise.race([until(what, isDrained), endsBefore(what, ingest.result)])
    ingest.child.kill('SIGINT')
    return await ingest.result
  } finally {
    ingest.child.kill('SIGKILL')
  }
}

async function endsBefore(what: string, result: Promise<MillraceResult>): Promise<never> {
  const { ended, stderr } = await result
  throw new Error(`the drain ended with ${ended} before ${what}: ${stderr}`)
}
