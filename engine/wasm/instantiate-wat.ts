// From the text of a WebAssembly module to its functions. The text is made by this program alone: nothing of a user's is in it.
import loadWabt from 'wabt'

const wabt = await loadWabt()

const features = { simd: true, sat_float_to_int: true, bulk_memory: true }

/** What the module exports. It may import `memory` from `host`. Throws with line and column of what is no WebAssembly. */
export function instantiateWat(text: string, memory: WebAssembly.Memory): Readonly<Record<string, unknown>> {
  const parsed = wabt.parseWat('module.wat', text, features)
  try {
    const { buffer } = parsed.toBinary({})
    return new WebAssembly.Instance(new WebAssembly.Module(buffer), { host: { memory } }).exports
  } finally {
    parsed.destroy()
  }
}
