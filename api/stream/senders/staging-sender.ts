// Stages events itself, without an API in between: what it makes and checks is the same.
import type { Config } from '@millrace/engine/config/config.ts'
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { IntakeError } from '@millrace/engine/intake/intake-error.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { LiveIntake } from '../../ingest/live-intake.ts'
import { SendAgainError, type Sender } from './sender.ts'

const againMs = 500

export function stagingSender(config: Config, dataset: EventDataset, notify: (message: string) => void): Sender {
  const intake = new LiveIntake(config, dataset, notify)
  return {
    target: 'staging',
    async send(lines, key) {
      try {
        const { accepted, rejectedTotal } = await intake.take([lines], { key, form: 'lines' })
        return { accepted, rejected: rejectedTotal }
      } catch (error) {
        if (!(error instanceof IntakeError)) throw error
        const { cause } = error
        if (!isMillraceError(cause) || !cause.canRetry) throw cause
        throw new SendAgainError(cause.message, againMs, { cause })
      }
    },
    close: () => intake.close(),
  }
}
