// Writes bench/baselines/gate.json anew, from the median of several measurements on this machine. For whoever has made
// something faster, so that it stays so, or has a reason for making it slower: node bench/gate/update-baselines.ts
import { cpus } from 'node:os'
import { spreadOf } from '../measure/spread.ts'
import { readBaselines, writeBaselines } from './baselines.ts'
import { freshRatios } from './fresh-ratios.ts'
import type { Ratios } from './measure-ratios.ts'

const measurementCount = 5

const measured: Ratios[] = []
while (measured.length < measurementCount) measured.push(await freshRatios())
const ratios = Object.fromEntries(
  Object.keys(measured[0] ?? {}).map((name) => [
    name,
    Number(spreadOf(measured.map((ratiosOfOne) => ratiosOfOne[name] ?? NaN)).median.toFixed(3)),
  ]),
)
const before: Ratios = readBaselines().ratios
for (const [name, ratio] of Object.entries(ratios)) {
  console.log(`${name.padEnd(18)} ${(before[name] ?? NaN).toFixed(3)} -> ${ratio.toFixed(3)}`)
}
writeBaselines({ measuredOn: { cpu: cpus()[0]?.model ?? 'unknown', node: process.version }, ratios })
