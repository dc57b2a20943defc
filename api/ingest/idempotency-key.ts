// What a client may call a request, so that it is taken once however often it is sent.

const keyPattern = /^[!-~]{1,200}$/

export const idempotencyKeyRule = 'must be 1 to 200 visible ASCII characters'

export function isIdempotencyKey(text: string): boolean {
  return keyPattern.test(text)
}
