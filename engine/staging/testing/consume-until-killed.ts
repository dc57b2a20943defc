// A consumer process for tests of sudden death: takes blocks, commits none, prints each batch number, and never ends.
//   node consume-until-killed.ts SPEC_JSON BLOCKS_IN_FLIGHT_MAX
import { openStagingSpec, stagingSpec } from './staging-spec.ts'

const [specJson = '', blocksInFlightMax = ''] = process.argv.slice(2)
const staging = await openStagingSpec(stagingSpec.parse(JSON.parse(specJson)))
const consumer = await staging.consume({ blocksInFlightMax: Number(blocksInFlightMax) })
for await (const staged of consumer) {
  process.stdout.write(`${staged.ok ? staged.block.header.batch : 'unreadable'}\n`)
}
