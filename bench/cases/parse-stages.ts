// Which stages were asked for, checked.
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { stageNames, type StageName } from './stage-case.ts'

/** `generate,encode`; all stages when nothing was asked for. Throws `CONFIG` for what is no stage. */
export function parseStages(text: string | undefined): readonly StageName[] {
  if (text === undefined || text === '') return stageNames
  return text.split(',').map((part) => {
    const stage = stageNames.find((name) => name === part.trim())
    if (stage === undefined) {
      throw configError('STAGES', text, `it may be any of ${stageNames.join(', ')}, separated by commas`)
    }
    return stage
  })
}
