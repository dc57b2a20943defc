import { expect, onTestFinished, test } from 'vitest'
import { KeptProcess } from './kept-process.ts'

const soon = { timeout: 20_000, interval: 20 }
const endless =
  'console.log(process.env.WORD, process.pid); process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000)'

function kept(): KeptProcess {
  const keptProcess = new KeptProcess(['-e', endless], { WORD: 'here' })
  onTestFinished(async () => {
    await keptProcess.stop()
  })
  return keptProcess
}

test('one that dies is started again, and one that is asked to end is not', async () => {
  const keptProcess = kept()
  await expect.poll(() => keptProcess.said, soon).toMatch(/^here \d+\n$/)
  const first = keptProcess.processId
  process.kill(first ?? 0, 'SIGKILL')
  await expect.poll(() => keptProcess.said, soon).toMatch(/^(here \d+\n){2}$/)
  expect(keptProcess.processId).not.toBe(first)
  expect(await keptProcess.stop()).toBe(7)
  expect(keptProcess.processId).toBeUndefined()
})

test('one that is asked to end while it is dead stays dead', async () => {
  const keptProcess = kept()
  await expect.poll(() => keptProcess.said, soon).toMatch(/^here/)
  process.kill(keptProcess.processId ?? 0, 'SIGKILL')
  await expect.poll(() => keptProcess.processId, soon).toBeUndefined()
  expect(await keptProcess.stop()).toBe('SIGKILL')
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(keptProcess.said).toMatch(/^here \d+\n$/)
})
