// Who is told what a bench does while it does it.
import type { Schedule } from '../measure/schedule.ts'

export interface BenchObserver {
  /** What is still to be done; whoever measures adds its steps and ends them. */
  readonly schedule: Schedule
  /** A line for people. */
  notify(message: string): void
  /** What is measured from now on. */
  starts(what: string): void
  measured(what: string, rowsPerSecond: number): void
}
