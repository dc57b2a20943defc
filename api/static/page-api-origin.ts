// Which foreign API a built page talks to: the build writes that into the page when it is given VITE_API_BASE.
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'

const mark = /<meta\s+name="millrace-api-origin"\s+content="([^"]*)"/

/** Such as `https://api.example`; undefined when it is the one that serves the page. Throws `CONFIG` for what is no origin. */
export function pageApiOrigin(html: string): string | undefined {
  const text = mark.exec(html)?.[1]
  if (text === undefined) return undefined
  if (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text) return text
  throw new MillraceError(
    'CONFIG',
    `the built dashboard names "${text}" as its API, which is no origin: make ui builds it anew`,
  )
}
