import { withoutInvisible } from '#language/typed.ts'

/** The most characters of anything typed that are looked at: as many as a form takes in one answer. */
const mostKept = 100 * 1024

/** A line of text without what cannot be seen, and without spaces around it. */
export function oneLine(text: string): string {
  return lines(text).replace(/\s+/g, ' ').trim()
}

/** Lines of text without what cannot be seen or stored. */
export function lines(text: string): string {
  return withoutInvisible(text.slice(0, mostKept).toWellFormed())
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}
