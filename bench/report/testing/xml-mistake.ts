// Whether markup is well-formed XML, as far as elements and attributes go: what a lenient HTML parser would forgive.

const token = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|<|&(?!(?:amp|lt|gt|quot);)/g

/** What is wrong, or undefined. */
export function xmlMistake(markup: string): string | undefined {
  const open: string[] = []
  for (const [text, isEnd, name, attributes, isEmpty] of markup.matchAll(token)) {
    if (name === undefined) return `a bare ${text} in ${markup.slice(0, 60)}`
    const names = [...(attributes ?? '').matchAll(/([\w:-]+)="/g)].map((match) => match[1])
    if (new Set(names).size < names.length) return `an attribute twice in ${text}`
    if (isEnd === '/') {
      const opened = open.pop()
      if (opened !== name) return `${text} ends <${opened ?? 'nothing'}>`
    } else if (isEmpty !== '/') open.push(name)
  }
  return open.length === 0 ? undefined : `<${open.join('>, <')}> without end`
}
