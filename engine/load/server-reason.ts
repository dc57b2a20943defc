// The server's words on a piece that it refuses, in one line, and the row of the piece that they name.

const shownCharsMax = 300

export function serverReason(message: string): { readonly reason: string; readonly row: number | undefined } {
  const row = /\(at row (\d+)\)/.exec(message)?.[1]
  const [first = ''] = message.replace(/^cannot insert into [^:]*: /, '').split('\n')
  // What is wrong with a field stands on its line or on the next one, below all that was read.
  const field = [...message.matchAll(/^Column \d+, +(name: .*?), +(?:parsed text: .*\n+)?ERROR: (.*)/gm)].at(-1)
  const detail = field === undefined ? '' : ` · ${(field[1] ?? '').replace(/ +/g, ' ')} · ${field[2] ?? ''}`
  const words = first.replace(/:? ?\(at row \d+\)\s*:?\s*/, '')
  const reason = words.slice(0, shownCharsMax) + detail.slice(0, shownCharsMax)
  return { reason, row: row === undefined ? undefined : Number(row) }
}
