// A real redis-server that a test may kill, pause and start again on the same port. It keeps nothing on disk.
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MillraceError } from '../../errors/millrace-error.ts'
import { ServiceChild } from '../../services/process/service-child.ts'
import { redisAnswers } from '../../services/redis/redis-answers.ts'
import type { RedisProgram } from '../../services/redis/unpacked-redis.ts'

const startMsMax = 15_000
const redisChild = join(import.meta.dirname, '../../services/redis/redis-child.ts')

export interface TestRedisOptions {
  readonly program: RedisProgram
  /** Gets a folder for this server. */
  readonly parentDir: string
  readonly port: number
  /** redis-server's own, such as `--requirepass secret`. */
  readonly arguments: readonly string[]
}

export class TestRedisServer {
  readonly #options: TestRedisOptions
  #child: ServiceChild | undefined

  constructor(options: TestRedisOptions) {
    this.#options = options
  }

  get port(): number {
    return this.#options.port
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  get processId(): number {
    if (this.#child === undefined) throw new Error('this Redis does not run')
    return this.#child.processId
  }

  /** Empty, whatever was in it before. Resolves when it answers. */
  async start(): Promise<void> {
    const { program, parentDir, port } = this.#options
    const dir = await mkdtemp(join(parentDir, 'redis-'))
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no']
    const command = [program.libraryPath, program.redisServer, ...settings, ...this.#options.arguments]
    const child = new ServiceChild({
      arguments: ['--disable-warning=ExperimentalWarning', redisChild, String(process.pid), ...command],
      outputFile: join(dir, 'redis.log'),
      stdin: 'pipe',
      inherited: [],
      stopMsMax: 0,
    })
    this.#child = child
    const giveUpAtMs = Date.now() + startMsMax
    while (!(await redisAnswers(port))) {
      if (child.hasEnded || Date.now() > giveUpAtMs) {
        await this.kill()
        throw new MillraceError('SERVICE_FAILED', `redis-server did not start (${await child.ended}): ${child.output}`)
      }
      await sleep(10)
    }
  }

  /** SIGKILL, if it runs; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child?.kill()
    await this.#child?.ended
    this.#child = undefined
  }

  /** Connections stay, and get no answer. */
  pause(): void {
    process.kill(this.processId, 'SIGSTOP')
  }

  resume(): void {
    process.kill(this.processId, 'SIGCONT')
  }
}
