// A subscribing process for tests: says when it is subscribed, prints what comes (id and sequence), and never ends.
//   node subscribe-until-killed.ts SPEC_JSON
import { busSpec, openBusSpec } from './bus-spec.ts'

const [specJson = ''] = process.argv.slice(2)
const bus = openBusSpec(busSpec.parse(JSON.parse(specJson)), console.error)
await bus.subscribe(({ id, sequence }) => process.stdout.write(`${id} ${sequence}\n`))
process.stdout.write('subscribed\n')
