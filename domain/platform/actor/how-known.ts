import type { Actor } from '#domain/platform/actor/actor.ts'

/** How whoever acts was known, in words, for the evidence of a signature. */
export function howKnown(actor: Extract<Actor, { kind: 'account' }>): string {
  const by = {
    password: 'Ingelogd met e-mailadres en wachtwoord',
    link: 'Ingelogd met een eenmalige link per e-mail',
    demo: 'Ingelogd in de demo',
  }[actor.authenticatedBy]
  return actor.secondFactor && actor.authenticatedBy !== 'demo'
    ? `${by}, met een code als tweede stap`
    : by
}
