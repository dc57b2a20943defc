// The whole frames that a WebSocket server has sent; what is cut off at the end is left out.

export interface ReceivedFrame {
  readonly opcode: number
  readonly payload: Buffer
}

/** Throws when a frame is none that a server may send: masked, or with bits that no extension has asked for. */
export function receivedFrames(bytes: Buffer): ReceivedFrame[] {
  const frames: ReceivedFrame[] = []
  for (let from = 0; from + 2 <= bytes.byteLength;) {
    const [first = 0, second = 0] = bytes.subarray(from)
    if ((first & 0xf0) !== 0x80 || second > 126)
      throw new Error(`a server sends no frame that begins with ${first} ${second}`)
    const start = from + (second === 126 ? 4 : 2)
    if (start > bytes.byteLength) break
    const end = start + (second === 126 ? bytes.readUInt16BE(from + 2) : second)
    if (end > bytes.byteLength) break
    frames.push({ opcode: first & 15, payload: bytes.subarray(start, end) })
    from = end
  }
  return frames
}
