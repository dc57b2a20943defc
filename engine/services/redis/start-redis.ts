// Starts a local Redis in the working directory and waits until it answers. It keeps nothing on disk: what is in it, cached
// answers, counters and limits, is as good as new a moment after a start.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MillraceError } from '../../errors/millrace-error.ts'
import { rememberedPorts } from '../process/remembered-ports.ts'
import { ServiceChild } from '../process/service-child.ts'
import type { RedisEndpoint } from '../service.ts'
import type { RunningService } from '../supervisor/supervised-service.ts'
import { findRedis } from './find-redis.ts'
import { redisAnswers } from './redis-answers.ts'

const startMsMax = 15_000
const stopMsMax = 5_000
const memoryMax = '128mb'
const noDisk = ['--save', '', '--appendonly', 'no']
const bounded = ['--maxmemory', memoryMax, '--maxmemory-policy', 'allkeys-lru']

/** Throws SERVICE_FAILED. */
export async function startRedis(lockDescriptor: number): Promise<RunningService> {
  const program = await findRedis()
  if (program === undefined) {
    throw new MillraceError('SERVICE_FAILED', 'the local Redis cannot start: no redis-server in PATH; install it')
  }
  const [port = 0] = await rememberedPorts([undefined])
  const redisChild = join(import.meta.dirname, 'redis-child.ts')
  const command = [program.libraryPath, program.redisServer, '--port', String(port), '--bind', '127.0.0.1']
  const child = new ServiceChild({
    arguments: [
      '--disable-warning=ExperimentalWarning',
      redisChild,
      String(process.pid),
      ...command,
      ...noDisk,
      ...bounded,
    ],
    outputFile: 'server.log',
    stdin: lockDescriptor,
    inherited: [],
    stopMsMax,
  })
  const giveUpAtMs = performance.now() + startMsMax
  while (!(await redisAnswers(port))) {
    if (child.hasEnded || performance.now() > giveUpAtMs) {
      child.kill()
      const ending = await child.ended
      throw new MillraceError(
        'SERVICE_FAILED',
        `the local Redis in ${process.cwd()} did not start (${ending}): ${child.output}`,
      )
    }
    await sleep(20)
  }
  const endpoint: RedisEndpoint = { url: `redis://127.0.0.1:${port}`, processId: child.processId }
  return { endpoint, ended: child.ended, stop: () => child.stop() }
}
