// Where the Go toolchain is: in PATH, or where its own installer puts it.
import { delimiter } from 'node:path'
import { findExecutable } from '@millrace/engine/services/kafka/find-executable.ts'

export function findGo(searchPath = process.env['PATH'] ?? ''): Promise<string | undefined> {
  return findExecutable('go', [searchPath, '/usr/local/go/bin'].join(delimiter))
}
