/** One subcommand of peil; each has a file of its own. */
export type Command = {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What --help prints. */
  readonly help: string
  /** Writes the answer and gives the exit status; throws WrongInput when it cannot be given. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

/** What a command reads from and writes to: the process's own streams, or those of a test. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream
  readonly out: Output
  readonly error: Output
}

/** Where text goes. */
export interface Output {
  write(text: string): unknown
}

/** Input that cannot be used: its message goes to standard error and the exit status is 2. */
export class WrongInput extends Error {}

/** Prints text as the answer; the exit status is then nought. */
export function answer({ out }: Terminal, text: string): number {
  const safe = printable(text)
  out.write(safe.endsWith('\n') ? safe : `${safe}\n`)
  return 0
}

/** Text without the characters that steer a terminal or turn the direction of writing round. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
}

/** Prints JSON as the answer, in the same way. */
export function answerJson(terminal: Terminal, value: unknown): number {
  return answer(terminal, JSON.stringify(value, null, 2))
}
