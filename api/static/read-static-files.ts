// The files of a built page, read once: what is not in the list cannot be asked for, whatever a path looks like.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { systemErrorCode } from '@millrace/engine/errors/error-message.ts'

export interface StaticFile {
  /** Below the folder, with slashes: `assets/index-BNnsg5vL.js`. */
  readonly path: string
  readonly contentType: string
  /** Text as such: the server remembers what compression makes of it. */
  readonly body: string | Uint8Array
  /** As the build compressed it; undefined when it did not. */
  readonly brotli: Uint8Array | undefined
}

const textTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}
const binaryTypes: Readonly<Record<string, string>> = {
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
const brotliSuffix = '.br'

/** None when the folder is not there. */
export async function readStaticFiles(dir: string): Promise<StaticFile[]> {
  const paths = await pathsIn(dir)
  const known = new Set(paths)
  return Promise.all(
    paths
      .filter((path) => !path.endsWith(brotliSuffix))
      .map(async (path) => {
        const bytes = await readFile(join(dir, path))
        const textType = textTypes[extname(path)]
        return {
          path,
          contentType: textType ?? binaryTypes[extname(path)] ?? 'application/octet-stream',
          body: textType === undefined ? bytes : bytes.toString(),
          brotli: known.has(path + brotliSuffix) ? await readFile(join(dir, path + brotliSuffix)) : undefined,
        }
      }),
  )
}

async function pathsIn(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(dir, join(parentPath, name)).replaceAll(sep, '/'))
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return []
    throw error
  }
}
