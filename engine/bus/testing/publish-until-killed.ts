// A publishing process for tests of sudden death: prints the sequence of each snapshot, and never ends.
//   node publish-until-killed.ts SPEC_JSON ID
import { busSpec, openBusSpec } from './bus-spec.ts'
import { testSnapshot } from './test-snapshot.ts'

const [specJson = '', id = ''] = process.argv.slice(2)
const publisher = await openBusSpec(busSpec.parse(JSON.parse(specJson)), console.error).publisher()
let sequence = 0
setInterval(() => {
  publisher.publish(testSnapshot(id, sequence))
  process.stdout.write(`${sequence}\n`)
  sequence++
}, 20)
