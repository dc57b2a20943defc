// An LZ4 frame of one block, for readers that want frames.

const head = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73]

export function blockFrame(block: Uint8Array): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(block.byteLength)
  return Buffer.concat([Buffer.from(head), size, block, Buffer.alloc(4)])
}
