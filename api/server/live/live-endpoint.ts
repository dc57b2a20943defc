// The port between the WebSocket server and what is sent over it: `/live` knows connections only as these.

export interface LiveConnection {
  /** Text messages in UTF-8, written together. */
  send(messages: readonly Uint8Array[]): void
  /** What the socket has not taken yet. */
  bufferedBytes(): number
  /** The client's pong comes back with the same number; it may leave out all but its last one (RFC 6455, 5.5.3). */
  ping(sequence: number): void
  /** Says why, then closes; `closed` of the client is called before it returns. */
  close(code: number, reason: string): void
  /** Cuts it: for a client that would not hear a reason. */
  terminate(): void
}

export interface LiveClient {
  /** The socket has taken what it had not before. */
  drained(): void
  ponged(sequence: number): void
  /** After this the connection must not be touched. */
  closed(): void
}

export interface LiveEndpoint {
  readonly path: string
  /** Called for each client that wants to come: seconds until it may try again, or undefined when there is room. */
  refuse(): number | undefined
  open(connection: LiveConnection): LiveClient
  /** Closes every connection. */
  close(code: number, reason: string): void
}
