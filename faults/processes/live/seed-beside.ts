// Rows seeded beside live events: the same command again and again, until it comes to its end.
import type { RunningMillrace } from '@millrace/engine/testing/run-millrace.ts'
import type { PipelineTry } from '../../pipeline/test-pipeline.ts'

const rowCount = 100_000
const runsMax = 3
const seedArguments = ['seed', '--rows', String(rowCount), '--batch-rows', '5000']

export class SeedBeside {
  #seeding: RunningMillrace | undefined

  /** Undefined before the first run. */
  get processId(): number | undefined {
    return this.#seeding?.child.pid
  }

  /** Resolves to the rows that are in. */
  async run(attempt: PipelineTry): Promise<number> {
    let said = ''
    for (let run = 1; run <= runsMax; run++) {
      this.#seeding = attempt.start(...seedArguments)
      const { ended, stderr } = await this.#seeding.result
      if (ended === 0) return rowCount
      said += `\nrun ${run} ended with ${ended}: ${stderr}`
    }
    throw new Error(`rows cannot be seeded${said}`)
  }
}
