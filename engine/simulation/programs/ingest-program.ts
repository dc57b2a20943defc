// `make ingest` and `make dead-letters replay` as simulated processes.
import { DeadLetters } from '../../drain/dead-letters.ts'
import { replayDeadLetters } from '../../drain/replay-dead-letters.ts'
import { drainUntil } from '../../ingest/drain-until.ts'
import { PipelineCounters } from '../../progress/pipeline-counters.ts'
import { config, deadLettersFolder, type ProgramParts } from './program-parts.ts'

export async function ingestProgram(parts: ProgramParts, interrupt: AbortSignal): Promise<void> {
  const staging = await parts.openStaging()
  try {
    await drainUntil(interrupt, {
      ...parts,
      config,
      staging,
      counters: new PipelineCounters(),
      notify: () => undefined,
    })
  } finally {
    await staging.close()
  }
}

export async function replayProgram({ warehouse, machine }: ProgramParts): Promise<void> {
  await replayDeadLetters(warehouse, new DeadLetters(deadLettersFolder, machine.files), config.RETRY_SECONDS)
}
