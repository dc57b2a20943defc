import { defineConfig } from 'vitest/config'

// `MILLRACE_TESTS=long` runs the slow and statistical suites (`make test-long`), and nothing else.
const isLong = process.env['MILLRACE_TESTS'] === 'long'

export default defineConfig({
  test: {
    include: isLong ? ['**/*.long.test.ts'] : ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'data/**', '.tools/**', ...(isLong ? [] : ['**/*.long.test.ts'])],
    globalSetup: ['./engine/testing/provide-data-dir.ts'],
    reporters: ['default', './engine/testing/closing-line-reporter.ts'],
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
    // Two files at a time: integration tests share one ClickHouse and one Kafka, and the machines have few cores.
    maxWorkers: 2,
  },
})
