// The whole API in this process, on a free port, for a test.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readConfig, type Config } from '@millrace/engine/config/config.ts'
import { inject, onTestFinished } from 'vitest'
import { openLog } from '../observe/open-log.ts'
import { startApi } from '../start-api.ts'

export interface TestApi {
  readonly url: string
  readonly config: Config
  /** The answer's body is parsed when it is JSON. */
  get(path: string, init?: RequestInit): Promise<{ status: number; headers: Headers; body: unknown }>
}

/** Call it in a test; it is closed when the test is done. DATA_DIR is a folder of its own unless it is given. */
export async function testApi(environment: Readonly<Record<string, string>>): Promise<TestApi> {
  const config = readConfig({
    DATA_DIR: join(inject('dataDir'), `api-${randomUUID()}`),
    API_PORT: '0',
    GRPC_PORT: '0',
    API_RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  })
  const api = await startApi(config, openLog(config.LOG_LEVEL, false, {}))
  onTestFinished(() => api.close())
  return {
    url: api.url,
    config,
    async get(path, init) {
      const { status, headers, ...answer } = await fetchText(`${api.url}${path}`, init)
      const isJson = /^application\/(problem\+)?json\b/.test(headers.get('content-type') ?? '')
      return { status, headers, body: isJson && answer.text !== '' ? JSON.parse(answer.text) : answer.text }
    },
  }
}

async function fetchText(url: string, init?: RequestInit): Promise<{ status: number; headers: Headers; text: string }> {
  const answer = await fetch(url, init)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
