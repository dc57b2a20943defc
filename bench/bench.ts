// `make bench`: how fast Millrace is on this machine, what bounds it, and how it stands against limits and peers.
// Asked by environment variables; `--help` names them.
import { exitCodes, reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { interruptible } from '@millrace/engine/cli/interruptible.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { BenchConsole } from './bench-console.ts'
import { benchHelp } from './bench-help.ts'
import { benchCommand, givenBenchOptions, parseBenchOptions } from './bench-options.ts'
import { consoleStyle } from './report/console-style.ts'
import { writeReport } from './report/write-report.ts'
import { runBench } from './run-bench.ts'

const { env, stdout, stderr } = process

try {
  process.exitCode = await bench(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportFailure(error, (text) => stderr.write(text))
}

async function bench([argument]: readonly string[]): Promise<number> {
  if (argument === '--help' || argument === '-h') {
    stdout.write(benchHelp())
    return exitCodes.done
  }
  if (argument !== undefined)
    throw configError('argument', argument, 'there are none but --help, which names the variables')
  const given = givenBenchOptions(env)
  const options = parseBenchOptions(given)
  const display = new BenchConsole({ stdout, stderr, environment: env })
  const interrupt = interruptible((message) => display.notify(message))
  try {
    const report = await runBench({
      options,
      command: benchCommand(given),
      console: display,
      style: consoleStyle(stdout, env),
      signal: interrupt.signal,
    })
    if (interrupt.signal.aborted) {
      display.notify('interrupted: what was measured so far stands above, and no report is written')
      return exitCodes.interrupted
    }
    if (report.stages.length + report.runs.length + report.sweeps.length === 0) {
      display.notify('nothing could be measured, and no report is written')
      return exitCodes.failed
    }
    for (const file of await writeReport(options.outDir, report)) display.notify(`written: ${file}`)
    return exitCodes.done
  } finally {
    interrupt.release()
  }
}
