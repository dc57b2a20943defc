// Instructions of WebAssembly as text, folded: an operand is the text of what computes it, or a number, which stands for itself.
// Format: https://webassembly.github.io/spec/core/text/instructions.html#folded-instructions

export type Operand = string | number

function operand(value: Operand): string {
  return typeof value === 'number' ? `(i32.const ${value})` : value
}

export function get(local: string): string {
  return `(local.get $${local})`
}

export function set(local: string, value: Operand): string {
  return `(local.set $${local} ${operand(value)})`
}

/** Adds to a local. */
export function advance(local: string, by: Operand): string {
  return set(local, add(get(local), by))
}

export function add(a: Operand, b: Operand): string {
  return binary('i32.add', a, b)
}

export function sub(a: Operand, b: Operand): string {
  return binary('i32.sub', a, b)
}

/** `value × 2^bits`. */
export function shl(value: Operand, bits: number): string {
  return binary('i32.shl', value, bits)
}

export function or(a: Operand, b: Operand): string {
  return binary('i32.or', a, b)
}

export function and(a: Operand, b: Operand): string {
  return binary('i32.and', a, b)
}

/** Without signs, as all comparisons here. */
export function isLess(a: Operand, b: Operand): string {
  return binary('i32.lt_u', a, b)
}

export function isAtLeast(a: Operand, b: Operand): string {
  return binary('i32.ge_u', a, b)
}

export function isMore(a: Operand, b: Operand): string {
  return binary('i32.gt_u', a, b)
}

/** `instruction`: `i32.load`, `f64.load` and the like; from `index` bytes behind `address`. */
export function load(instruction: string, address: number, index: Operand): string {
  return `(${instruction} offset=${address} ${operand(index)})`
}

/** To `index` bytes behind `address`. */
export function store(instruction: string, address: number, index: Operand, value: Operand): string {
  return `(${instruction} offset=${address} ${operand(index)} ${operand(value)})`
}

export function when(condition: string, then: string, otherwise?: string): string {
  return `(if ${condition} (then ${then})${otherwise === undefined ? '' : ` (else ${otherwise})`})`
}

/** Again and again as long as `condition` holds, which is asked before. */
export function whilst(condition: string, body: string): string {
  return `(block $end (loop $again (br_if $end (i32.eqz ${condition})) ${body} (br $again)))`
}

interface CountedLoop {
  /** As text: `(param $from i32)`. One of them is `count`, of 32 bits and not 0. */
  readonly parameters: string
  /** As text: `(local $sum i32)`. */
  readonly locals?: string
  /** Statements before the first. */
  readonly before?: string
  /** Statements for each `i` from 0 on, as long as it is less than `count`. */
  readonly body: string
  /** Statements after the last. */
  readonly after?: string
  /** A number of 32 bits, after the last. */
  readonly result?: Operand
}

/** A function that the module exports. */
export function countedLoop(name: string, loop: CountedLoop): string {
  const { parameters, locals = '', before = '', body, after = '', result } = loop
  return `(func (export "${name}") ${parameters} ${result === undefined ? '' : '(result i32)'}
    (local $i i32) ${locals}
    ${before}
    (loop $next
      ${body}
      ${advance('i', 1)}
      (br_if $next ${isLess(get('i'), get('count'))}))
    ${after}
    ${result ?? ''})`
}

/** Parameters, or with `local` locals, of 32 bits. */
export function i32s(names: readonly string[], kind: 'param' | 'local' = 'param'): string {
  return names.map((name) => `(${kind} $${name} i32)`).join(' ')
}

function binary(instruction: string, a: Operand, b: Operand): string {
  return `(${instruction} ${operand(a)} ${operand(b)})`
}
