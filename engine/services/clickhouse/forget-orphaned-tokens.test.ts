import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { forgetOrphanedTokens } from './forget-orphaned-tokens.ts'

/** A server's folder with one table, of such parts and logs. */
async function serverWith(parts: readonly string[], logs: Readonly<Record<string, string>>) {
  const server = await mkdtemp(join(tmpdir(), 'millrace-tokens-'))
  onTestFinished(() => rm(server, { recursive: true }))
  const table = join(server, 'store', 'abc', 'abcdef')
  await mkdir(join(table, 'deduplication_logs'), { recursive: true })
  for (const part of parts) await mkdir(join(table, part))
  const path = (log: string): string => join(table, 'deduplication_logs', `deduplication_log_${log}.txt`)
  for (const [log, text] of Object.entries(logs)) await writeFile(path(log), text)
  return { server, read: async (log: string) => readFile(path(log), 'utf8') }
}

test('a token is forgotten when its block is in no part, be it merged with others', async () => {
  const log = '1\t202610_1_1_0\ta\n1\t202611_2_2_1\tb\n1\t202610_7_7_0\tc\n1\t202611_9_9_0\td\n'
  const parts = ['202610_1_5_2', '202611_2_2_1', '202611_9_12_3_14', 'tmp_insert_202610_7_7_0', 'detached']
  const { server, read } = await serverWith(parts, { 1: log })
  expect(await forgetOrphanedTokens(server)).toBe(1)
  expect(await read('1')).toBe(`${log}2\t202610_7_7_0\tc\n`)
  expect(await forgetOrphanedTokens(server)).toBe(0)
})

test('over all logs, in the order of their numbers; the end of a line is not taken for one', async () => {
  const logs = { 2: '1\tall_1_1_0\ta\n1\tall_2_2_0\tb\n', 10: '2\tall_1_1_0\ta\n1\tall_3_3_0\tc\n1\tall_4_4' }
  const { server, read } = await serverWith(['all_3_3_0'], logs)
  expect(await forgetOrphanedTokens(server)).toBe(1)
  expect([await read('2'), await read('10')]).toEqual([logs[2], '2\tall_1_1_0\ta\n1\tall_3_3_0\tc\n2\tall_2_2_0\tb\n'])
})

test('where no server has run yet there is nothing to forget', async () => {
  expect(await forgetOrphanedTokens(join(tmpdir(), 'millrace-no-such-folder'))).toBe(0)
})
