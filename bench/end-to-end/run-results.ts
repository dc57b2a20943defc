// What the samples of all contenders say together: medians, and ratios between those of one round.
import { spreadOf, type Spread } from '../measure/spread.ts'
import type { RunResult } from '../report/bench-report.ts'
import type { Contender } from './contender.ts'
import type { Sample } from './measure-contender.ts'

export interface MeasuredContender {
  readonly contender: Pick<Contender, 'id' | 'kind' | 'title' | 'format'>
  /** By round; one is missing where it was not measured. */
  readonly samples: ReadonlyMap<number, Sample>
}

/** What all are held against beside the limit of their format. */
export const serverId = 'server insert-select'

/** Those without a sample are left out. */
export function runResults(measured: readonly MeasuredContender[]): RunResult[] {
  const present = measured.filter(({ samples }) => samples.size > 0)
  const server = present.find(({ contender }) => contender.id === serverId)
  return present.map((each) => {
    const limit = limitOf(each.contender.format, present)
    return {
      ...runResult(each),
      ...(limit === undefined || limit === each ? {} : ratio('ratioToLimit', each, limit)),
      ...(server === undefined || server === each ? {} : ratio('ratioToServer', each, server)),
    }
  })
}

/** The one limit L of a format: of those that were measured, the one that is faster in the median. */
function limitOf(format: Contender['format'], present: readonly MeasuredContender[]): MeasuredContender | undefined {
  if (format === undefined) return undefined
  return present
    .filter(({ contender }) => contender.kind === 'limit' && contender.format === format)
    .toSorted((a, b) => spreadOf(rates(b)).median - spreadOf(rates(a)).median)
    .at(0)
}

function ratio(name: 'ratioToLimit' | 'ratioToServer', each: MeasuredContender, other: MeasuredContender) {
  const ratios = [...each.samples].flatMap(([round, sample]) => {
    const beside = other.samples.get(round)
    return beside === undefined ? [] : [rate(sample) / rate(beside)]
  })
  return ratios.length === 0 ? {} : { [name]: spreadOf(ratios) }
}

function runResult({ contender: { id, kind, title }, samples }: MeasuredContender): RunResult {
  const all = [...samples.values()]
  const last = all.at(-1)
  const program = spreadOfAll(all, ({ programCpuSeconds, rows }) => perMillion(programCpuSeconds, rows))
  const peakRssBytes = spreadOfAll(all, (sample) => sample.peakRssBytes)
  return {
    id,
    kind,
    title,
    rows: last?.rows ?? 0,
    rowsPerSecond: spreadOf(all.map(rate)),
    ...(program === undefined
      ? {}
      : {
          cpuSecondsPerMillionRows: {
            program,
            clickhouse: spreadOf(all.map(({ cpuSeconds, rows }) => perMillion(cpuSeconds.clickhouse, rows))),
            kafka: spreadOf(all.map(({ cpuSeconds, rows }) => perMillion(cpuSeconds.kafka, rows))),
          },
        }),
    ...(peakRssBytes === undefined ? {} : { peakRssBytes }),
    ...last?.details,
    ...(last === undefined ? {} : { left: last.left }),
  }
}

/** Undefined when some do not know it. */
function spreadOfAll(samples: readonly Sample[], read: (sample: Sample) => number | undefined): Spread | undefined {
  const values = samples.map(read).filter((value) => value !== undefined)
  return values.length === samples.length ? spreadOf(values) : undefined
}

function perMillion(seconds: number, rows: number): number
function perMillion(seconds: number | undefined, rows: number): number | undefined
function perMillion(seconds: number | undefined, rows: number): number | undefined {
  return seconds === undefined ? undefined : (seconds / rows) * 1e6
}

function rates({ samples }: MeasuredContender): number[] {
  return [...samples.values()].map(rate)
}

function rate({ rows, seconds }: Sample): number {
  return rows / seconds
}
