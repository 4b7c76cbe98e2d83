import type { Platform } from '#domain/platform/context/platform.ts'
import { sentenceCase } from '#language/sentences.ts'

/**
 * What became of something that was written to somebody, such as "een bevestiging": it was sent, or
 * it lies with the administrator, where a Peil has no mail server. In the demo it lies in the mailbox.
 */
export function mailedTo(platform: Platform, what: string, to: string): string {
  return platform.sendsMail || platform.demo
    ? `We hebben ${what} gestuurd naar ${to}.`
    : `${sentenceCase(what)} voor ${to} ligt klaar. Er gaat hier geen e-mail uit: de beheerder geeft die door.`
}
