// systemd takes the example units as they are, and they start programs that are there.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { upPrograms } from '../../api/up/up-parts.ts'

const root = join(import.meta.dirname, '../..')
const installedRoot = '/opt/millrace'
const units = [
  ['millrace-api.service', 'api'],
  ['millrace-drain.service', 'drain'],
] as const

const read = (unit: string): Promise<string> => readFile(join(import.meta.dirname, unit), 'utf8')
const setting = (text: string, name: string): string | undefined => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1]

test.each(units)('%s starts what make up starts, and stops it as Ctrl-C does, in as much time', async (unit, part) => {
  const text = await read(unit)
  const { arguments: started, stopMsMax } = upPrograms({})[part]
  const [node, ...args] = setting(text, 'ExecStart')?.split(' ') ?? []
  expect(node).toBe(`${installedRoot}/node_modules/.bin/node`)
  expect(args.map((argument) => argument.replace(installedRoot, root))).toEqual(started)
  expect(existsSync(started[0] ?? '')).toBe(true)
  // What .env.example says of DATA_DIR is below the one folder that they may write to.
  expect(setting(text, 'WorkingDirectory')).toBe(`/var/lib/${setting(text, 'StateDirectory')}`)
  expect(setting(text, 'KillSignal')).toBe('SIGINT')
  expect(Number(setting(text, 'TimeoutStopSec')) * 1000).toBe(stopMsMax)
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd).each(units)('systemd finds nothing wrong with %s', async (unit) => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-units-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  // Where it is installed there is nothing here: systemd looks whether the program can be run.
  await writeFile(join(folder, unit), (await read(unit)).replaceAll(installedRoot, root))
  const run = (...args: string[]): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { cwd: folder, encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }
  const verified = run('verify', '--man=no', '--recursive-errors=no', `./${unit}`)
  expect(verified).toEqual({ status: 0, said: '' })
  // 0 is closed, 100 open: 20 is «OK».
  const secured = run('security', '--offline=yes', '--threshold=20', '--no-pager', `./${unit}`)
  expect(secured.status, secured.said).toBe(0)
})
