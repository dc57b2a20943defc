// A machine on which simulated processes run: its disk, its locks, and who lives. All of it can crash at once.
import type { Machine } from '../../machine/machine.ts'
import type { Scheduler } from '../time/scheduler.ts'
import { SimulatedProcess } from '../time/simulated-process.ts'
import { SimulatedDisk } from './simulated-disk.ts'
import { simulatedFiles } from './simulated-files.ts'

export class SimulatedMachine {
  readonly disk: SimulatedDisk
  readonly processes: SimulatedProcess[] = []
  readonly #scheduler: Scheduler
  readonly #locks = new Map<string, SimulatedProcess>()

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
    this.disk = new SimulatedDisk(scheduler.random)
  }

  get living(): SimulatedProcess[] {
    return this.processes.filter(({ isAlive }) => isAlive)
  }

  /** Starts a program. `onEnd` is called when it has ended by itself. */
  start(
    name: string,
    program: (process: SimulatedProcess) => Promise<void>,
    onEnd: (process: SimulatedProcess) => void,
  ): SimulatedProcess {
    const process = new SimulatedProcess(this.processes.length + 1, name)
    this.processes.push(process)
    const end = (outcome: NonNullable<SimulatedProcess['outcome']>): void => {
      if (!process.isAlive) return
      process.outcome = outcome
      this.#scheduler.forget(process)
      process.end()
      onEnd(process)
    }
    this.#scheduler.after(0, process, () => {
      program(process).then(
        () => end({ ok: true }),
        (error: unknown) => end({ ok: false, error }),
      )
    })
    return process
  }

  kill(process: SimulatedProcess): void {
    if (!process.isAlive) return
    this.#scheduler.forget(process)
    process.end()
  }

  /** The power fails. */
  crash(): void {
    for (const process of this.living) this.kill(process)
    this.disk.crash()
  }

  /** The machine as the process has it. */
  seenBy(process: SimulatedProcess): Machine {
    const { random } = this.#scheduler
    return {
      files: simulatedFiles(this.disk, this.#scheduler, process),
      processId: process.id,
      randomName: () => random.between(0, 0xffffffff).toString(16).padStart(8, '0'),
      isAlive: (id) => this.processes[id - 1]?.isAlive === true,
      tryLock: (file) => {
        if (this.#locks.has(file)) return undefined
        this.#locks.set(file, process)
        const unlock = (): void => {
          if (this.#locks.get(file) === process) this.#locks.delete(file)
        }
        process.onEnd(unlock)
        return unlock
      },
    }
  }
}
