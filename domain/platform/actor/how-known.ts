import type { Actor } from '#domain/platform/actor/actor.ts'

/** How whoever acts was known, in words, for the evidence of a signature. */
export function howKnown(actor: Extract<Actor, { kind: 'account' }>): string {
  const by = {
    password: 'Ingelogd met e-mailadres en wachtwoord',
    link: 'Ingelogd met een eenmalige link per e-mail',
    passkey: 'Ingelogd met een toegangssleutel',
    organisation: 'Ingelogd met het account van de eigen organisatie',
    demo: 'Ingelogd in de demo',
  }[actor.authenticatedBy]
  const isWhole = actor.authenticatedBy === 'demo' || actor.authenticatedBy === 'passkey'
  return actor.secondFactor && !isWhole ? `${by}, met een tweede stap` : by
}
