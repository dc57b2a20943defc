// A page of its own: style inside, nothing from elsewhere, nothing that runs. The browser is told to hold it to that.
import { readFileSync } from 'node:fs'
import { element, escapeMarkup } from '../plot/element.ts'
import { themeCss } from './theme-css.ts'

const here = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const shell = (name: string): string => here(`../../../ui/shell/${name}`)
const policy = "default-src 'none'; style-src 'unsafe-inline'"

/** `head` and `content` are markup. */
export function page(title: string, head: string, content: string): string {
  const style = themeCss(shell('tokens.css')) + shell('base.css') + here('./report.css')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeMarkup(title)}</title>
<style>
${style}</style>
</head>
<body>
${element('header', {}, head)}
<main>
${content}
</main>
</body>
</html>
`
}
