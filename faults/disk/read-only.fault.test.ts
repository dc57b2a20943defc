// Folders of DATA_DIR that nobody can write to, and dead letters that find no room.
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { completed } from '../pipeline/completed.ts'
import { seedWhile } from '../pipeline/seed-while.ts'
import { PipelineTry } from '../pipeline/test-pipeline.ts'
import { canMountDisks, openSmallDisks, type SmallDisks } from './small-disks.ts'

const rowCount = 60_000
const args = ['seed', '--rows', String(rowCount), '--batch-rows', '2000']

/** The first third is in, and every block after it is refused from now on. */
async function refusingTable(disks: SmallDisks): Promise<PipelineTry> {
  const attempt = new PipelineTry(disks, { STAGING: 'spool', RETRY_SECONDS: '5' })
  const begun = await attempt.run('seed', '--rows', String(rowCount / 3), '--batch-rows', '2000')
  expect(begun.ended, begun.stderr).toBe(0)
  await attempt.run('sql', `ALTER TABLE ${attempt.name}.page_events ADD CONSTRAINT none CHECK user_id < 0`)
  return attempt
}

interface Trouble {
  readonly id: string
  readonly fault: string
  /** What the run says. */
  readonly says: RegExp
  readonly begin: () => void | Promise<void>
  readonly end: () => void | Promise<void>
}

if (canMountDisks) {
  const disks = await openSmallDisks({ spool: 64, 'dead-letters': 1 })

  faultTest(
    {
      id: 'read-only-spool',
      part: 'disk',
      fault: 'the folder of the spool becomes read-only while seeding, or was before',
      holds: 'the run ends with what is wrong; once it is undone the same command completes the table',
      times: { short: 0, full: 10 },
    },
    async (random) => {
      const attempt = new PipelineTry(disks, { STAGING: 'spool', RETRY_SECONDS: '2' })
      const { ended, stderr } = await seedWhile(attempt, args, random, async () => {
        // While a file is open for writing it cannot be made so.
        for (let isDone = false; !isDone;) isDone = await tried(() => disks.setReadOnly('spool', true))
      })
      const again = await attempt.run(...args)
      disks.setReadOnly('spool', false)
      if (ended !== 0) {
        const says = [1, expect.stringMatching(/the spool failed while .*EROFS|EROFS.*read-only/)]
        expect([ended, stderr]).toEqual(says)
        expect([again.ended, again.stderr]).toEqual(says)
      }
      return completed(attempt, args, rowCount)
    },
  )

  const troubles: readonly Trouble[] = [
    {
      id: 'read-only-dead-letters',
      fault: 'the folder of dead letters is read-only while ClickHouse refuses blocks',
      says: /dead-letters is not valid: this user cannot write there/,
      begin: () => {
        disks.setReadOnly('dead-letters', true)
      },
      end: () => {
        disks.setReadOnly('dead-letters', false)
      },
    },
    {
      id: 'disk-full-dead-letters',
      fault: 'the disk under the dead letters is full while ClickHouse refuses blocks',
      says: /no room left on the disk of .*dead-letters/,
      begin: () => disks.fill('dead-letters'),
      end: () => disks.free('dead-letters'),
    },
  ]
  for (const { id, fault, says, begin, end } of troubles) {
    faultTest(
      {
        id,
        part: 'disk',
        fault,
        holds:
          'the run ends with what is wrong, the blocks stay staged; afterwards the same command completes the table',
        times: { short: id === 'disk-full-dead-letters' ? 1 : 0, full: 10 },
      },
      async () => {
        const attempt = await refusingTable(disks)
        await begin()
        const { ended, stderr } = await attempt.run(...args).finally(end)
        expect([ended, stderr]).toEqual([expect.any(Number), expect.stringMatching(says)])
        expect(ended).not.toBe(0)
        expect((await attempt.run('dead-letters')).stdout).toBe('')
        await attempt.run('sql', `ALTER TABLE ${attempt.name}.page_events DROP CONSTRAINT none`)
        return completed(attempt, args, rowCount)
      },
    )
  }
}

async function tried(doing: () => void): Promise<boolean> {
  try {
    doing()
    return true
  } catch (error) {
    if (!/busy/.test(String(error))) throw error
    await new Promise((resolve) => setTimeout(resolve, 5))
    return false
  }
}
