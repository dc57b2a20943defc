// The bus of one machine, without anyone in the middle: every publisher listens on a socket in a folder that all share.
import type { PipelineBus } from '../pipeline-bus.ts'
import { tellOnce } from '../tell-once.ts'
import { LocalPublisher } from './local-publisher.ts'
import { LocalSubscription } from './local-subscription.ts'

/** `dir` is made when it is not there. Nothing rejects: trouble is told, each kind once. */
export function localBus(dir: string, notify: (message: string) => void): PipelineBus {
  return {
    async publisher() {
      const publisher = new LocalPublisher(tellOnce(notify))
      await publisher.listen(dir)
      return publisher
    },
    async subscribe(listener) {
      const subscription = new LocalSubscription({
        dir,
        listener,
        tellFolderTrouble: tellOnce(notify),
        tellGarbage: tellOnce(notify),
      })
      await subscription.open()
      return subscription
    },
  }
}
