// Asks a Kafka broker for its metadata in the fewest bytes; says whether it is part of its cluster, so that topics can be made.
import { createConnection } from 'node:net'

const answerMsMax = 2_000
const metadataApiKey = 3
const metadataVersion = 1
const correlationId = 1

/** Never rejects: a broker that cannot be reached does not answer. */
export async function brokerAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    const answer = Buffer.alloc(12)
    let answerBytes = 0
    socket.setTimeout(answerMsMax, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(false))
    socket.on('connect', () => socket.write(metadataRequest()))
    socket.on('data', (bytes) => {
      answerBytes += bytes.copy(answer, answerBytes)
      if (answerBytes < answer.length) return
      // After its length and our correlation id comes the number of brokers: a fenced one is not counted.
      resolve(answer.readInt32BE(4) === correlationId && answer.readInt32BE(8) > 0)
      socket.destroy()
    })
  })
}

function metadataRequest(): Buffer {
  const request = Buffer.alloc(18)
  request.writeInt32BE(14, 0)
  request.writeInt16BE(metadataApiKey, 4)
  request.writeInt16BE(metadataVersion, 6)
  request.writeInt32BE(correlationId, 8)
  request.writeInt16BE(-1, 12) // no client id
  request.writeInt32BE(0, 14) // about no topic
  return request
}
