// The live state as messages: made once, sent to everyone.
import type { CountersMessage, HelloMessage, MetricsMessage } from '@millrace/schemas/api/push/push-message.ts'
import type { LiveState } from './live-source.ts'

export interface LiveMessages {
  readonly messages: readonly Uint8Array[]
  /** The same for the same state, whenever it is read. */
  readonly fingerprint: string
  readonly isRunning: boolean
}

export function liveMessages({ counters, metrics }: LiveState, at: Date): LiveMessages {
  const countersMessage: CountersMessage = { type: 'counters', at: at.toISOString(), ...counters }
  const metricsMessage: MetricsMessage | undefined = metrics && { type: 'metrics', ...metrics }
  return {
    messages: [countersMessage, ...(metricsMessage === undefined ? [] : [metricsMessage])].map(encoded),
    fingerprint: JSON.stringify([counters, metrics]),
    isRunning: counters.state === 'running',
  }
}

export function helloBytes(hello: Omit<HelloMessage, 'type' | 'version'>): Uint8Array {
  const message: HelloMessage = { type: 'hello', version: 1, ...hello }
  return encoded(message)
}

function encoded(message: CountersMessage | MetricsMessage | HelloMessage): Uint8Array {
  return Buffer.from(JSON.stringify(message))
}
