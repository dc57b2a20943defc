import { beforeAll, expect, test } from 'vitest'
import type { Arena } from '../end-to-end/contender.ts'
import { testArena } from '../end-to-end/testing/test-arena.ts'
import { machineSchema } from '../report/bench-report.ts'
import { memoryBytes, readMachine } from './machine.ts'

let arena: Arena
beforeAll(async () => {
  arena = await testArena({ rows: 1 })
})

test('says what the machine is, and the version of everything on the way of a row', async () => {
  const machine = await readMachine(arena.warehouse, 0.5)
  expect(machineSchema.parse(machine)).toEqual(machine)
  expect(machine.loadBefore).toBe(0.5)
  expect(machine.versions['node']).toBe(process.versions.node)
  for (const name of ['clickhouse', '@clickhouse/client', '@platformatic/kafka', 'lz4-napi', 'piscina', 'kafkajs']) {
    expect.soft(machine.versions[name], name).toMatch(/^\d+\.\d+\.\d+/)
  }
})

test('memory is that of a container where it has a limit', () => {
  expect(memoryBytes(2e9, 8e9)).toBe(2e9)
  expect(memoryBytes(0, 8e9)).toBe(8e9)
  expect(memoryBytes(2 ** 63, 8e9)).toBe(8e9)
})
