// What a bench shows: results on stdout, one line each as they come in; what it does, and how long the rest takes, on stderr.
import type { WriteStream } from 'node:tty'
import { formatRate } from '@millrace/engine/progress/format-progress.ts'
import { ProgressDisplay } from '@millrace/engine/progress/progress-display.ts'
import type { BenchObserver } from './end-to-end/bench-observer.ts'
import { aboutDuration } from './measure/about-duration.ts'
import { Schedule } from './measure/schedule.ts'

/** Elsewhere than on a terminal, a step that lasts says so once in a while. */
const repeatMs = 60_000

export interface BenchConsoleOptions {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: WriteStream
  readonly environment: NodeJS.ProcessEnv
}

export class BenchConsole implements BenchObserver {
  readonly schedule = new Schedule()
  readonly #stdout: BenchConsoleOptions['stdout']
  readonly #display: ProgressDisplay
  #what = ''

  constructor({ stdout, stderr, environment }: BenchConsoleOptions) {
    this.#stdout = stdout
    this.#display = new ProgressDisplay(stderr, environment)
  }

  /** A line of the results. */
  print(line: string): void {
    this.#display.stop()
    this.#stdout.write(`${line}\n`)
    if (this.#what !== '') this.starts(this.#what)
  }

  notify(message: string): void {
    this.#display.notify(message)
  }

  starts(what: string): void {
    this.#what = what
    this.#display.stop()
    this.#display.start(() => `${what} · ${aboutDuration(this.schedule.secondsLeft)} left`, { repeatMs })
  }

  measured(what: string, rowsPerSecond: number): void {
    this.notify(`${what}: ${formatRate(rowsPerSecond)}`)
  }

  /** Nothing is measured any more. */
  stop(): void {
    this.#what = ''
    this.#display.stop()
  }
}
