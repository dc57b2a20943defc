// The environment of supervisors and services: only what finding Java and files needs, so that nothing of the user's
// shell (NODE_OPTIONS, credentials, JVM options) changes or stays in a process that outlives the command.

const keptNames = ['PATH', 'HOME', 'JAVA_HOME', 'TMPDIR', 'LD_LIBRARY_PATH'] as const

export function minimalEnvironment(): NodeJS.ProcessEnv {
  const kept = keptNames.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), TZ: 'UTC', LC_ALL: 'C.UTF-8' }
}
