#!/usr/bin/env node
// The command line: reads configuration, hands over to a command, and ends with the contract's exit codes.
import { Command } from 'commander'
import { loadDotEnv, readConfig, type Config } from '../config/config.ts'
import { keepFilesPrivate } from '../services/process/keep-files-private.ts'
import { reportFailure } from './exit-code.ts'

function configWith(staging?: string): Config {
  return readConfig({ ...process.env, ...(staging === undefined ? {} : { STAGING: staging }) })
}

function setExitCode(code: number): void {
  process.exitCode = code
}

/** In the order of the help. Only what is asked for is loaded: all of it takes a second. */
const commands = new Map<string, () => Promise<Command>>(
  Object.entries({
    seed: async () => (await import('./seed-command.ts')).seedCommand(configWith, setExitCode),
    ingest: async () => (await import('./ingest-command.ts')).ingestCommand(configWith, setExitCode),
    plan: async () => (await import('./plan-command.ts')).planCommand(configWith, setExitCode),
    verify: async () => (await import('./verify-command.ts')).verifyCommand(configWith, setExitCode),
    sql: async () => (await import('./sql-command.ts')).sqlCommand(configWith),
    csv: async () => (await import('./csv-command.ts')).csvCommand(configWith, setExitCode),
    load: async () => (await import('./load-command.ts')).loadCommand(configWith, setExitCode),
    dataset: async () => (await import('./dataset-command.ts')).datasetCommand(configWith),
    preview: async () => (await import('./preview-command.ts')).previewCommand(configWith),
    describe: async () => (await import('./describe-command.ts')).describeCommand(configWith),
    'dead-letters': async () => (await import('./dead-letters-command.ts')).deadLettersCommand(configWith, setExitCode),
    drop: async () => (await import('./drop-command.ts')).dropCommand(configWith, setExitCode),
    'clean-data': async () => (await import('./clean-data-command.ts')).cleanDataCommand(configWith, setExitCode),
  }),
)

/** All of them for the help, and for a name that is none, so that the nearest one can be named. */
async function askedCommands(name: string | undefined): Promise<Command[]> {
  const asked = name === undefined ? undefined : commands.get(name)
  return Promise.all((asked === undefined ? [...commands.values()] : [asked]).map((load) => load()))
}

keepFilesPrivate()
loadDotEnv()
const program = new Command('millrace')
  .description('A billion realistic rows, then live events, into ClickHouse, exactly once.')
  .exitOverride()

try {
  for (const command of await askedCommands(process.argv[2])) program.addCommand(command.exitOverride())
  await program.parseAsync()
} catch (error) {
  setExitCode(reportFailure(error, (text) => process.stderr.write(text)))
}
