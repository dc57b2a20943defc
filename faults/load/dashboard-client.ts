// A dashboard as the API sees it: a connection to /live that is closed and opened anew now and then, and questions once a second.
import { setTimeout as sleep } from 'node:timers/promises'

const questions = [
  '/metrics/overview',
  '/metrics/type-breakdown',
  '/metrics/top?by=country&limit=10',
  '/metrics/events?limit=50&order=desc',
  '/pipeline',
]
const askEveryMs = 1_000
const answerMsMax = 20_000
const askedBetweenReloads = 20

export interface DashboardReport {
  readonly answers: number
  readonly messages: number
}

/** Resolves after `over`. Rejects when a question is not answered with 200. */
export async function dashboardClient(apiUrl: string, over: AbortSignal): Promise<DashboardReport> {
  let [answers, messages] = [0, 0]
  const open = (): WebSocket => {
    const socket = new WebSocket(`${apiUrl.replace(/^http/, 'ws')}/live`)
    socket.onmessage = () => messages++
    return socket
  }
  let socket = open()
  try {
    while (!over.aborted) {
      const path = questions[answers % questions.length] ?? ''
      const answer = await fetch(apiUrl + path, { signal: AbortSignal.timeout(answerMsMax) })
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}: ${text.slice(0, 500)}`)
      if (++answers % askedBetweenReloads === 0) {
        socket.close()
        socket = open()
      }
      await sleep(askEveryMs)
    }
  } finally {
    socket.close()
  }
  return { answers, messages }
}
