// A disk is full for a while, under each of the parts that write.
import { expect } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { completed } from '../pipeline/completed.ts'
import { seedWhile } from '../pipeline/seed-while.ts'
import { PipelineTry } from '../pipeline/test-pipeline.ts'
import { canMountDisks, openSmallDisks } from './small-disks.ts'

const rowCount = 200_000
const args = ['seed', '--rows', String(rowCount), '--batch-rows', '2000']

interface FullDisk {
  readonly id: string
  readonly under: string
  readonly folder: 'spool' | 'clickhouse' | 'kafka'
  readonly staging: 'spool' | 'kafka'
  /** What the run says if it ends. */
  readonly says: RegExp
  readonly assumes?: string
  readonly short: number
}

const fullDisks: readonly FullDisk[] = [
  {
    id: 'disk-full-spool',
    under: 'the spool',
    folder: 'spool',
    staging: 'spool',
    says: /no room on the disk of the spool.*: free some/,
    short: 1,
  },
  {
    id: 'disk-full-clickhouse',
    under: 'ClickHouse',
    folder: 'clickhouse',
    staging: 'spool',
    says: /no room left on the disk of .*clickhouse|Make room on ClickHouse's disk/,
    assumes:
      'inserts are refused while the disk has some room left (min_free_disk_bytes_to_perform_insert, which the embedded server is started with)',
    short: 0,
  },
  {
    id: 'disk-full-kafka',
    under: 'Kafka',
    folder: 'kafka',
    staging: 'kafka',
    says: /no room left on the disk of .*kafka/,
    short: 0,
  },
]

if (canMountDisks) {
  const disks = await openSmallDisks({ spool: 64, clickhouse: 512, kafka: 256 })
  for (const { id, under, folder, staging, says, assumes, short } of fullDisks) {
    faultTest(
      {
        id,
        part: 'disk',
        fault: `the disk under ${under} is full for a while`,
        ...(assumes !== undefined && { assumes }),
        holds: 'the run ends with what to do, or waits; once there is room the same command completes the table',
        times: { short, full: 20 },
      },
      async (random) => {
        const attempt = new PipelineTry(disks, { STAGING: staging, RETRY_SECONDS: '30' })
        const letGo = folder === 'spool' ? undefined : await disks.hold(folder)
        const { ended, stderr } = await seedWhile(attempt, args, random, () => disks.fill(folder)).finally(() =>
          disks.free(folder),
        )
        await letGo?.()
        if (ended !== 0) expect([ended, stderr]).toEqual([1, expect.stringMatching(says)])
        return completed(attempt, args, rowCount)
      },
    )
  }
}
