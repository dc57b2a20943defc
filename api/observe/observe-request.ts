// What is kept of an answered request: its time by route, and a line in the log, louder when it went wrong or took long.
import type { ObservedRequest } from '../server/request-server.ts'
import type { Log } from './open-log.ts'
import type { Metrics } from './prometheus.ts'

const slowSeconds = 1
const noRoute = 'none'

export function observeRequest(metrics: Metrics, log: Log): (request: ObservedRequest) => void {
  return ({ method, route = noRoute, status, seconds, bytes, requestId }) => {
    metrics.observe({ method: methodLabel(method), route, status, seconds, bytes })
    const level = status >= 500 ? 'warn' : seconds >= slowSeconds ? 'info' : 'debug'
    if (!log.isLevelEnabled(level)) return
    log[level]({ requestId, method, route, status, ms: Math.round(seconds * 1e5) / 100, bytes }, 'answered')
  }
}

/** Clients make methods up, and every label is a series of its own. */
function methodLabel(method: string): string {
  return ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method) ? method : 'other'
}
