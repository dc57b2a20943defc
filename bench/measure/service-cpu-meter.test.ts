import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ServiceCpuMeter } from './service-cpu-meter.ts'

test('counts who works in the folder of a service, and keeps what an ended process had used', async ({
  onTestFinished,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cpu-meter-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const cwd = join(dataDir, 'kafka', 'broker')
  mkdirSync(cwd, { recursive: true })
  const meter = new ServiceCpuMeter(dataDir)
  expect(meter.read()).toEqual({ clickhouse: 0, kafka: 0 })

  const busy = spawn(process.execPath, ['--eval', 'for (;;);'], { cwd })
  const ended = once(busy, 'exit')
  onTestFinished(() => void busy.kill('SIGKILL'))
  let used = 0
  while (used < 0.2) {
    await sleep(20)
    used = meter.read().kafka
  }
  busy.kill('SIGKILL')
  await ended
  expect(meter.read().kafka).toBeGreaterThanOrEqual(used)
  expect(meter.read().clickhouse).toBe(0)
})
