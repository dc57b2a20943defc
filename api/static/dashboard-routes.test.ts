import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, inject, onTestFinished, test } from 'vitest'
import { exchangeRaw, parseAnswer } from '../server/testing/raw-http.ts'
import { testServer, type TestServer } from '../server/testing/test-server.ts'
import { dashboardRoutes } from './dashboard-routes.ts'

const script = 'console.log(1);'.repeat(200)
const asset = '/assets/index-abc.js'
const built = {
  'index.html': '<!doctype html><title>Millrace</title>',
  [asset.slice(1)]: script,
  'assets/other-def.css': 'a{color:red}'.repeat(200),
  'assets/font.woff2': Buffer.from([0, 255, 254]),
  'favicon.svg': '<svg/>',
}

async function serve(files: Readonly<Record<string, string | Buffer>>): Promise<TestServer> {
  const dir = join(await mkdtemp(join(inject('dataDir'), 'dist-')), 'dist')
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), content)
  }
  await writeFile(join(dirname(dir), 'secret.txt'), 'secret')
  const server = await testServer({}, { routes: new Map(await dashboardRoutes(dir)) })
  onTestFinished(() => server.close({ graceMs: 0 }))
  return server
}

test('the page is asked for anew each time, and may run its own code alone', async () => {
  const { url } = await serve(built)
  const page = await fetch(url)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.headers.get('x-frame-options')).toBe('DENY')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(await page.text()).toBe(built['index.html'])
  const etag = page.headers.get('etag') ?? ''
  expect((await fetch(url, { headers: { 'If-None-Match': etag } })).status).toBe(304)
})

test('a page that was built for a foreign API may talk to that one as well, and to no other', async () => {
  const policyOf = async (html: string) =>
    (await fetch((await serve({ ...built, 'index.html': html })).url)).headers.get('content-security-policy') ?? ''
  expect(await policyOf(built['index.html'])).toContain("; connect-src 'self'")
  expect(await policyOf(built['index.html'])).not.toContain('https:')
  const foreign = '<!doctype html><meta name="millrace-api-origin" content="https://api.example">'
  expect(await policyOf(foreign)).toMatch(/connect-src 'self' https:\/\/api\.example wss:\/\/api\.example(;|$)/)
})

test('files whose names change with their content are kept for a year, others are asked for anew', async () => {
  const { url } = await serve(built)
  const got = await fetch(url + asset)
  expect(got.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(got.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(got.headers.get('content-encoding')).toBe('gzip')
  expect(await got.text()).toBe(script)
  const icon = await fetch(`${url}/favicon.svg`)
  expect([icon.headers.get('content-type'), icon.headers.get('cache-control')]).toEqual(['image/svg+xml', 'no-cache'])
  const font = await fetch(`${url}/assets/font.woff2`)
  expect(font.headers.get('content-type')).toBe('font/woff2')
  expect(Buffer.from(await font.arrayBuffer())).toEqual(built['assets/font.woff2'])
})

test('what the build has compressed goes out as it is, to those who take it', async () => {
  // Content that only the copy has shows which of the two was sent.
  const { url } = await serve({ ...built, [`${asset.slice(1)}.br`]: brotliCompressSync('the copy') })
  const get = (encoding: string) => fetch(url + asset, { headers: { 'Accept-Encoding': encoding } })
  const brotli = await get('gzip, br')
  expect([brotli.headers.get('content-encoding'), await brotli.text()]).toEqual(['br', 'the copy'])
  const gzip = await get('gzip')
  expect([gzip.headers.get('content-encoding'), await gzip.text()]).toEqual(['gzip', script])
  const plain = await get('identity')
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, script])
  for (const answer of [brotli, gzip, plain]) expect(answer.headers.get('vary')).toContain('Accept-Encoding')
  expect((await fetch(`${url}${asset}.br`)).status).toBe(404)
})

test('nothing but these files can be asked for', async () => {
  const { port } = await serve(built)
  const paths = ['/index.html', '/assets', '/assets/', '/secret.txt', '/../secret.txt', '/assets/../../secret.txt']
  const twice = [
    '/%252e%252e/secret.txt',
    '/..%255csecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/assets/%2e%2e%00/secret.txt',
  ]
  const sly = ['/..%2fsecret.txt', '/%2e%2e/secret.txt', '//secret.txt', '/assets/..\\..\\secret.txt', `${asset}%00`]
  for (const path of [...paths, ...twice, ...sly]) {
    const answer = parseAnswer(
      await exchangeRaw(
        port,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: identity\r\n\r\n`,
      ),
    )
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).not.toContain('secret"')
  }
})

test('symbolic links are not followed, be it to a file or a folder', async () => {
  const dir = join(await mkdtemp(join(inject('dataDir'), 'dist-')), 'dist')
  await mkdir(join(dir, 'assets'), { recursive: true })
  await writeFile(join(dir, 'index.html'), built['index.html'])
  await symlink('/etc/passwd', join(dir, 'assets/file.txt'))
  await symlink('/etc', join(dir, 'folder'))
  expect((await dashboardRoutes(dir)).map(([path]) => path)).toEqual(['/'])
})

test('files stand as one route in metrics and in the list of what there is', async () => {
  const { url, observed } = await serve(built)
  await (await fetch(url + asset)).text()
  await (await fetch(`${url}/assets/other-def.css`)).text()
  await (await fetch(url)).text()
  expect(observed.map(({ route }) => route)).toEqual(['/assets/*', '/assets/*', '/'])
  const missing = await (await fetch(`${url}/missing`)).text()
  expect(missing).toContain('there is /, /assets/*, /favicon.svg, /live')
})

test('without a build the page says how to make one', async () => {
  const { url } = await serve({ 'assets/left-over.js': script })
  const page = await fetch(url)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(await page.text()).toContain('make ui')
  expect((await fetch(`${url}/assets/left-over.js`)).status).toBe(404)
})
