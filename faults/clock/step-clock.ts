// Preloaded into a process (`node --import`), and into its worker threads with it: a wall clock that steps, as on a machine
// whose clock somebody sets. What measures durations (`performance.now`, timers) goes on as it is. CLOCK_STEPS says how far the
// clock is off from which moment of the process on.
import { z } from 'zod'

const clockSteps = z.array(z.object({ afterMs: z.number(), offsetMs: z.number() }))

const steps = clockSteps.parse(JSON.parse(process.env['CLOCK_STEPS'] ?? '[]'))
const RealDate = Date
const startedAtMs = RealDate.now()
const uptimeAtStartMs = process.uptime() * 1000

/** Of the process: a worker thread has a `performance.now` of its own. */
function nowMs(): number {
  const uptimeMs = process.uptime() * 1000
  const offsetMs = steps.findLast(({ afterMs }) => afterMs <= uptimeMs)?.offsetMs ?? 0
  return Math.floor(startedAtMs + uptimeMs - uptimeAtStartMs + offsetMs)
}

globalThis.Date = new Proxy(RealDate, {
  get: (target, name, receiver): unknown => (name === 'now' ? nowMs : Reflect.get(target, name, receiver)),
  construct: (target, given: unknown[], newTarget): Date =>
    Reflect.construct(target, given.length === 0 ? [nowMs()] : given, newTarget) as Date,
  apply: () => new RealDate(nowMs()).toString(),
})
