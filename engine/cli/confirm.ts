// Asks before something is thrown away. Without a terminal there is nobody to ask: then `YES=1` must have answered.
import { createInterface } from 'node:readline/promises'
import { isSet } from './common-options.ts'

export async function confirm(question: string, yes: boolean | undefined): Promise<boolean> {
  if (isSet(yes, 'YES')) return true
  if (!process.stdin.isTTY) {
    process.stderr.write(`${question} Nobody is there to answer: say YES=1.\n`)
    return false
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim())
  } finally {
    prompt.close()
  }
}
