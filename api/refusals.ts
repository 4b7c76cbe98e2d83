import { notFound, refusal, send } from './answer.ts'

/** The answer to who signed in and has yet to take the second step. */
export const secondFactorFirst = refusal(
  403,
  'second-factor',
  'Take the second step of signing in first, on the pages.',
)

const signInFirst = refusal(401, 'sign-in', 'Sign in first, on the pages: the session is a cookie.')

/** What the gate says to who may not pass. */
export const refusals = {
  isPage: false,
  notFound: () => send(notFound),
  signIn: () => send(signInFirst),
  secondFactor: () => send(secondFactorFirst),
  outOfTerm: () => send(notFound),
} as const
