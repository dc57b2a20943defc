// What can happen to a file of the spool on its disk, and what its dead letter must say then.
import { copyFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { spoolFileNames } from '@millrace/engine/staging/spool/spool-file-name.ts'
import type { RandomNumber } from '../matrix/random-numbers.ts'

interface SpoolDamage {
  readonly name: string
  /** Undefined when nothing of it becomes a dead letter. */
  readonly reason?: RegExp
  apply(path: string, bytes: Buffer, random: RandomNumber): Promise<void>
}

// As `engine/block/block-file.ts` writes it: magic, three numbers, JSON, frame.
const magicBytes = 8
const preambleBytes = magicBytes + 12
const jsonBytes = (bytes: Buffer): number => bytes.readUInt32LE(magicBytes)

function flipped(bytes: Buffer, from: number, to: number, random: RandomNumber): Buffer {
  const at = from + Math.floor(random() * (to - from))
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  return changed
}

const nextName = spoolFileNames()

export const spoolDamages: readonly SpoolDamage[] = [
  {
    name: 'a bit of the magic',
    reason: /does not start as one/,
    apply: (path, bytes, random) => writeFile(path, flipped(bytes, 0, magicBytes, random)),
  },
  {
    name: 'a bit of the lengths',
    reason: /bytes instead of|its header is damaged/,
    apply: (path, bytes, random) => writeFile(path, flipped(bytes, magicBytes, preambleBytes, random)),
  },
  {
    name: 'a bit of the header',
    reason: /its header is damaged/,
    apply: (path, bytes, random) =>
      writeFile(path, flipped(bytes, preambleBytes, preambleBytes + jsonBytes(bytes), random)),
  },
  {
    name: 'a bit of the frame',
    reason: /CRC-32 is \d+, the header says \d+/,
    apply: (path, bytes, random) =>
      writeFile(path, flipped(bytes, preambleBytes + jsonBytes(bytes), bytes.length, random)),
  },
  { name: 'cut to nothing', reason: /does not start as one \(0 bytes\)/, apply: (path) => truncate(path, 0) },
  {
    name: 'cut in the middle',
    reason: /does not start as one|bytes instead of/,
    apply: (path, bytes, random) => truncate(path, 1 + Math.floor(random() * (bytes.length - 1))),
  },
  {
    name: 'its end twice',
    reason: /bytes instead of/,
    apply: (path, bytes, random) => {
      const from = Math.floor(random() * (bytes.length - 1))
      return writeFile(path, Buffer.concat([bytes, bytes.subarray(from)]))
    },
  },
  {
    name: 'the file twice',
    apply: (path, bytes) => copyFile(path, join(dirname(path), nextName(bytes.length))),
  },
  { name: 'a foreign file beside it', apply: (path) => writeFile(join(dirname(path), 'notes.txt'), 'mine') },
  {
    name: 'a directory in its place',
    apply: async (path) => {
      await rm(path)
      await mkdir(path)
    },
  },
]
