// What a browser may do with the dashboard's page: run its own code, talk to its own API, be framed by nobody.
//
// `connect-src 'self'` includes /live: Content Security Policy 3 counts ws: of the same host as the same origin.

const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Components and chart set styles of elements.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
}
