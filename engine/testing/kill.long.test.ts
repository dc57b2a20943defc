// Ten kills of each at random moments; the moments are printed, so that one can be tried again.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePipeline, killAndResume, killTargets, openPipeline, type Pipeline } from './kill-and-resume.ts'

const killCount = 10
const afterMsMax = 4_000
let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await openPipeline(await mkdtemp(join(tmpdir(), 'millrace-kill-')))
})

afterAll(async () => {
  await closePipeline(pipeline)
  await rm(pipeline.dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
})

test.each(killTargets)('ten times kill -9 of the %s: nothing is lost, nothing twice', async (target) => {
  for (let kill = 1; kill <= killCount; kill++) {
    const afterMs = Math.round(Math.random() * afterMsMax)
    console.log(`${target}, kill ${kill} after ${afterMs} ms`)
    expect(await killAndResume(pipeline, target, afterMs)).toEqual([])
  }
})
