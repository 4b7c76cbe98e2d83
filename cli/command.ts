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
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

/** Prints JSON as the answer, in the same way. */
export function answerJson(value: unknown): number {
  return answer(JSON.stringify(value, null, 2))
}
