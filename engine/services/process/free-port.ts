// Finds TCP ports on the loopback interface that nobody listens on.
import { createServer } from 'node:net'

// Below the kernel's range for outgoing connections (32768 and up): there, a client that dials a service which is being
// started again could be given the service's own port, and the service could not come back on it.
const portMin = 20_000
const portMax = 31_999
const attemptsMax = 200

export async function freePort(taken: readonly number[] = []): Promise<number> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const port = portMin + Math.floor(Math.random() * (portMax - portMin + 1))
    if (!taken.includes(port) && (await isPortFree(port))) return port
  }
  throw new Error(`no free port found between ${portMin} and ${portMax}`)
}

export async function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
