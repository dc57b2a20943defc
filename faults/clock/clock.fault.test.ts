// The clock of the machine that seeds, or takes live events, is set while it does; those of ClickHouse and the broker are right.
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { eventsUnderFault } from '../processes/live/events-under-fault.ts'
import { steppingEnvironment } from './stepping-environment.ts'

const rowCount = 200_000
const withinMs = 6_000
const pipeline = await openTestPipeline({ hasKafka: true })

for (const staging of ['spool', 'kafka'] as const) {
  faultTest(
    {
      id: `clock-steps-seed-${staging}`,
      part: 'clock',
      fault: `the clock steps by an hour or a year, forward and back, while seeding through ${staging}`,
      holds: 'the run goes on, and so does one with another clock',
      times: { short: staging === 'kafka' ? 1 : 0, full: 30 },
    },
    async (random) => {
      const rows = [rowCount / 2, rowCount]
      const attempt = new PipelineTry(pipeline, { STAGING: staging, ...steppingEnvironment(random, withinMs) })
      for (const row of rows) {
        const { ended, stderr } = await attempt.run('seed', '--rows', String(row), '--batch-rows', '2000')
        expect(ended, stderr).toBe(0)
      }
      return attempt.outcome(rowCount)
    },
  )

  faultTest(
    {
      id: `clock-steps-live-${staging}`,
      part: 'clock',
      fault: `the clock of API and drain steps by an hour or a year, forward and back, while events come (${staging})`,
      holds: 'what is acknowledged is in once; a repeated Idempotency-Key is known',
      assumes:
        'the clock of ClickHouse, which forgets keys after three days, is right; events bring no times of their own',
      times: { short: 0, full: 20 },
    },
    (random) =>
      eventsUnderFault({
        pipeline,
        environment: { STAGING: staging, ...steppingEnvironment(random, withinMs) },
      }),
  )
}
