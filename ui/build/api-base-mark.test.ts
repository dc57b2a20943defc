import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { apiBaseMark } from './api-base-mark.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

/** The page that a build with this VITE_API_BASE makes. */
async function builtPage(base: string | undefined): Promise<string> {
  vi.stubEnv('VITE_API_BASE', base)
  const root = await mkdtemp(join(tmpdir(), 'millrace-page-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await writeFile(join(root, 'index.html'), '<!doctype html><html><head><title>x</title></head></html>')
  const built = await build({
    root,
    configFile: false,
    plugins: [apiBaseMark()],
    build: { write: false },
    logLevel: 'silent',
  })
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []))
  const page = outputs.find(({ fileName }) => fileName === 'index.html')
  return page?.type === 'asset' ? String(page.source) : ''
}

test.each([
  ['https://api.example', 'https://api.example'],
  ['https://API.example/millrace/', 'https://api.example'],
  ['http://10.0.0.7:8080', 'http://10.0.0.7:8080'],
])('built for %s, the page names that origin in the form that the server reads', async (base, origin) => {
  expect(await builtPage(base)).toContain(`<meta name="millrace-api-origin" content="${origin}">`)
})

test.each([[undefined], [''], ['/millrace']])('built for %s, it names none', async (base) => {
  const page = await builtPage(base)
  expect(page).toContain('<title>x</title>')
  expect(page).not.toContain('<meta')
})

test.each(['api.example', '//api.example', 'ftp://api.example'])('%s ends the build, and is told why', async (base) => {
  await expect(builtPage(base)).rejects.toThrow(`VITE_API_BASE is ${base}: give the API's http:// or https:// address`)
})
