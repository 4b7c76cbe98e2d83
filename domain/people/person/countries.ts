/** The name of a country in Dutch. */
export function countryName(code: string): string {
  return countryNames.of(code) ?? code
}

const countryNames = new Intl.DisplayNames('nl', { type: 'region' })

const byName = new Intl.Collator('nl')

// Where most people live, and then the rest of the Kingdom and Suriname.
const nearby = ['NL', 'BE', 'DE', 'AW', 'BQ', 'CW', 'SX', 'SR']

// ISO 3166, and Kosovo, which has a code beside it.
const all =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
  BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
  EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN
  HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK
  LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF
  NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD
  SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
  UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/)

/** The countries that can be chosen: nearby ones first, then all others by their Dutch names. */
export const countries: readonly string[] = [
  ...nearby,
  ...all
    .filter((code) => !nearby.includes(code))
    .sort((one, other) => byName.compare(countryName(one), countryName(other))),
]

/**
 * Whether every address in a country has a postcode. Elsewhere there may be none, as in most of the
 * Caribbean, or people may not know theirs.
 */
export function hasPostcodes(country: string): boolean {
  return postcodes.has(country)
}

const postcodes: ReadonlySet<string> = new Set(
  `NL BE DE AT AU BG CA CH CY CZ DK EE ES FI FR GB GR HR HU IS IT LI LT LU LV MC MT NO PL PT RO SE SI
  SK SM TR US`.split(/\s+/),
)

/** Whether every house in a country has a number; elsewhere one may have a name. */
export function hasHouseNumbers(country: string): boolean {
  return country === 'NL'
}
