// A process of its own for one measurement of all ratios, printed as JSON: compiled as Node.js compiles it, with nothing
// else in the heap.
import { gateCases } from './gate-cases.ts'
import { measureRatios } from './measure-ratios.ts'
import { referenceWork } from './reference-work.ts'

const roundCount = 40

console.log(JSON.stringify(await measureRatios({ cases: gateCases(), reference: referenceWork(), roundCount })))
