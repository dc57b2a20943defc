// What Millrace asks of the machine it runs on, where it matters what a crash leaves behind: files, locks, processes.
// The functions are those of `node:fs/promises`, but for what is said; a simulation has others.

export interface OpenFile {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>
  datasync(): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

export interface Files {
  mkdir(path: string, options: { readonly recursive: true; readonly mode: number }): Promise<unknown>
  open(path: string, flags: 'r' | 'w' | 'wx', mode?: number): Promise<OpenFile>
  /** Into `memory` if it has room, else into new memory, of which all (`buffer`) is the caller's. */
  readFile(path: string, memory?: ArrayBufferLike): Promise<Uint8Array>
  /** Names of the files; folders of the folder are left out. */
  readdir(path: string): Promise<string[]>
  stat(path: string): Promise<{ readonly mtimeMs: number }>
  rename(from: string, to: string): Promise<void>
  rm(path: string, options?: { readonly force: boolean }): Promise<void>
}

export interface Machine {
  readonly files: Files
  readonly processId: number
  /** Eight hexadecimal digits. */
  readonly randomName: () => string
  isAlive(processId: number): boolean
  /** Takes the lock and returns what lets it go; undefined while another has it. It dies with its process. */
  tryLock(file: string): (() => void) | undefined
}
