// Answers with JSON.
import type { Answer } from '../server/http.ts'

/** `body` is JSON already. */
export function jsonAnswer(body: string, headers: Readonly<Record<string, string>> = {}, status = 200): Answer {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers }, body }
}
