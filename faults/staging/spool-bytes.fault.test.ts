// Bytes of the spool are damaged on its disk while nobody runs; whoever drains it next meets them.
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { drainUntil } from '../pipeline/drain-until.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { listedReasons } from './listed-reasons.ts'
import { shuffled } from './shuffled.ts'
import { spoolDamages } from './spool-damage.ts'
import { blockFiles, undrainedSpool } from './undrained-spool.ts'

const batchRows = 2_000
const batchCount = 2 * spoolDamages.length
const rowCount = batchCount * batchRows
const args = ['seed', '--rows', String(rowCount), '--batch-rows', String(batchRows)]
const pipeline = await openTestPipeline()

faultTest(
  {
    id: 'damage-spool-bytes',
    part: 'spool',
    fault: 'bytes of spool files flipped, cut off, doubled; a file twice; foreign files and directories',
    holds: 'what is damaged becomes a dead letter that says why, the rest goes on, the next seed completes the table',
    times: { short: 1, full: 30 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    const { dir, files } = await undrainedSpool(pipeline, attempt, args, batchCount)
    for (const [index, path] of shuffled(files, random).slice(0, spoolDamages.length).entries()) {
      await spoolDamages[index]?.apply(path, await readFile(path), random)
    }
    const isEmpty = async (): Promise<boolean> => (await blockFiles(dir)).length === 1 // the directory stays
    const drained = await drainUntil(attempt, 'an empty spool', isEmpty)
    expect(drained.ended, drained.stderr).toBe(1)
    await expectReasons(attempt)
    expect(existsSync(join(dir, 'notes.txt'))).toBe(true)

    const completed = await attempt.run(...args)
    expect(completed.ended, completed.stderr).toBe(0)
    await attempt.run('dead-letters', '--drop', '--yes')
    await rm(dir, { recursive: true })
    return attempt.outcome(rowCount)
  },
)

async function expectReasons(attempt: PipelineTry): Promise<void> {
  const reasons = await listedReasons(attempt)
  const expected = spoolDamages.flatMap(({ name, reason }) => (reason === undefined ? [] : [{ name, reason }]))
  for (const { name, reason } of expected) expect(reasons, name).toContainEqual(expect.stringMatching(reason))
  expect(reasons).toHaveLength(expected.length)
}
