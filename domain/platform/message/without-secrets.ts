/**
 * A letter without the secrets at the end of its links: whoever reads along could otherwise sign in
 * as the receiver, or answer in the place of a referee.
 */
export function withoutSecrets(letter: string): string {
  return letter.replace(/\/[\w-]{43}(?![\w-])/g, '/…')
}
