/** One subcommand of peil; each has a file of its own. */
export type Command = {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What --help prints. */
  readonly help: string
  /** Writes the answer and gives the exit status; throws WrongInput when it cannot be given. */
  readonly run: (args: readonly string[]) => Promise<number>
}

/** Input that cannot be used: its message goes to standard error and the exit status is 2. */
export class WrongInput extends Error {}

/** Prints text as the answer; the exit status is then nought. */
export function answer(text: string): number {
  const safe = printable(text)
  process.stdout.write(safe.endsWith('\n') ? safe : `${safe}\n`)
  return 0
}

/** Text without the characters that steer a terminal or turn the direction of writing round. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
}

/** Prints JSON as the answer, in the same way. */
export function answerJson(value: unknown): number {
  return answer(JSON.stringify(value, null, 2))
}
