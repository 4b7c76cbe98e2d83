/** The most characters of anything typed that are looked at. */
const mostKept = 20_000

/** A line of text without what cannot be seen, and without spaces around it. */
export function oneLine(text: string): string {
  return lines(text).replace(/\s+/g, ' ').trim()
}

/** Lines of text without what cannot be seen or stored. */
export function lines(text: string): string {
  return text
    .slice(0, mostKept)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
}
