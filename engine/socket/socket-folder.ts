// A folder with Unix sockets, by a short path: a socket's path may have 107 bytes only, and DATA_DIR may be longer. On Linux
// it leads through a descriptor of the folder, which also binds, so that nobody has to change the working directory.
import { closeSync, openSync } from 'node:fs'

export interface SocketFolder {
  readonly path: string
  /** The path means nothing after this; close it once no socket is to be bound, connected or unlinked by it any more. */
  close(): void
}

/** Throws the system's error when the folder is not there. */
export function openSocketFolder(dir: string): SocketFolder {
  if (process.platform !== 'linux') return { path: dir, close: () => undefined }
  const descriptor = openSync(dir, 'r')
  let isOpen = true
  return {
    path: `/proc/self/fd/${descriptor}`,
    close() {
      if (isOpen) closeSync(descriptor)
      isOpen = false
    },
  }
}
