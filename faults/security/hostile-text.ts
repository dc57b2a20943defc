// Texts that have broken others: into SQL, paths, headers, JavaScript's objects, and patterns that take for ever.

const sql = [
  "' OR 1=1 --",
  "'; DROP TABLE page_events; --",
  "\\'; SELECT 1; --",
  "') UNION ALL SELECT currentUser() --",
  '`page_events`',
  '{p0:String}',
  '${1+1}',
  '%27%20OR%201=1',
  '/**/',
  '\u2019 OR 1=1',
  '\\N',
]
const paths = [
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%252e%252e%252f',
  '..\\..\\windows',
  '/etc/passwd\0.html',
  'file:///etc/passwd',
]
const headers = ['a\r\nSet-Cookie: b=c', '%0d%0aSet-Cookie:%20b=c', '\u560d\u560aSet-Cookie: b=c']
const objects = [
  '__proto__',
  'constructor',
  'constructor.prototype',
  '__proto__[polluted]',
  'toString',
  'hasOwnProperty',
]
const slow = ['a'.repeat(3000), `${'1'.repeat(2000)}x`, ' '.repeat(2000), 'a,'.repeat(1500), `2026-${'0'.repeat(1000)}`]
const odd = [
  '',
  '\0',
  '🙂',
  '\u202e',
  'NaN',
  '-0',
  '1e999',
  '9'.repeat(40),
  'true',
  '[]',
  '{}',
  '<script>alert(1)</script>',
]

export const hostileTexts: readonly string[] = [...sql, ...paths, ...headers, ...objects, ...slow, ...odd]
