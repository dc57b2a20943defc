// Seeds once in a process of its own, so that its memory and CPU time are those of this run alone, and prints what it
// measured as one line of JSON. Argument: a job as JSON.
import { readConfig } from '@millrace/engine/config/config.ts'
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { seed } from '@millrace/engine/seed/seed.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { seedJobSchema } from './seed-job.ts'
import { SeedMeter } from './seed-meter.ts'

const [argument = ''] = process.argv.slice(2)
const writeError = (text: string): void => void process.stderr.write(text)

try {
  const job = seedJobSchema.parse(JSON.parse(argument))
  const config = readConfig(job.config)
  const meter = new SeedMeter(config.INSERTS_IN_FLIGHT, writeError)
  const { report } = await seed(config, parseSeedOptions(job.options), meter, new AbortController().signal)
  process.stdout.write(`${JSON.stringify(meter.outcome(report))}\n`)
} catch (error) {
  process.exitCode = reportFailure(error, writeError)
}
