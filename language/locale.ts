/** The languages that pages are written in. */
export type Language = 'nl' | 'en'

const locales = { nl: 'nl-NL', en: 'en-GB' } as const

/** Makes what formats in each language once, as making it takes much longer than using it. */
export function inEach<Format>(
  make: (locale: string) => Format,
): Readonly<Record<Language, Format>> {
  return { nl: make(locales.nl), en: make(locales.en) }
}
