// What this process and its children make from now on is for their user alone, whatever the shell's umask says: DATA_DIR has
// everybody's events in it, and sockets that tell a service to go on or to stop. For programs, in their first lines.

export function keepFilesPrivate(): void {
  process.umask(0o077)
}
