// Takes live events in: cuts a body into pieces, checks and encodes every event, gathers what is good in blocks, and stages
// those. It promises that an event is counted as accepted only once it is durably staged; that every other event is in the
// report, or the whole request fails; and that a request that is repeated under its key changes nothing (the drain leaves
// its parts out, this process answers it from memory when it can).
import { createHash } from 'node:crypto'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { Turnstile } from '../concurrency/turnstile.ts'
import type { Block } from '../block/block.ts'
import type { Staging } from '../staging/staging.ts'
import { BlockBatcher } from './block-batcher.ts'
import { cutPieces, pieceLimits, type BodyPiece, type EventBody } from './cut-pieces.ts'
import type { EventForm } from './event-encoder.ts'
import { EncoderPool } from './encoder-pool.ts'
import type { IntakeAnswer } from './intake-answer.ts'
import { IntakeError } from './intake-error.ts'
import { IntakeReport, type ReportedEvents, type ReportSlot } from './intake-report.ts'
import { liveBlock } from './live-block.ts'
import { RecentAnswers } from './recent-answers.ts'
import { StagingRoom } from './staging-room.ts'

export interface TakeOptions {
  /** The request's `Idempotency-Key`. */
  readonly key?: string | undefined
  /** Found out from the body's first byte if it is not given. */
  readonly form?: EventForm | undefined
}

export interface EventIntakeOptions {
  readonly dataset: EventDataset
  readonly database: string
  readonly staging: Staging
  readonly stagedBytesMax: number
  readonly ttlMonths: number
  readonly workerCount: number
  readonly nowMs?: () => number
  /** Called for every block that is durably staged. */
  readonly onStaged?: (block: Block) => void
}

/** Of one request, and of all of them. */
const piecesOfRequestMax = 16
const piecesInFlightMax = 128
/** For room in the middle of a request: at its beginning there is none to wait for. */
const roomWaitMsMax = 5_000

export class EventIntake {
  readonly #options: EventIntakeOptions
  readonly #encoders: EncoderPool
  readonly #room: StagingRoom
  readonly #recent = new RecentAnswers()
  readonly #underWay = new Set<Promise<IntakeAnswer>>()
  readonly #pieces = new Turnstile(piecesInFlightMax)
  /** Parts with keys go into blocks of their own, which the drain takes in order. */
  readonly #keyed: BlockBatcher
  readonly #unkeyed: BlockBatcher

  constructor(options: EventIntakeOptions) {
    const { dataset, database, staging, ttlMonths, workerCount, onStaged } = options
    this.#options = options
    this.#encoders = new EncoderPool(dataset, ttlMonths, workerCount)
    this.#room = new StagingRoom(staging, options.stagedBytesMax)
    const newBatcher = (): BlockBatcher =>
      new BlockBatcher({
        blockOf: (parts) => liveBlock(database, dataset, parts),
        append: async (block) => {
          await staging.append(block)
          onStaged?.(block)
        },
      })
    this.#keyed = newBatcher()
    this.#unkeyed = newBatcher()
  }

  /** Throws `IntakeError`, with what was taken before and the cause: `MalformedBodyError`, a `MillraceError`, or what reading the body threw. */
  async take(body: EventBody, { key, form }: TakeOptions = {}): Promise<IntakeAnswer> {
    if (key === undefined) return this.#tracked(this.#take(body, undefined, form))
    for (let known = this.#recent.get(key); known !== undefined; known = this.#recent.get(key)) {
      const answer = await known.catch(() => undefined) // whoever sent that one has the failure; this one tries itself
      if (answer !== undefined) return answer
    }
    const answer = this.#tracked(this.#take(body, key, form))
    this.#recent.keep(key, answer)
    return answer
  }

  /** Lets the requests under way come to their end, stages what was taken, and lets go of the threads. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay) // whoever sent them has the outcome
    await Promise.all([this.#keyed.drain(), this.#unkeyed.drain()])
    await this.#encoders.close()
  }

  #tracked(answer: Promise<IntakeAnswer>): Promise<IntakeAnswer> {
    this.#underWay.add(answer)
    const forget = (): boolean => this.#underWay.delete(answer)
    answer.then(forget, forget)
    return answer
  }

  async #take(body: EventBody, key: string | undefined, form: EventForm | undefined): Promise<IntakeAnswer> {
    const report = new IntakeReport()
    const inFlight: Promise<void>[] = []
    let firstFailure: { readonly cause: unknown } | undefined
    const fail = (cause: unknown): void => {
      firstFailure ??= { cause }
    }
    try {
      await this.#room.wait(0)
      let index = 0
      for await (const piece of cutPieces(body, form)) {
        const slot = report.nextSlot()
        const pieceKey = key === undefined ? undefined : keyOfPiece(key, index++)
        await this.#pieces.enter()
        const taken = this.#takePiece(piece, pieceKey, slot).finally(() => this.#pieces.leave())
        inFlight.push(taken.catch(fail))
        if (inFlight.length >= piecesOfRequestMax) await inFlight.shift()
        if (firstFailure !== undefined) break
        await this.#room.wait(roomWaitMsMax)
      }
    } catch (error) {
      fail(error)
    }
    await Promise.all(inFlight)
    if (firstFailure !== undefined) throw new IntakeError(firstFailure.cause, report.answer())
    return report.answer()
  }

  async #takePiece(piece: BodyPiece, key: string | undefined, slot: ReportSlot): Promise<void> {
    if (piece.form === 'long-line') {
      slot.set(longLine)
      return
    }
    const nowMs = (this.#options.nowMs ?? Date.now)()
    const events = await this.#encoders.encode({ bytes: piece.bytes, form: piece.form, nowMs })
    slot.set({ ...events, rowCount: 0 })
    if (events.rowCount === 0) return
    const { rowCount, earliestMs, encodedBytes, content } = events
    const batcher = key === undefined ? this.#unkeyed : this.#keyed
    await batcher.add({ rowCount, earliestMs, encodedBytes, content, ...(key !== undefined && { key }) })
    slot.set(events)
  }
}

const longLine: ReportedEvents = {
  rowCount: 0,
  lineCount: 1,
  rejected: [{ line: 1, reason: `is longer than ${pieceLimits.pieceBytes} bytes` }],
  rejectedCount: 1,
}

function keyOfPiece(key: string, index: number): string {
  return createHash('sha256').update(`${index}\n${key}`).digest('hex').slice(0, 32)
}
