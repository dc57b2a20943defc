import { expect, test } from 'vitest'
import { serverReason } from './server-reason.ts'

test.each([
  [
    `cannot insert into \`y\`.\`b\`: Cannot parse input: expected ',' before: 'long,[]\\n': (at row 2)
:
Row 1:
Column 0,   name: a, type: String,        parsed text: "x"
Column 1,   name: b, type: UInt32,        parsed text: "1"

Row 2:
Column 0,   name: a, type: String,        parsed text: "x"
Column 1,   name: b, type: UInt32,        ERROR: text "long" is not like UInt32

: While executing ParallelParsingBlockInputFormat. `,
    `Cannot parse input: expected ',' before: 'long,[]\\n' · name: b, type: UInt32 · text "long" is not like UInt32`,
    2,
  ],
  [
    `Expected end of line: (at row 1)
:
Row 1:
Column 1,   name: b, type: UInt32,        parsed text: "1"
ERROR: There is no line feed. "4" found instead.
 It's like your file has more columns than expected.`,
    'Expected end of line · name: b, type: UInt32 · There is no line feed. "4" found instead.',
    1,
  ],
  ['Unknown field found: colour', 'Unknown field found: colour', undefined],
])('%j', (message, reason, row) => {
  expect(serverReason(message)).toEqual({ reason, row })
})
