// What one worker does in a second, for the example of a report.
import type { StageResult } from '../bench-report.ts'
import type { Around } from './noise.ts'

const encodedBytesPerRow = 160

export function exampleStages(around: Around, speed: number): StageResult[] {
  const pure = (name: string, variant: string, rate: number, cpu = 1e6 / rate): StageResult => ({
    stage: name,
    variant,
    rowsPerSecond: around(rate * speed),
    cpuSecondsPerMillionRows: around(cpu / speed),
  })
  const stage = (name: string, variant: string, rate: number, cpu?: number): StageResult => ({
    ...pure(name, variant, rate, cpu),
    bytesPerSecond: around(rate * speed * encodedBytesPerRow),
  })
  return [
    { ...stage('bound', 'one copy of the bytes', 48e6), rowsPerSecond: around(48e6) },
    pure('generate', 'page_events', 11.2e6),
    stage('encode', 'RowBinary', 4.6e6),
    stage('encode', 'Native', 8.9e6),
    stage('compress', 'RowBinary', 2.3e6),
    stage('compress', 'Native', 3.1e6),
    stage('checksum', 'Native frame', 31e6),
    stage('stage', 'spool', 2.7e6, 0.21),
    stage('stage', 'kafka', 2.2e6, 0.46),
    stage('consume', 'spool', 6.4e6, 0.08),
    stage('consume', 'kafka', 4.1e6, 0.22),
    stage('insert', 'RowBinary into Null', 2.3e6, 0.52),
    stage('insert', 'Native into Null', 15.2e6, 0.12),
    stage('insert', 'RowBinary into MergeTree', 0.65e6, 1.9),
    stage('insert', 'Native into MergeTree', 0.96e6, 1.3),
  ]
}
