// One kill of each; `kill.long.test.ts` has ten at random moments.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePipeline, killAndResume, killTargets, openPipeline, type Pipeline } from './kill-and-resume.ts'

let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await openPipeline(await mkdtemp(join(tmpdir(), 'millrace-kill-')))
})

afterAll(async () => {
  await closePipeline(pipeline)
  await rm(pipeline.dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
})

test.each(killTargets)('kill -9 of the %s: nothing is lost, nothing twice', async (target) => {
  expect(await killAndResume(pipeline, target, 1_500)).toEqual([])
})
