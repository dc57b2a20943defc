// Runs where `DIR` is on a disk of a few megabytes: appends until it is full, frees one block, appends again, and prints
// what happened as JSON.
//   node fill-small-disk.ts DIR
import { readdir } from 'node:fs/promises'
import { isMillraceError } from '../../errors/millrace-error.ts'
import { openSpoolStaging } from '../spool/open-spool-staging.ts'
import { take } from './taken.ts'
import { testBlock } from './test-block.ts'

const dir = process.argv[2] ?? ''
const frameBytes = 700_000
const staging = await openSpoolStaging({ dir })
let appended = 0
let code = 'none'
while (code === 'none') {
  try {
    await staging.append(testBlock(appended, frameBytes))
    appended++
  } catch (error) {
    code = isMillraceError(error) ? error.code : String(error)
  }
}
const files = (await readdir(dir)).length
const { blocks } = await staging.backlog()
const consumer = await staging.consume({ blocksInFlightMax: 1 })
const [first] = await take(consumer, 1)
if (first !== undefined) await consumer.commit(first)
await staging.append(testBlock(appended, frameBytes))
await staging.close()
process.stdout.write(JSON.stringify({ code, appended, files, blocks }))
