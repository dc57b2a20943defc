// Ten kills of each at random moments; the moments are printed, so that one can be tried again.
import { expect, test } from 'vitest'
import { killAndResume, killTargets, openPipeline } from './kill-and-resume.ts'

const killCount = 10
const afterMsMax = 6_000
const pipeline = await openPipeline()

test.each(killTargets)('ten times kill -9 of the %s: nothing is lost, nothing twice', async (target) => {
  for (let kill = 1; kill <= killCount; kill++) {
    const afterMs = Math.round(Math.random() * afterMsMax)
    console.log(`${target}, kill ${kill} after ${afterMs} ms`)
    expect(await killAndResume(pipeline, target, afterMs)).toEqual([])
  }
})
