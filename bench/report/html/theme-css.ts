// The dashboard's colours and distances for a page without scripts: dark where the system is.

/** `tokens`: `ui/shell/tokens.css`, which has its dark values under `data-theme`, set by the dashboard's own script. */
export function themeCss(tokens: string): string {
  const light = /:root \{([^}]*)\}/.exec(tokens)?.[1]
  const dark = /:root\[data-theme='dark'\] \{([^}]*)\}/.exec(tokens)?.[1]
  if (light === undefined || dark === undefined) throw new Error('the tokens have no light or no dark values any more')
  return `:root {${light}}\n@media (prefers-color-scheme: dark) {\n:root {${dark}}\n}\n`
}
