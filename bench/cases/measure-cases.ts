// Measures cases in turns: a round of the first, one of the next, and round again, so that whatever else goes on on the
// machine meets all of them. A sample is the mean over a round, garbage collection included, for a pipeline pays for that too;
// what the result says is the median of these. The round before the first only warms up.
import { Bench } from 'tinybench'
import { spreadOf } from '../measure/spread.ts'
import type { StageResult } from '../report/bench-report.ts'
import { CaseMeter } from './case-meter.ts'
import type { StageCase } from './stage-case.ts'

export const roundCount = 5

export interface MeasureCasesOptions {
  /** For each case and all rounds together; a round has one iteration at least. */
  readonly seconds: number
  /** Where the services run whose CPU time counts. */
  readonly dataDir: string
}

interface MeasuredCase {
  readonly stageCase: StageCase
  readonly meter: CaseMeter
  readonly rowsPerSecond: number[]
  readonly cpuSecondsPerMillionRows: number[]
}

/** Rejects with what a case fails with. */
export async function measureCases(cases: readonly StageCase[], options: MeasureCasesOptions): Promise<StageResult[]> {
  const roundMs = (options.seconds * 1000) / roundCount
  const bench = new Bench({ time: roundMs, iterations: 1, warmup: false, throws: true })
  const measured = cases.map((stageCase): MeasuredCase => {
    const meter = new CaseMeter(stageCase, options.dataDir)
    const { rest } = stageCase
    bench.add(nameOf(stageCase), () => meter.iterate(), {
      async: true,
      ...(rest === undefined ? {} : { afterEach: rest }),
    })
    return { stageCase, meter, rowsPerSecond: [], cpuSecondsPerMillionRows: [] }
  })
  for (let round = 0; round <= roundCount; round++) {
    bench.reset()
    await bench.run()
    for (const each of measured) recordRound(bench, each, round === 0)
  }
  return measured.map(stageResult)
}

function recordRound(bench: Bench, { stageCase, meter, ...samples }: MeasuredCase, isWarmUp: boolean): void {
  const cpuSecondsPerMillionRows = meter.takeCpuSecondsPerMillionRows()
  const result = bench.getTask(nameOf(stageCase))?.result
  if (result?.state !== 'completed') throw new Error(`${nameOf(stageCase)} is ${result?.state ?? 'not there'}`)
  if (isWarmUp) return
  samples.rowsPerSecond.push((stageCase.rowCount / result.period) * 1000)
  samples.cpuSecondsPerMillionRows.push(cpuSecondsPerMillionRows)
}

function stageResult({ stageCase, rowsPerSecond, cpuSecondsPerMillionRows }: MeasuredCase): StageResult {
  const { stage, variant, rowCount, byteCount } = stageCase
  return {
    stage,
    variant,
    rowsPerSecond: spreadOf(rowsPerSecond),
    ...(byteCount === undefined
      ? {}
      : { bytesPerSecond: spreadOf(rowsPerSecond.map((rate) => (rate / rowCount) * byteCount)) }),
    cpuSecondsPerMillionRows: spreadOf(cpuSecondsPerMillionRows),
  }
}

function nameOf({ stage, variant }: StageCase): string {
  return `${stage} ${variant}`
}
