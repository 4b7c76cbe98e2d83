import type { ParseArgsOptionsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { WrongInput } from './command.ts'

/** Reads options and arguments; an unknown option is wrong input. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const english = error instanceof Error ? error.message : String(error)
    const known = Object.keys(options).map((option) => `--${option}`)
    throw new WrongInput(`deze optie klopt niet; er is: ${known.join(', ')} en --help (${english})`)
  }
}

/** A day given on the command line. */
export function readDay(text: string | undefined, option: string): Temporal.PlainDate | undefined {
  if (text === undefined) return undefined
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      return Temporal.PlainDate.from(text, { overflow: 'reject' })
    }
  } catch {
    // The form is right but the day does not exist: the message below says so.
  }
  throw new WrongInput(`${option}: ${text} is geen bestaande dag, schrijf jjjj-mm-dd (no such day)`)
}
