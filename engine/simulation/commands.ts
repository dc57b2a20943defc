// What the users of a simulated run do: they start commands, run them again when they have ended early, and clients of the
// API send a request again until it is acknowledged.
import { liveProgram, type LiveRequest, type TakeRequest } from './programs/live-program.ts'
import { ingestProgram } from './programs/ingest-program.ts'
import type { ProgramParts } from './programs/program-parts.ts'
import { batchRows, seedProgram } from './programs/seed-program.ts'
import type { SimulatedProcess } from './time/simulated-process.ts'
import type { World } from './world.ts'

const runAgainUsualMs = 300
const wayUsualMs = 3
const clientPatienceMs = 3_000
const answerLostShare = 0.1

export type Program = (parts: ProgramParts) => Promise<void>

interface KeptRunning {
  readonly name: string
  readonly program: Program
  readonly isWanted: () => boolean
  readonly onStart?: (process: SimulatedProcess) => void
}

export class Commands {
  readonly requests: LiveRequest[]
  readonly #world: World
  readonly #unfinished = new Set<string>()
  readonly #unacknowledged = new Set<LiveRequest>()
  readonly #interrupts = new Map<SimulatedProcess | undefined, AbortController>()
  #isIngestWanted = false
  #isIntakeWanted = true
  #intake: { readonly process: SimulatedProcess; readonly take: TakeRequest } | undefined

  constructor(world: World) {
    this.#world = world
    const { random } = world.scheduler
    this.requests = Array.from({ length: world.scenario.requestCount }, (_, index) => ({
      key: index.toString(16).padStart(32, '0'),
      rowCount: random.between(1, 9),
    }))
  }

  get areDone(): boolean {
    return this.#unfinished.size === 0 && this.#unacknowledged.size === 0
  }

  get seedPrograms(): { readonly name: string; readonly program: Program }[] {
    const { batchCount, seederCount: count } = this.#world.scenario
    return Array.from({ length: count }, (_, index) => ({
      name: `seed ${index}/${count}`,
      program: (parts) => seedProgram(parts, batchCount * batchRows - 3, { index, count }),
    }))
  }

  startAll(): void {
    const { ingestCount, requestCount } = this.#world.scenario
    for (const { name, program } of this.seedPrograms) {
      this.#unfinished.add(name)
      this.#keepRunning({ name, program, isWanted: () => true })
    }
    for (let started = 0; started < ingestCount; started++) this.startIngest()
    if (requestCount > 0) {
      const program: Program = (parts) => this.#runIntake(parts)
      this.#keepRunning({ name: 'api', program, isWanted: () => this.#isIntakeWanted })
    }
    for (const request of this.requests) {
      this.#unacknowledged.add(request)
      this.#later(this.#world.scheduler.random.between(0, 1_500), () => this.#send(request))
    }
  }

  /** Nobody waits for it: it goes on until Ctrl-C. */
  startIngest(): void {
    this.#isIngestWanted = true
    const program: Program = (parts) => {
      const interrupt = this.#interrupts.get(this.#world.scheduler.current)
      if (interrupt === undefined) throw new Error('ingest runs without a way to end it')
      return ingestProgram(parts, interrupt.signal)
    }
    const onStart = (process: SimulatedProcess): void => {
      this.#interrupts.set(process, new AbortController())
      process.onEnd(() => this.#interrupts.delete(process))
    }
    this.#keepRunning({ name: 'ingest', program, isWanted: () => this.#isIngestWanted, onStart })
  }

  get isIngesting(): boolean {
    return this.#interrupts.size > 0
  }

  /** Ctrl-C. */
  interruptIngest(): void {
    this.#isIngestWanted = false
    for (const [process, interrupt] of this.#interrupts) {
      this.#world.scheduler.after(0, process, () => interrupt.abort())
    }
  }

  /** Nobody sends any more; requests of clients that have lost patience may still be under way. */
  endIntake(): void {
    this.#isIntakeWanted = false
    if (this.#intake !== undefined) this.#world.machine.kill(this.#intake.process)
  }

  /** Runs a command once. */
  start(
    name: string,
    program: Program,
    onEnd: (process: SimulatedProcess) => void = () => undefined,
  ): SimulatedProcess {
    this.#world.note(`${name} starts`)
    return this.#world.machine.start(
      name,
      (process) => program(this.#world.parts(process)),
      (process) => {
        const { outcome } = process
        this.#world.note(`${name} ends${outcome?.ok === false ? `: ${String(outcome.error)}` : ''}`)
        onEnd(process)
      },
    )
  }

  /** Starts it again whenever it has ended early, as long as it is wanted. */
  #keepRunning(kept: KeptRunning): void {
    const { name, program, isWanted, onStart } = kept
    const process = this.start(name, program)
    onStart?.(process)
    process.onEnd(() => {
      if (process.outcome?.ok === true) {
        this.#unfinished.delete(name)
        return
      }
      this.#later(this.#world.scheduler.random.durationMs(runAgainUsualMs), () => {
        if (isWanted()) this.#keepRunning(kept)
      })
    })
  }

  #runIntake(parts: ProgramParts): Promise<void> {
    const process = this.#world.scheduler.current
    return liveProgram(parts, (take) => {
      if (process !== undefined) this.#intake = { process, take }
    })
  }

  #send(request: LiveRequest): void {
    if (!this.#unacknowledged.has(request)) return
    const intake = this.#intake
    const { scheduler } = this.#world
    if (intake?.process.isAlive === true) {
      const answer = (isTaken: boolean): void => {
        if (scheduler.random.happens(answerLostShare)) return
        this.#later(scheduler.random.durationMs(wayUsualMs), () => {
          if (isTaken) this.#unacknowledged.delete(request)
        })
      }
      scheduler.after(scheduler.random.durationMs(wayUsualMs), intake.process, () => {
        intake.take(request).then(
          () => answer(true),
          () => answer(false),
        )
      })
    }
    this.#later(scheduler.random.share() * clientPatienceMs, () => this.#send(request))
  }

  #later(ms: number, happen: () => void): void {
    this.#world.scheduler.after(ms, undefined, happen)
  }
}
