// Texts of a column, by its name: what faker has for it, as many different ones as such a column has.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnToFill } from './choose-source.ts'
import { hasWord, words } from './name-words.ts'

interface Texts {
  readonly pattern: RegExp
  readonly faker: string
  readonly count: number
}

const many = 20_000
const some = 500
const few = 8

/** The first one that fits is taken. */
const byName: readonly Texts[] = [
  { pattern: /^(?:e?mail|emailaddress)$/, faker: 'internet.email', count: many },
  { pattern: /^(?:firstname|givenname|forename)$/, faker: 'person.firstName', count: some },
  { pattern: /^(?:lastname|surname|familyname)$/, faker: 'person.lastName', count: some },
  { pattern: /^(?:username|login|nick|nickname|handle)$/, faker: 'internet.username', count: many },
  {
    pattern: /^(?:companyname|company|org|organization|organisation|employer|vendor|supplier|brand)$/,
    faker: 'company.name',
    count: some,
  },
  { pattern: /^(?:productname|product|item|article)$/, faker: 'commerce.productName', count: some },
  { pattern: /^(?:countrycode|countryiso)$/, faker: 'location.countryCode', count: 200 },
  { pattern: /^(?:country|nation)$/, faker: 'location.country', count: 200 },
  { pattern: /^(?:city|town)$/, faker: 'location.city', count: some },
  { pattern: /^(?:state|region|province|county)$/, faker: 'location.state', count: 50 },
  { pattern: /^(?:zip|zipcode|postal|postcode)$/, faker: 'location.zipCode', count: many },
  { pattern: /^(?:street|address|addr)$/, faker: 'location.streetAddress', count: many },
  { pattern: /^(?:phone|mobile|tel|telephone|fax)$/, faker: 'phone.number', count: many },
  { pattern: /^(?:url|uri|link|href|referr?er|page|website)$/, faker: 'internet.url', count: many },
  { pattern: /^(?:domain|host|hostname|server)$/, faker: 'internet.domainName', count: some },
  { pattern: /^(?:ip|ipaddress|remoteaddr)$/, faker: 'internet.ipv4', count: many },
  { pattern: /^(?:useragent|agent|ua)$/, faker: 'internet.userAgent', count: some },
  { pattern: /^(?:currency)$/, faker: 'finance.currencyCode', count: 20 },
  { pattern: /^(?:iban)$/, faker: 'finance.iban', count: many },
  { pattern: /^(?:colou?r)$/, faker: 'color.human', count: 30 },
  { pattern: /^(?:language|lang|locale)$/, faker: 'location.countryCode', count: 30 },
  { pattern: /^(?:timezone)$/, faker: 'location.timeZone', count: 100 },
  { pattern: /^(?:mime|mimetype|contenttype)$/, faker: 'system.mimeType', count: 50 },
  { pattern: /^(?:file|filename|path)$/, faker: 'system.filePath', count: some },
  { pattern: /^(?:version)$/, faker: 'system.semver', count: 50 },
  { pattern: /^(?:method)$/, faker: 'internet.httpMethod', count: few },
  { pattern: /^(?:category|department)$/, faker: 'commerce.department', count: 20 },
  { pattern: /^(?:title|subject|headline)$/, faker: 'lorem.sentence', count: many },
  {
    pattern: /^(?:description|comment|body|text|message|note|notes|content|review|query|phrase)$/,
    faker: 'lorem.sentence',
    count: many,
  },
  { pattern: /^(?:uuid|guid)$/, faker: 'string.uuid', count: many },
  {
    pattern: /^(?:id|ids|sku|code|token|hash|key|ref|reference|session|trace|span)$/,
    faker: 'string.nanoid',
    count: many,
  },
  { pattern: /^(?:name|author|customer|user|owner|person|driver|clerk)$/, faker: 'person.fullName', count: many },
  {
    pattern: /^(?:status|type|kind|level|mode|stage|priority|flag|device|browser|os|platform|channel|source|medium)$/,
    faker: 'word.noun',
    count: few,
  },
]

export function chooseText(column: ColumnToFill): ColumnSource {
  const all = words(column.name)
  const found = byName.find(({ pattern }) => hasWord(all, pattern))
  const { type } = column
  if (type.kind === 'FixedString') return chooseFixed(type.lengthBytes, found)
  const { faker, count } = found ?? { faker: 'word.words', count: some }
  return { from: 'pool', values: { count, faker }, weights: { shape: 'zipf', exponent: count >= many ? 0.5 : 1 } }
}

/** Codes of countries and currencies where they fit, else letters and digits of that length. */
function chooseFixed(lengthBytes: number, found: Texts | undefined): ColumnSource {
  const weights = { shape: 'zipf', exponent: 1 } as const
  if (lengthBytes === 2 && /country|state|region|lang/.test(found?.pattern.source ?? '')) {
    return { from: 'pool', values: { count: 100, faker: 'location.countryCode' }, weights }
  }
  if (lengthBytes === 3) return { from: 'pool', values: { count: 20, faker: 'finance.currencyCode' }, weights }
  return { from: 'pool', values: { count: some, anyOf: { kind: 'FixedString', lengthBytes } }, weights }
}
