// `millrace dataset`: a dataset file of a table that is there, to begin with.
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { errorMessage } from '../errors/error-message.ts'
import { configError } from '../errors/millrace-error.ts'
import { defaultSampleRows, parseProfileOptions, type RawDatasetOptions } from '../profile/dataset-options.ts'
import { makeDataset } from '../profile/make-dataset.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import { isSet } from './common-options.ts'
import { givenVariables, type CommandVariable } from './given-variables.ts'

const variables: readonly CommandVariable<keyof RawDatasetOptions>[] = [
  ['FROM', '--from <db.table>', 'a table that is there'],
  ['OUT', '--out <file>', 'the file (default: stdout)'],
  ['SAMPLE_ROWS', '--sample-rows <n>', `rows that a profile looks at, about (default: ${defaultSampleRows})`],
]

const schemaPath = join(import.meta.dirname, '../../schemas/dataset-file/dataset.schema.json')

export function datasetCommand(readConfig: () => Config): Command {
  const command = new Command('dataset').description('write a dataset file for a table that is there, to begin with')
  for (const [variable, flag, description] of variables) command.addOption(new Option(flag, description).env(variable))
  return command
    .option('--profile', 'measure what is in the table, and make the like of it (make: PROFILE=1)')
    .option('--values', 'a profile may write texts of the table into the file (make: VALUES=1)')
    .option('--force', 'a file that is there is written anew (make: FORCE=1)')
    .action(async (given: Record<string, unknown>) => {
      const raw = givenVariables(variables, given)
      const isGiven = (name: string, variable: string): boolean => isSet(given[name] === true || undefined, variable)
      const profile = parseProfileOptions(raw, isGiven('values', 'VALUES'))
      const { config, table } = configOfTable(readConfig(), raw.FROM ?? '', 'FROM')
      const out = raw.OUT
      const isForced = isGiven('force', 'FORCE')
      if (out !== undefined && !isForced && existsSync(out)) throw alreadyThere(out)
      const notify = (message: string): void => void process.stderr.write(`${message}\n`)
      const opened = await openWarehouse(config, notify)
      try {
        const asked = { profile: isGiven('profile', 'PROFILE') ? profile : undefined, schema: schemaSeenFrom(out) }
        await put(out, await makeDataset(opened.warehouse, table, asked, notify), isForced)
        if (out !== undefined) notify(`${out} is written: make preview DATASET=${out} shows rows of it`)
      } finally {
        await opened.close()
      }
    })
}

async function put(out: string | undefined, text: string, isForced: boolean): Promise<void> {
  if (out === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    await writeFile(out, text, { flag: isForced ? 'w' : 'wx' })
  } catch (error) {
    throw configError('OUT', out, `it cannot be written: ${errorMessage(error)}`)
  }
}

/** A file on stdout is taken to go into this folder. */
function schemaSeenFrom(out = 'dataset.yaml'): string {
  return relative(dirname(resolve(out)), schemaPath)
}

function alreadyThere(out: string): Error {
  return configError('OUT', out, 'that file is there already: FORCE=1 writes it anew')
}
