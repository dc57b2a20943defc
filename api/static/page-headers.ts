// What a browser may do with the dashboard's page: run its own code, talk to its API, be framed by nobody.

/** `apiOrigin`: of a foreign API that the page was built for; undefined when its API is the one that serves it. */
export function pageHeaders(apiOrigin: string | undefined): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': Object.entries({ ...policy, 'connect-src': connectSources(apiOrigin) })
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
  }
}

const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Components and chart set styles of elements.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

/** 'self' includes /live: Content Security Policy 3 counts ws: of the same host as the same origin, but of that one alone. */
function connectSources(apiOrigin: string | undefined): string {
  return apiOrigin === undefined ? "'self'" : `'self' ${apiOrigin} ${apiOrigin.replace(/^http/, 'ws')}`
}
