// The built dashboard, served by the API: a route for every file that was there at the start, so that no path leads elsewhere.
import type { Answer, ApiRequest, RouteEntry } from '../server/http.ts'
import { acceptedEncoding } from '../server/request/accepted-encoding.ts'
import { pageApiOrigin } from './page-api-origin.ts'
import { pageHeaders } from './page-headers.ts'
import { readStaticFiles, type StaticFile } from './read-static-files.ts'

const page = 'index.html'
/** Names of files in it change with what is in them. */
const lastingFolder = 'assets/'

/** Without a build there is one text, which says how to make it. Throws `CONFIG` for a page that names no API one can talk to. */
export async function dashboardRoutes(distDir: string): Promise<RouteEntry[]> {
  const files = await readStaticFiles(distDir)
  const html = files.find(({ path }) => path === page)?.body
  if (html === undefined) return [['/', { GET: () => Promise.resolve(notBuilt) }]]
  const ofPages = pageHeaders(pageApiOrigin(String(html)))
  return files.map((file) => {
    const GET = (request: ApiRequest) => Promise.resolve(fileAnswer(file, request, ofPages))
    if (file.path === page) return ['/', { GET }]
    return [`/${file.path}`, file.path.startsWith(lastingFolder) ? { GET, label: `/${lastingFolder}*` } : { GET }]
  })
}

function fileAnswer(
  { path, contentType, body, brotli }: StaticFile,
  { header }: ApiRequest,
  ofPages: Readonly<Record<string, string>>,
): Answer {
  const headers = {
    'Content-Type': contentType,
    'Cache-Control': path.startsWith(lastingFolder) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(contentType.startsWith('text/html') || contentType.startsWith('image/svg') ? ofPages : {}),
    ...(brotli === undefined ? {} : { Vary: 'Accept-Encoding' }),
  }
  if (brotli !== undefined && acceptedEncoding(header('accept-encoding')) === 'br') {
    return { status: 200, headers: { ...headers, 'Content-Encoding': 'br' }, body: brotli }
  }
  return { status: 200, headers, body }
}

const notBuilt: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  body: 'The dashboard is not built: make ui builds it, then start the API again. The API itself: /openapi.json\n',
}
