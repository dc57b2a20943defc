// The seeding process dies at a random moment, and the same command is given again.
import { setTimeout as sleep } from 'node:timers/promises'
import { faultTest } from '../matrix/fault-test.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'

const rowCount = 300_000
const afterMsMax = 4_000
const pipeline = await openTestPipeline()

faultTest(
  {
    id: 'kill-seed-spool',
    part: 'processes',
    fault: 'kill -9 of the seeding process, through the spool',
    holds: 'the same command goes on where it was',
    times: { short: 1, full: 100 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const args = ['seed', '--rows', String(rowCount), '--batch-rows', '5000']
    const first = attempt.start(...args)
    await sleep(random() * afterMsMax)
    first.child.kill('SIGKILL')
    await first.result
    const second = await attempt.run(...args)
    if (second.ended !== 0) throw new Error(`the second run ended with ${second.ended}: ${second.stderr}`)
    const outcome = await attempt.outcome(rowCount)
    await attempt.drop()
    return outcome
  },
)
