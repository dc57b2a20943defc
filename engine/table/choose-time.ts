// Times of a column, by its name: the row's own time, some while after it, or the birthday of somebody.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import { logNormal, uniform } from '@millrace/schemas/dataset/distribution.ts'
import type { ColumnToFill } from './choose-source.ts'
import { hasWord, words } from './name-words.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const born = { fromMs: Date.UTC(1945, 0, 1), toMs: Date.UTC(2008, 0, 1) }
const epochMs = Date.UTC(1970, 0, 1)

export function chooseTime({ name, type }: ColumnToFill): ColumnSource {
  const all = words(name)
  if (hasWord(all, /^(?:birth|dob|birthday|birthdate|born)$/) && (type.kind === 'Date32' || type.kind === 'Date')) {
    // A Date begins with 1970.
    const fromMs = type.kind === 'Date' ? epochMs : born.fromMs
    return { from: 'number', distribution: uniform(fromMs / dayMs, born.toMs / dayMs) }
  }
  if (hasWord(all, /^(?:updated|modified|changed|finished|ended|end|closed|completed|resolved|dropoff)$/)) {
    return { from: 'time-after', delayMs: logNormal(hourMs, 1.2, 30 * dayMs) }
  }
  if (hasWord(all, /^(?:shipped|ship|delivered|delivery|paid|expires|expired|expiry|due|commit|receipt|received)$/)) {
    return { from: 'time-after', delayMs: logNormal(2 * dayMs, 0.8, 90 * dayMs) }
  }
  return { from: 'time' }
}
