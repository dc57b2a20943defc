// ISO 3166-1 alpha-2 codes, about in the order of how many people are online there: the order is the weight.

export const countryCodes: readonly string[] = (
  'CN IN US ID BR NG RU JP MX PK BD PH EG VN DE TR GB FR IR TH ZA IT KR ES CO AR UA MY PL CA SA TZ KE MA UZ DZ IQ PE ' +
  'AU TW NL RO CL GH KZ ET BE LK SE EC CZ PT GT HU AE CH BY AT IL JO TN GR RS DK FI NO BG SK HK BO SG DO AZ IE NZ CR ' +
  'UY HR LT SI LV EE LU CY IS MT'
).split(' ')
