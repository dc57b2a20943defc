// What is done with dead letters, as a user does it.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DeadLetters } from '../drain/dead-letters.ts'
import { runMillrace, type MillraceResult } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

const { url } = await testClickHouse()

test('what was refused is listed, shown, and put in again when the reason is gone: then all is exact', async ({
  onTestFinished,
}) => {
  const database = `letters_${randomUUID().replaceAll('-', '')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-letters-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const environment = { DATA_DIR: dataDir, CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: database, STAGING: 'none' }
  const millrace = (...args: string[]): Promise<MillraceResult> => runMillrace(args, environment)
  const sql = (query: string): Promise<MillraceResult> => millrace('sql', query)
  const letters = async (): Promise<string[]> =>
    (await millrace('dead-letters')).stdout.split('\n').filter((line) => line !== '')

  await millrace('seed', '--rows', '3000', '--batch-rows', '1000')
  await sql(`ALTER TABLE ${database}.page_events ADD CONSTRAINT no_mobile CHECK device != 'mobile'`)
  const refused = await millrace('seed', '--rows', '6000')
  expect(refused.ended).toBe(1)
  expect(refused.stderr).toContain('no_mobile')
  const [first, ...others] = await letters()
  expect(others).toHaveLength(2)
  const [name = '', rows, reason] = first?.split('\t') ?? []
  expect([rows, reason]).toEqual(['1000 rows', expect.stringContaining('no_mobile')])

  const shown = (await millrace('dead-letters', '--show', '--letter', name)).stdout
  for (const text of ['reason: ', 'rowCount: 1000', 'as its checksum says', 'Row 3:', 'event_id: ']) {
    expect(shown).toContain(text)
  }
  expect(
    (await sql(`SELECT count() FROM system.tables WHERE database = '${database}' AND name LIKE 'peek%'`)).stdout,
  ).toBe('0\n')

  const stillRefused = await millrace('dead-letters', '--replay')
  expect([stillRefused.ended, stillRefused.stderr]).toEqual([1, expect.stringContaining('0 taken, 3 refused again')])
  await sql(`ALTER TABLE ${database}.page_events DROP CONSTRAINT no_mobile`)
  expect((await millrace('dead-letters', '--replay', '--letter', name)).stderr).toContain('1 taken, 0 refused again')
  expect((await millrace('dead-letters', '--replay')).stderr).toContain('2 taken, 0 refused again')
  expect(await letters()).toEqual([])
  expect((await millrace('verify')).stdout).toMatch(/all equal\n$/)

  const wrong = await millrace('dead-letters', '--drop', '--letter', name)
  expect([wrong.ended, wrong.stderr]).toEqual([2, expect.stringContaining(`LETTER=${name}`)])
})

test('dropping asks first, and forgets them', async ({ onTestFinished }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-letters-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const deadLetters = new DeadLetters(join(dataDir, 'dead-letters'))
  await deadLetters.addUnreadable(Buffer.from('nothing'), 'page_events/0/7', 'it is not whole')
  const asked = await runMillrace(['dead-letters', '--drop'], { DATA_DIR: dataDir })
  expect([asked.ended, asked.stderr]).toEqual([1, expect.stringContaining('YES=1')])
  expect(await deadLetters.list()).toHaveLength(1)
  const dropped = await runMillrace(['dead-letters', '--drop', '--yes'], { DATA_DIR: dataDir })
  expect([dropped.ended, dropped.stderr]).toEqual([0, expect.stringContaining('1 dead letters dropped')])
  expect(await deadLetters.list()).toEqual([])
})
