#!/usr/bin/env node
// The command line: reads configuration, hands over to a command, and ends with the contract's exit codes.
import { Command } from 'commander'
import { loadDotEnv, readConfig, type Config } from '../config/config.ts'
import { keepFilesPrivate } from '../services/process/keep-files-private.ts'
import { cleanDataCommand } from './clean-data-command.ts'
import { csvCommand } from './csv-command.ts'
import { datasetCommand } from './dataset-command.ts'
import { deadLettersCommand } from './dead-letters-command.ts'
import { describeCommand } from './describe-command.ts'
import { dropCommand } from './drop-command.ts'
import { reportFailure } from './exit-code.ts'
import { ingestCommand } from './ingest-command.ts'
import { loadCommand } from './load-command.ts'
import { planCommand } from './plan-command.ts'
import { previewCommand } from './preview-command.ts'
import { seedCommand } from './seed-command.ts'
import { sqlCommand } from './sql-command.ts'
import { verifyCommand } from './verify-command.ts'

function configWith(staging?: string): Config {
  return readConfig({ ...process.env, ...(staging === undefined ? {} : { STAGING: staging }) })
}

function setExitCode(code: number): void {
  process.exitCode = code
}

keepFilesPrivate()
loadDotEnv()
const program = new Command('millrace')
  .description('A billion realistic rows, then live events, into ClickHouse, exactly once.')
  .exitOverride()
  .addCommand(seedCommand(configWith, setExitCode))
  .addCommand(ingestCommand(configWith, setExitCode))
  .addCommand(planCommand(configWith, setExitCode))
  .addCommand(verifyCommand(configWith, setExitCode))
  .addCommand(sqlCommand(configWith))
  .addCommand(csvCommand(configWith, setExitCode))
  .addCommand(loadCommand(configWith, setExitCode))
  .addCommand(datasetCommand(configWith))
  .addCommand(previewCommand(configWith))
  .addCommand(describeCommand(configWith))
  .addCommand(deadLettersCommand(configWith, setExitCode))
  .addCommand(dropCommand(configWith, setExitCode))
  .addCommand(cleanDataCommand(configWith, setExitCode))
for (const command of program.commands) command.exitOverride()

try {
  await program.parseAsync()
} catch (error) {
  setExitCode(reportFailure(error, (text) => process.stderr.write(text)))
}
