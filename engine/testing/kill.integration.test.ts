// One kill of each; `kill.long.test.ts` has ten at random moments.
import { expect, test } from 'vitest'
import { killAndResume, killTargets, openPipeline } from './kill-and-resume.ts'

const pipeline = await openPipeline()

test.each(killTargets)('kill -9 of the %s: nothing is lost, nothing twice', async (target) => {
  expect(await killAndResume(pipeline, target, 3_000)).toEqual([])
})
