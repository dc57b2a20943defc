// A method of faker by its name, as data says it: `internet.email`.
import type { Faker } from '@faker-js/faker'

/** Yields texts, numbers and truth values. Throws `RangeError` when faker has no such method, or it yields something else. */
export function fakerMethod(faker: Faker, name: string): () => string | number | boolean {
  const [moduleName = '', methodName = '', ...more] = name.split('.')
  const module: unknown = Object.entries(faker).find(([key]) => key === moduleName)?.[1]
  const method: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, methodName) : undefined
  if (more.length > 0 || typeof method !== 'function') {
    throw new RangeError(`faker has no method ${name}: see its API, such as internet.email or person.fullName`)
  }
  return () => {
    const value: unknown = Reflect.apply(method, module, [])
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
    throw new RangeError(
      `faker's ${name} yields ${Array.isArray(value) ? 'an array' : typeof value}, not a text or a number`,
    )
  }
}
