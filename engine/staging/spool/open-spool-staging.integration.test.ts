import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { describeDurableStaging } from '../staging-durable.contract.ts'
import { describeStaging } from '../staging.contract.ts'
import { testBlock } from '../testing/test-block.ts'
import type { StagedBlock } from '../staging.ts'
import { batches, blockOf, take } from '../testing/taken.ts'
import { openSpoolStaging } from './open-spool-staging.ts'
import { spoolFileNames, temporaryName } from './spool-file-name.ts'

const newDir = (): Promise<string> => mkdtemp(join(inject('dataDir'), 'spool-'))
const blockNames = async (dir: string): Promise<string[]> =>
  (await readdir(dir)).filter((name) => name.endsWith('.block'))

describeStaging('spool', async () => openSpoolStaging({ dir: await newDir() }))

describeDurableStaging('spool', async () => {
  const dir = join(await newDir(), 'with a name that is longer than a socket path may be '.repeat(3), 'spool')
  await (await openSpoolStaging({ dir })).close()
  return {
    spec: { kind: 'spool', dir },
    stageGarbage: (bytes) => writeFile(join(dir, spoolFileNames()(bytes.byteLength)), bytes),
    storedBytes: async () => {
      const sizes = await Promise.all((await blockNames(dir)).map(async (name) => (await stat(join(dir, name))).size))
      return sizes.reduce((sum, size) => sum + size, 0)
    },
    isGivenBack: async () => (await blockNames(dir)).length === 0,
  }
})

test('one process at a time consumes; the next takes over when it lets go', async () => {
  const dir = await newDir()
  const [first, second] = [await openSpoolStaging({ dir }), await openSpoolStaging({ dir })]
  for (let batch = 0; batch < 3; batch++) await second.append(testBlock(batch))
  const firstConsumer = await first.consume({ blocksInFlightMax: 1 })
  await take(firstConsumer, 1)
  let secondTook: number[] | undefined
  const taking = take(await second.consume({ blocksInFlightMax: 9 }), 3).then((taken) => (secondTook = batches(taken)))
  await sleep(600)
  expect(secondTook).toBeUndefined()
  await firstConsumer.close()
  await taking
  expect(secondTook).toEqual([0, 1, 2])
  await Promise.all([first.close(), second.close()])
})

test('blocks are handed out in the order they were appended', async () => {
  const staging = await openSpoolStaging({ dir: await newDir() })
  for (let batch = 0; batch < 20; batch++) await staging.append(testBlock(batch))
  const taken = await take(await staging.consume({ blocksInFlightMax: 20 }), 20)
  expect(taken.map((staged) => batches([staged])[0])).toEqual(Array.from({ length: 20 }, (_, batch) => batch))
  await staging.close()
})

test('the memory of a block that is committed, and of no other, is used for the next', async () => {
  const staging = await openSpoolStaging({ dir: await newDir() })
  for (let batch = 0; batch < 4; batch++) await staging.append(testBlock(batch, 10_000))
  const consumer = await staging.consume({ blocksInFlightMax: 4 })
  const [first, second] = await take(consumer, 2)
  if (first === undefined) throw new Error('nothing was handed out')
  const memoryOf = (staged: StagedBlock | undefined): ArrayBufferLike => blockOf(staged).frame.buffer
  expect(memoryOf(second)).not.toBe(memoryOf(first))
  await consumer.commit(first)
  const [third, fourth] = await take(consumer, 2)
  expect(memoryOf(third)).toBe(memoryOf(first))
  expect(batches([third ?? first])).toEqual([2])
  expect([memoryOf(first), memoryOf(second)]).not.toContain(memoryOf(fourth))
  await staging.close()
})

test('only the owner can read what is staged', async () => {
  const dir = join(await newDir(), 'spool')
  const staging = await openSpoolStaging({ dir })
  await staging.append(testBlock(0))
  const [name = ''] = await blockNames(dir)
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600)
  await staging.close()
})

test('what a dead producer left half written is removed, what a living one is writing is not', async () => {
  const dir = await newDir()
  const deadProcessId = spawnSync(process.execPath, ['--version']).pid
  const mine = temporaryName(spoolFileNames()(7))
  const dead = mine.replace(`-${process.pid}.`, `-${deadProcessId}.`)
  const justNow = dead.replace(/^\d/, '9')
  const twoMinutesAgo = new Date(Date.now() - 120_000)
  for (const name of [mine, dead, justNow]) await writeFile(join(dir, name), 'half')
  for (const name of [mine, dead]) await utimes(join(dir, name), twoMinutesAgo, twoMinutesAgo)
  const staging = await openSpoolStaging({ dir })
  await staging.append(testBlock(0))
  await take(await staging.consume({ blocksInFlightMax: 1 }), 1)
  expect((await readdir(dir)).filter((name) => name.endsWith('.tmp')).sort()).toEqual([mine, justNow].sort())
  await staging.close()
})

// A small disk of one's own can be had without being root where user namespaces are allowed.
const onSmallDisk = (command: string): ReturnType<typeof spawnSync> =>
  spawnSync('unshare', [
    ...['--user', '--map-root-user', '--mount', 'sh', '-c'],
    `dir=$(mktemp -d) && mount -t tmpfs -o size=3m tmpfs "$dir" && ${command}; code=$?; umount "$dir"; rmdir "$dir"; exit $code`,
  ])

test.skipIf(onSmallDisk('true').status !== 0)(
  'a full disk leaves nothing half done, and appends work when there is room',
  () => {
    const script = join(import.meta.dirname, '..', 'testing', 'fill-small-disk.ts')
    const { stdout, stderr } = onSmallDisk(`"${process.execPath}" "${script}" "$dir"`)
    expect(stderr.toString()).toBe('')
    expect(JSON.parse(stdout.toString())).toEqual({ code: 'DISK_FULL', appended: 4, files: 4, blocks: 4 })
  },
)

test('a folder that cannot be made says so', async () => {
  const file = join(await newDir(), 'file')
  await writeFile(file, '')
  const opening = openSpoolStaging({ dir: join(file, 'spool') })
  await expect(opening).rejects.toThrow(file)
  await expect(opening).rejects.toMatchObject({ code: 'STAGING_UNAVAILABLE' })
})
