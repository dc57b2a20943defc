// Emphasis on a terminal; nothing of it in a file, a pipe, or where NO_COLOR says so (https://no-color.org).

export interface ConsoleStyle {
  bold(text: string): string
  dim(text: string): string
}

export const plainStyle: ConsoleStyle = { bold: (text) => text, dim: (text) => text }

export function consoleStyle(out: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): ConsoleStyle {
  if (out.isTTY !== true || (environment['NO_COLOR'] ?? '') !== '') return plainStyle
  return { bold: (text) => `\u001B[1m${text}\u001B[22m`, dim: (text) => `\u001B[2m${text}\u001B[22m` }
}
