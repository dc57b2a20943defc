// How the API says that it is, in words that are the same for the same state.
import { readiness } from '@millrace/schemas/api/answers/health.ts'

const answerMsMax = 5_000

export interface Health {
  readonly isReady: boolean
  readonly words: string
}

export async function readHealth(apiUrl: string): Promise<Health> {
  let answer: unknown
  try {
    const response = await fetch(`${apiUrl}/readyz`, { signal: AbortSignal.timeout(answerMsMax) })
    answer = await response.json()
  } catch {
    return { isReady: false, words: 'the API does not answer' } // whatever the reason, it is what there is to say
  }
  const parsed = readiness.safeParse(answer)
  if (!parsed.success) return { isReady: false, words: 'the API does not answer as it should' }
  const { status, services } = parsed.data
  const named = Object.entries(services).map(([name, { state, reason }]) =>
    state === 'up' ? `${name} up` : `${name} DOWN${reason === undefined ? '' : ` (${reason})`}`,
  )
  return { isReady: status === 'ready', words: [status, ...named].join(' · ') }
}
