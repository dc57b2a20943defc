// Keeps one service alive for as long as anyone holds a lease on it: the whole life of a supervisor process.
//
// At most one supervisor serves a folder: it holds the folder's lock from before its socket appears until after its
// service has gone. It stops a moment after the last connection, and starts a service that dies again, within limits.
import { setTimeout as sleep } from 'node:timers/promises'
import { aborted } from '../../concurrency/aborted.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { isMillraceError, MillraceError } from '../../errors/millrace-error.ts'
import { keepFilesPrivate } from '../process/keep-files-private.ts'
import { dataDirError } from '../process/data-dir-error.ts'
import { tryExclusiveLock } from './exclusive-lock.ts'
import { LeaseHolders } from './lease-holders.ts'
import { connectLeaseSocket } from './lease-socket.ts'
import { RestartLimit } from './restart-limit.ts'
import type { RunningService, SupervisedService } from './supervised-service.ts'

const lockWaitMsMax = 60_000
const firstHolderWaitMs = 5_000
const lingerMs = 1_000
const restartPauseMs = 200
/** Deaths soon after a start, that is: a service that works and is killed now and then is started again however often. */
const restartsPerMinuteMax = 5
const soundAfterMs = 5_000

/** Call it in the service's folder as working directory; resolves when the supervisor's work is done. */
export async function supervise(service: SupervisedService): Promise<void> {
  keepFilesPrivate()
  const lockDescriptor = await lockOrOtherSupervisor()
  if (lockDescriptor === undefined) return

  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  process.once('SIGTERM', stop).once('SIGINT', stop)
  let lingering = setTimeout(stop, firstHolderWaitMs)
  const holders = new LeaseHolders((holderCount) => {
    clearTimeout(lingering)
    if (holderCount === 0) lingering = setTimeout(stop, lingerMs)
  })
  await holders.listen()
  try {
    await keepAlive(service, lockDescriptor, holders, stopping.signal)
  } catch (thrown) {
    report(thrown)
    const error = dataDirError(process.cwd(), thrown)
    const code = isMillraceError(error) ? error.code : 'SERVICE_FAILED'
    holders.tell({ type: 'failed', code, message: errorMessage(error) })
  } finally {
    clearTimeout(lingering)
    holders.stopListening()
    holders.dismiss()
  }
}

/** Resolves when asked to stop and stopped; rejects when the service does not start or dies too often. */
async function keepAlive(
  service: SupervisedService,
  lockDescriptor: number,
  holders: LeaseHolders,
  signal: AbortSignal,
): Promise<void> {
  const limit = new RestartLimit(restartsPerMinuteMax, 60_000)
  const stopRequested = aborted(signal)
  let generation = 0
  while (!signal.aborted) {
    let death: unknown
    let running: RunningService | undefined
    let startedAtMs = Infinity // until it has started
    try {
      running = await service.start(lockDescriptor)
      startedAtMs = performance.now()
    } catch (error) {
      if (generation === 0) throw error
      death = error
    }
    if (running) {
      generation += 1
      holders.tell({ type: 'ready', generation, endpoint: running.endpoint })
      const reason = await Promise.race([running.ended, stopRequested])
      holders.forgetLatest()
      if (reason === undefined) {
        holders.stopListening()
        await running.stop()
        return
      }
      death = new MillraceError('SERVICE_FAILED', `${service.name} ended: ${reason}`)
    }
    report(death)
    const diedSoon = performance.now() - startedAtMs < soundAfterMs
    if (diedSoon && !limit.allows(performance.now())) {
      const often = `${service.name} died more than ${restartsPerMinuteMax} times within a minute, each time soon after its start; the last time: `
      throw new MillraceError('SERVICE_FAILED', often + errorMessage(death), { cause: death })
    }
    await Promise.race([sleep(restartPauseMs), stopRequested])
  }
}

/** The lock's descriptor, or undefined when another supervisor serves this folder. */
async function lockOrOtherSupervisor(): Promise<number | undefined> {
  const giveUpAtMs = performance.now() + lockWaitMsMax
  for (;;) {
    const descriptor = tryExclusiveLock('supervisor.lock')
    if (descriptor !== undefined) return descriptor
    const other = await connectLeaseSocket('.').catch(() => undefined)
    if (other) {
      other.destroy()
      return undefined
    }
    if (performance.now() > giveUpAtMs)
      throw new MillraceError('SERVICE_FAILED', 'the lock of a dying supervisor stays held')
    await sleep(20)
  }
}

function report(error: unknown): void {
  console.error(new Date().toISOString(), errorMessage(error))
}
