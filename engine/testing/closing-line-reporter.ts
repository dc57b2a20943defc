// Vitest reporter: ends a run with one plain line that any script can read.
import type { Reporter, TestModule } from 'vitest/node'

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    for (const testModule of modules) {
      if (testModule.errors().length > 0) failed++
      for (const test of testModule.children.allTests()) {
        if (test.result().state === 'passed') passed++
        else failed++ // a skipped test has shown nothing
      }
    }
    // After the other reporters have written theirs.
    setImmediate(() => process.stdout.write(`\n${passed} passed, ${failed} failed\n`))
  }
}
