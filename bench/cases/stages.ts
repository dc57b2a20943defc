// Prints what each stage makes in a second, and nothing else: STAGES=generate,encode BENCH_SECONDS=0.8 DATASET= ROWS=
//
// BENCH_SECONDS is for each line; ROWS is the size of the run whose blocks are staged and inserted, not how many of them.
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { parseDataset } from '@millrace/engine/config/parse-dataset.ts'
import { parseRowCount } from '@millrace/engine/seed/parse-row-count.ts'
import { openArena } from '../end-to-end/open-arena.ts'
import { consoleStyle } from '../report/console-style.ts'
import { stageHeading, stageLine } from '../report/console-table.ts'
import { measureStages, type MeasureStagesOptions } from './measure-stages.ts'
import { parseSeconds } from './parse-seconds.ts'
import { parseStages } from './parse-stages.ts'

const { env, stdout, stderr } = process

try {
  await printStages({
    stages: parseStages(env['STAGES']),
    ...(env['BENCH_SECONDS'] === undefined ? {} : { seconds: parseSeconds('BENCH_SECONDS', env['BENCH_SECONDS']) }),
  })
} catch (error) {
  process.exitCode = reportFailure(error, (text) => stderr.write(text))
}

async function printStages(options: Omit<MeasureStagesOptions, 'onResult'>): Promise<void> {
  const dataset = parseDataset(env['DATASET'] ?? 'page_events')
  const rows = parseRowCount('ROWS', env['ROWS'] ?? '1e7')
  const opened = await openArena({ dataset, rows, notify: () => undefined })
  try {
    const style = consoleStyle(stdout, env)
    console.log(stageHeading(style))
    const { skipped } = await measureStages(opened.arena, {
      ...options,
      onResult: (result) => console.log(stageLine(result, style)),
    })
    for (const { what, why } of skipped) console.log(`${what} is left out: ${why}`)
  } finally {
    await opened.close()
  }
}
