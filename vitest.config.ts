import { defineConfig } from 'vitest/config'

// `MILLRACE_TESTS=long` runs the slow and statistical suites (`make test-long`) and nothing else, `MILLRACE_TESTS=faults` the
// fault matrix in full (`make test-faults`), of which a few rows are among the usual tests.
const asked = process.env['MILLRACE_TESTS']
const isLong = asked === 'long' || asked === 'faults'
const suffix = asked === 'long' ? 'long.test.ts' : asked === 'faults' ? 'fault.test.ts' : 'test.ts'
const never = ['**/node_modules/**', 'data/**', '.tools/**', ...(isLong ? [] : ['**/*.long.test.ts'])]

export default defineConfig({
  test: {
    globalSetup: ['./engine/testing/provide-data-dir.ts'],
    reporters: ['default', './engine/testing/closing-line-reporter.ts'],
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
    // Two files at a time: integration tests share one ClickHouse and one Kafka, and the machines have few cores. Of the fault
    // matrix one, so that a fault meets a pipeline that runs as fast as it can.
    maxWorkers: asked === 'faults' ? 1 : 2,
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
