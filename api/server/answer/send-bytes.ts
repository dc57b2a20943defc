// Sends a body that is whole: as much as the socket takes, the rest whenever it takes more, never a copy of it.
import type { Exchange } from '../exchange.ts'
import type { AnswerHead } from './answer-head.ts'

export interface SendBytesOptions {
  /** HEAD: everything but the body. */
  readonly isHeadOnly: boolean
  /** Ends the connection after the answer, whatever the client still sends. */
  readonly closesConnection: boolean
}

/**
 * Without `bytes` the answer has no body, and no length of one.
 *
 * Resolves with the bytes of the body that were sent: all of them, unless the client left.
 */
export function sendBytes(
  exchange: Exchange,
  head: AnswerHead,
  bytes: Uint8Array | undefined,
  { isHeadOnly, closesConnection }: SendBytesOptions,
): Promise<number> {
  return new Promise((resolve) => {
    let sentBytes = 0
    exchange.whenAborted(() => resolve(sentBytes))
    exchange.cork((res) => {
      head.write(res, exchange.isContinued)
      if (bytes === undefined) {
        // Without arguments: uWebSockets.js takes an undefined length for a number, 2⁶³.
        res.endWithoutBody()
        resolve(0)
      } else if (isHeadOnly) {
        // A length given to endWithoutBody leaves the request unfinished, and the connection unfit for the next one.
        res.writeHeader('Content-Length', String(bytes.byteLength)).endWithoutBody()
        resolve(0)
      } else if (closesConnection) {
        res.end(bytes, true)
        resolve(bytes.byteLength)
      } else {
        const [, isDone] = res.tryEnd(bytes, bytes.byteLength)
        if (isDone) resolve(bytes.byteLength)
        else exchange.onWritable((takenBytes) => sendRest(bytes, takenBytes))
      }
    })

    function sendRest(bytes: Uint8Array, takenBytes: number): void {
      sentBytes = takenBytes
      exchange.cork((res) => {
        const [, isDone] = res.tryEnd(bytes.subarray(takenBytes), bytes.byteLength)
        if (isDone) resolve(bytes.byteLength)
      })
    }
  })
}
