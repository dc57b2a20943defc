import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { revision } from './revision.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-revision-'))
})
afterAll(() => rm(folder, { recursive: true }))

const git = (...words: string[]): string => {
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', folder, ...identity, ...words], { encoding: 'utf8' }).trim()
}

test('is the commit, and says when files were changed since; without a repository it is empty', async () => {
  expect(await revision(folder)).toBe('')
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '--message', 'first')
  const commit = git('rev-parse', '--short', 'HEAD')
  expect(await revision(folder)).toBe(commit)
  await writeFile(join(folder, 'changed.txt'), '')
  expect(await revision(folder)).toBe(`${commit}+`)
})
