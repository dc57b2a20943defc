// Seeds as the command line does, and tells when it could not.
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'

export async function seedRows(environment: Readonly<Record<string, string>>, rowCount: number): Promise<void> {
  const { ended, stderr } = await runMillrace(['seed', '--rows', String(rowCount), '--staging', 'spool'], environment)
  if (ended !== 0) throw new Error(`the seed ended with ${ended}: ${stderr}`)
}
