// A peer that is a program of its own: it is built or installed before, run for each measurement, and measures itself.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import type { Arena, Contender, Measured } from '../../end-to-end/contender.ts'
import { benchAnchorMs, benchDays } from '../../limits/bench-times.ts'
import { peerEnvironment } from './peer-environment.ts'
import { parseWorkReport } from './work-report.ts'

export type Installed =
  /** What to run, without the arguments that all programs take. */
  { readonly ok: true; readonly command: readonly [string, ...string[]] } | { readonly ok: false; readonly why: string }

export interface PeerProgram {
  readonly id: string
  readonly title: string
  /** Rows that it is measured with at most: the slower it is, the fewer are needed. */
  readonly rowsMax: number
  readonly batchRows: number
  readonly insertsInFlight: number
  readonly workers: number
  readonly format?: Contender['format']
  install(arena: Arena): Promise<Installed>
  close?(): Promise<void>
}

const runMsMax = 15 * 60_000

export function programContender(program: PeerProgram): Contender {
  let command: readonly [string, ...string[]] | undefined
  const { batchRows, insertsInFlight, workers } = program
  return {
    id: program.id,
    kind: 'peer',
    title: program.title,
    ...(program.format && { format: program.format }),
    async prepare(arena) {
      if (arena.dataset.name !== pageEvents.name) return `it makes ${pageEvents.name}, not ${arena.dataset.name}`
      const installed = await program.install(arena)
      if (!installed.ok) return installed.why
      command = installed.command
      return undefined
    },
    async measure({ config, rows }): Promise<Measured> {
      if (command === undefined) throw new Error(`${program.id} is measured before it is prepared`)
      const [file, ...args] = command
      const ownRows = Math.min(rows, program.rowsMax)
      // Fewer rows in fewer days: as many to a minute as others have, or the rollups would cost much more per row.
      const days = (benchDays * ownRows) / rows
      args.push('--rows', String(ownRows), '--batch-rows', String(batchRows))
      args.push('--days', String(days), '--end', new Date(benchAnchorMs).toISOString())
      const { stdout } = await promisify(execFile)(file, args, {
        env: await peerEnvironment(config),
        timeout: runMsMax,
        killSignal: 'SIGKILL',
      })
      const { cpuSeconds: programCpuSeconds, ...report } = parseWorkReport(stdout)
      return { ...report, programCpuSeconds, details: { settings: { workers, batchRows, insertsInFlight } } }
    },
    ...(program.close && { close: () => program.close?.() ?? Promise.resolve() }),
  }
}
