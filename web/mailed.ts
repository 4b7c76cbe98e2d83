import type { Platform } from '#domain/platform/context/platform.ts'
import { sentenceCase } from '#language/sentences.ts'

/**
 * What became of something that was written to somebody, such as "een bevestiging": it was sent, or
 * it waits, where a Peil has no mail server. In the demo it lies in the mailbox.
 */
export function mailedTo(platform: Platform, what: string, to: string): string {
  if (platform.sendsMail) return `We hebben ${what} gestuurd naar ${to}.`
  const ready = `${sentenceCase(what)} voor ${to} ligt klaar`
  return platform.demo
    ? `${ready} in het postvak van de demo.`
    : `${ready}. Er gaat hier nog geen e-mail uit: de beheerder moet eerst een mailserver instellen.`
}
