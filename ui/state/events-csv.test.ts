import { expect, test } from 'vitest'
import { eventsCsv } from './events-csv.ts'
import { pageEventOf } from './testing/page-event-of.ts'

test('has a line of names and a line for each event, each with its end', () => {
  const lines = eventsCsv([pageEventOf(1), pageEventOf(2)]).split('\r\n')
  expect(lines).toEqual([
    'event_id,ts,event_type,user_id,session_id,url,referrer,country,device,duration_ms,metadata',
    expect.stringMatching(/^00000000-0000-4000-8000-000000000001,2026-11-24T12:00:00\.001Z,page_view,7,/),
    expect.stringMatching(/,"{""plan"":""free""}"$/),
    '',
  ])
  expect(eventsCsv([])).toMatch(/^event_id,[^\r]*\r\n$/)
})

test.each([
  ['/a,b', '"/a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ['a=b', 'a=b'],
  ['', ''],
])('%j is written as %j', (url, field) => {
  expect(eventsCsv([pageEventOf(1, { url })])).toContain(`,${field},https://ref.test`)
})
