// From the text of a WebAssembly module to its functions. The text is made by this program alone: nothing of a user's is in it.
// watr compiles at once. What has to be waited for at the top of a module (wabt) made V8 (Node 22) abort the whole process now and
// then, where a worker was ended while it waited.
import compile from 'watr/compile'

/** What the module exports. It may import `memory` from `host`. Throws with line and column of what is no WebAssembly. */
export function instantiateWat(text: string, memory: WebAssembly.Memory): Readonly<Record<string, unknown>> {
  // Its types say nothing of what it returns.
  const code = compile(text) as Uint8Array
  return new WebAssembly.Instance(new WebAssembly.Module(code), { host: { memory } }).exports
}
