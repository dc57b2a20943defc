// Whether a Redis answers on a port of this machine; one that asks for a password does.
import { connect } from 'node:net'

const answerMsMax = 1_000

export async function redisAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: answerMsMax }, () => socket.write('PING\r\n'))
    const finish = (answers: boolean): void => {
      socket.destroy()
      resolve(answers)
    }
    socket.once('data', (answer) => finish(/^(\+PONG|-NOAUTH)/.test(answer.toString('latin1'))))
    socket.once('error', () => finish(false))
    socket.once('timeout', () => finish(false))
    socket.once('close', () => finish(false))
  })
}
