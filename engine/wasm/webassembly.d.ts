// What this folder uses of the global that is there in Node.js, whose types come with those of browsers alone.
// Source: https://webassembly.github.io/spec/js-api/index.html

declare namespace WebAssembly {
  class Memory {
    /** `initial`: pages of 64 KiB. */
    constructor(descriptor: { readonly initial: number })
    readonly buffer: ArrayBuffer
  }

  const Module: new (code: Uint8Array) => object

  class Instance {
    constructor(module: object, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>)
    readonly exports: Readonly<Record<string, unknown>>
  }
}
