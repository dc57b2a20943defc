// What the page knows of the API and the pipeline, as one word for header, title and favicon.
import type { ApiError } from '../connect/api-error.ts'

export type ServiceState = 'connecting' | 'away' | 'limited' | 'running' | 'idle'

interface Signs {
  connection: 'connecting' | 'open' | 'away'
  /** Errors of the resources that failed last, in any order. */
  errorKinds: readonly ApiError['kind'][]
  isRunning: boolean
  hasBeenOpen: boolean
}

/** The worst that is known: away before limited, both before what the pipeline does. */
export function serviceState({ connection, errorKinds, isRunning, hasBeenOpen }: Signs): ServiceState {
  const isAway = connection === 'away' || (connection === 'connecting' && hasBeenOpen)
  if (isAway) return 'away'
  if (errorKinds.includes('limited')) return 'limited'
  if (connection === 'connecting') return errorKinds.includes('away') ? 'away' : 'connecting'
  return isRunning ? 'running' : 'idle'
}

/** The state in words. */
export const stateWords: Readonly<Record<ServiceState, string>> = {
  connecting: 'Connecting',
  away: 'API away',
  limited: 'Rate limited',
  running: 'Running',
  idle: 'Idle',
}
