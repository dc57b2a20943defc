// The environment of a program that a test starts: what it is given, and of the caller's nothing but the path and the home.

export function bareEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...given }
}
