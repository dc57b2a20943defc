import { defineConfig } from 'vitest/config'

// `MILLRACE_TESTS=long` runs the slow and statistical suites (`make test-long`), and nothing else.
const isLong = process.env['MILLRACE_TESTS'] === 'long'
const suffix = isLong ? 'long.test.ts' : 'test.ts'
const never = ['**/node_modules/**', 'data/**', '.tools/**', ...(isLong ? [] : ['**/*.long.test.ts'])]

export default defineConfig({
  test: {
    globalSetup: ['./engine/testing/provide-data-dir.ts'],
    reporters: ['default', './engine/testing/closing-line-reporter.ts'],
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
    // Two files at a time: integration tests share one ClickHouse and one Kafka, and the machines have few cores.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'rooms', include: [`**/*.${suffix}`], exclude: [...never, 'ui/**'] } },
      {
        // Runes are compiled by the dashboard's own Vite plugins, and run as in a browser: on a server they stand still.
        extends: './ui/vite.config.ts',
        root: import.meta.dirname,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'ui',
          environment: './ui/state/testing/client-environment.ts',
          server: { deps: { inline: ['svelte'] } },
          include: [`ui/**/*.${suffix}`],
          exclude: never,
          testTimeout: isLong ? 3_600_000 : 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
