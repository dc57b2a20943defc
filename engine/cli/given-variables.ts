// What a command was given, by the names of the make variables, and the command that gives it again.

export type CommandVariable<Name extends string = string> = readonly [name: Name, flag: string, description: string]

/** Options as commander has them (`batchRows` of `--batch-rows <n>`); those that were not given, or are empty, are left out. */
export function givenVariables<Name extends string>(
  variables: readonly CommandVariable<Name>[],
  options: Record<string, unknown>,
): Partial<Record<Name, string>> {
  const given: Partial<Record<Name, string>> = {}
  for (const [name, flag] of variables) {
    const value = options[optionName(flag)]
    if (typeof value === 'string' && value !== '') given[name] = value
  }
  return given
}

/** As it is typed: `make csv ROWS=1e7 OUT='my files'`. */
export function makeCommand<Name extends string>(target: string, given: Partial<Record<Name, string>>): string {
  const assignments = Object.entries<string | undefined>(given).map(([name, value]) => `${name}=${quoted(value ?? '')}`)
  return [`make ${target}`, ...assignments].join(' ')
}

function optionName(flag: string): string {
  const word = /^--([\w-]+)/.exec(flag)?.[1] ?? ''
  return word.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function quoted(value: string): string {
  return /^[\w./:=,+-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
