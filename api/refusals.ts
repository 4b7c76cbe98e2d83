import { notFound, refusal, send } from './answer.ts'

/** The answer to who signed in and has yet to take the second step. */
export const secondFactorFirst = refusal(
  403,
  'second-factor',
  'Doe eerst de tweede stap van het inloggen, op de website.',
)

const signInFirst = refusal(401, 'sign-in', 'Log eerst in op de website: de sessie is een cookie.')

/** What the gate says to who may not pass. */
export const refusals = {
  isPage: false,
  notFound: () => send(notFound),
  heldBack: () => send(refusal(500, 'broken', 'Een bestand dat hierbij hoort, is beschadigd.')),
  signIn: () => send(signInFirst),
  secondFactor: () => send(secondFactorFirst),
  outOfTerm: () => send(notFound),
} as const
