import { access } from 'node:fs/promises'
import type { Refused } from '#domain/takeover/personal-export/check-archive.ts'
import { openArchive } from '#domain/takeover/personal-export/check-archive.ts'
import { formatDay } from '#language/days.ts'
import type { Terminal } from './command.ts'
import { answer, WrongInput } from './command.ts'
import { readOptions } from './options.ts'

/** Why an export of a person is not read, in words. */
export const refusedWords: Readonly<Record<Refused, string>> = {
  'no-zip': 'Dit is geen ZIP-bestand, of het is beschadigd.',
  'odd-names': 'Er staan namen in die in zo’n bestand niet horen.',
  'too-large': 'Het is groter dan zo’n bestand kan zijn.',
  bomb: 'Het zegt meer te bevatten dan erin past.',
  encrypted: 'Er zit een wachtwoord op. Maak er eerst een bestand zonder wachtwoord van.',
  'no-export': 'Dit is geen bestand met alles over iemand.',
  changed: 'Het is veranderd sinds het is gemaakt.',
  'wrong-signature': 'De handtekening klopt niet.',
}

/**
 * Runs `peil export verify`: says whether an export of a person is whole and, with a key, who signed it; 1 when
 * it is not. It needs no database.
 */
export async function runVerifyExport(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { values, positionals } = readOptions(args, { key: { type: 'string' } })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) {
    throw new WrongInput('schrijf: peil export verify <zip-bestand> [--key sleutel]')
  }
  await thereIs(file)
  const opened = await openArchive(file, values.key === undefined ? [] : [values.key])
  if (opened.outcome === 'refused') {
    const where = opened.name ? ` (${opened.name})` : ''
    answer(terminal, `${refusedWords[opened.why]}${where}`)
    return 1
  }
  opened.close()
  answer(terminal, `Heel: gemaakt op ${formatDay(opened.madeOn)} door ${opened.origin}.`)
  if (opened.signed) return answer(terminal, 'De handtekening is van deze sleutel.')
  if (values.key === undefined) {
    return answer(
      terminal,
      'Van wie de handtekening is, is niet nagegaan: geef een sleutel met --key.',
    )
  }
  answer(terminal, 'De handtekening is niet van deze sleutel.')
  return 1
}

/** Says so as wrong input where there is no such file. */
export async function thereIs(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new WrongInput(`${file} is er niet (no such file)`)
  })
}
