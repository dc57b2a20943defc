// A report that some bench has written, checked.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { benchReportSchema, type BenchReport } from './bench-report.ts'

const rule = 'it is the path of a report that make bench has written, such as bench/reports/latest.json'

/** `name`: of the setting that the path comes from. Throws a CONFIG error that names it, and says what is wrong. */
export async function readReport(name: string, path: string): Promise<BenchReport> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw configError(name, path, `${rule}; it cannot be read: ${errorMessage(error)}`)
  })
  const parsed = benchReportSchema.safeParse(parseJson(name, path, text))
  if (parsed.success) return parsed.data
  throw configError(name, path, `${rule}; its content is not one:\n${z.prettifyError(parsed.error)}`)
}

function parseJson(name: string, path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw configError(name, path, `${rule}; it is no JSON: ${errorMessage(error)}`)
  }
}
