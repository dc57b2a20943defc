// Events made as most people would in JavaScript: one object each, every value asked of faker.
import { faker } from '@faker-js/faker/locale/en'

const eventTypes = { page_view: 58, scroll: 16, click: 15, search: 5, add_to_cart: 3, form_submit: 2, purchase: 1 }
const devices = { mobile: 58, desktop: 37, tablet: 4, tv: 1 }
const browsers = ['Chrome', 'Safari', 'Edge', 'Firefox', 'Samsung Internet', 'Opera']
const systems = ['Android', 'Windows', 'iOS', 'macOS', 'Linux', 'ChromeOS']
const weighted = (weights: Readonly<Record<string, number>>): { value: string; weight: number }[] =>
  Object.entries(weights).map(([value, weight]) => ({ value, weight }))
const weightedEventTypes = weighted(eventTypes)
const weightedDevices = weighted(devices)

/** Endless, in order of time, each one `stepMs` after the one before; events of a session follow each other. */
export function* fakeEvents(startMs: number, stepMs: number): Generator<object, never> {
  let timeMs = startMs
  for (;;) {
    const session = {
      user_id: Math.floor(5_000_000 * faker.number.float() ** 3),
      session_id: faker.string.uuid(),
      country: faker.location.countryCode(),
      device: faker.helpers.weightedArrayElement(weightedDevices),
      metadata: { browser: faker.helpers.arrayElement(browsers), os: faker.helpers.arrayElement(systems) },
    }
    for (let left = faker.number.int({ min: 1, max: 17 }); left > 0; left--) {
      yield { ...fakeEvent(timeMs), ...session }
      timeMs += stepMs
    }
  }
}

function fakeEvent(timeMs: number): object {
  return {
    event_id: faker.string.uuid({ version: 7, refDate: timeMs }),
    ts: new Date(timeMs).toISOString().slice(0, 23).replace('T', ' '),
    event_type: faker.helpers.weightedArrayElement(weightedEventTypes),
    url: `https://shop.example/${faker.commerce.department().toLowerCase()}/${faker.lorem.word()}`,
    referrer: faker.datatype.boolean(0.3) ? '' : `https://${faker.internet.domainName()}/`,
    duration_ms: faker.number.int({ min: 10, max: 60_000 }),
  }
}
