// What a request is answered: the reports of its pieces, put together in the order of the pieces, whichever is done first. It
// promises to hold little more than it will show, however much is wrong, and to end a request in which nothing is right: a
// gzip of some KB may hold a hundred million lines that are no events.
import { rejectedShownMax, type RejectedEvent } from './encoded-events.ts'
import type { EncodedPart } from './encoder-pool.ts'
import type { IntakeAnswer } from './intake-answer.ts'
import { MalformedBodyError } from './malformed-body-error.ts'

export type ReportedEvents = Pick<EncodedPart, 'rowCount' | 'lineCount' | 'rejected' | 'rejectedCount'>

export interface ReportSlot {
  /**
   * Called when the piece was looked at, and once more when its rows are staged and count. Throws `MalformedBodyError` when
   * too much of the request is wrong.
   */
  set(events: ReportedEvents): void
}

export const rejectedOfRequestMax = 1_000_000

export class IntakeReport {
  readonly #slots: (ReportedEvents | undefined)[] = []
  #rejectedTotal = 0

  nextSlot(): ReportSlot {
    const index = this.#slots.push(undefined) - 1
    return { set: (events) => this.#set(index, events) }
  }

  answer(): IntakeAnswer {
    const rejected: RejectedEvent[] = []
    let [accepted, linesBefore] = [0, 0]
    for (const events of this.#slots) {
      if (events === undefined) continue
      accepted += events.rowCount
      for (const each of events.rejected) {
        if (rejected.length < rejectedShownMax) rejected.push({ ...each, line: linesBefore + each.line })
      }
      linesBefore += events.lineCount
    }
    return { accepted, rejected, rejectedTotal: this.#rejectedTotal }
  }

  #set(index: number, events: ReportedEvents): void {
    this.#rejectedTotal += events.rejectedCount - (this.#slots[index]?.rejectedCount ?? 0)
    const isShown = events.rejected.length > 0 && this.#shownBefore(index) < rejectedShownMax
    this.#slots[index] = isShown ? events : { ...events, rejected: [] }
    if (this.#rejectedTotal <= rejectedOfRequestMax) return
    throw new MalformedBodyError(`more than ${rejectedOfRequestMax} lines are no events: is this what was to be sent?`)
  }

  /** Of the pieces that were looked at already: never more than there will be. */
  #shownBefore(index: number): number {
    let shown = 0
    for (let before = 0; before < index && shown < rejectedShownMax; before++) {
      shown += this.#slots[before]?.rejected.length ?? 0
    }
    return shown
  }
}
