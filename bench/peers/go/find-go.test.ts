import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findGo } from './find-go.ts'

test('the one in PATH comes first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-go-'))
  try {
    await writeFile(join(folder, 'go'), '')
    await chmod(join(folder, 'go'), 0o755)
    expect(await findGo(`/nowhere:${folder}`)).toBe(join(folder, 'go'))
    expect(await findGo('/nowhere')).not.toBe(join(folder, 'go'))
  } finally {
    await rm(folder, { recursive: true })
  }
})
