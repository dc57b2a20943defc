// Writes all of it: one write may stop short, when the disk is full or a signal comes.
import type { OpenFile } from './machine.ts'

export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.byteLength) written += (await file.write(bytes, written)).bytesWritten
}
