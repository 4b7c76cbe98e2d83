import { access } from 'node:fs/promises'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { CheckedArchive, Refused } from '#domain/takeover/personal-export/check-archive.ts'
import { openArchive } from '#domain/takeover/personal-export/check-archive.ts'
import { signer } from '#domain/takeover/personal-export/personal-export.ts'
import type { Portfolio } from '#domain/takeover/personal-export/read-in-portfolio.ts'
import {
  findHolder,
  portfolioIn,
  readInPortfolio,
} from '#domain/takeover/personal-export/read-in-portfolio.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import type { Terminal } from './command.ts'
import { answer, printable, WrongInput } from './command.ts'
import { readOptions } from './options.ts'
import { withPlatform } from './with-platform.ts'

/** Why an export of a person is not read, in words. */
const refusedWords: Readonly<Record<Refused, string>> = {
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
async function thereIs(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new WrongInput(`${file} is er niet (no such file)`)
  })
}

/**
 * Runs `peil import --person`: says what an export of a person has that can go into their portfolio here, and with
 * --apply puts it there as drafts; 1 when something stayed out.
 */
export async function runReadIn(
  args: readonly string[],
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    person: { type: 'string' },
    register: { type: 'string' },
    email: { type: 'string' },
    key: { type: 'string' },
    apply: { type: 'boolean' },
  })
  const { person: file, register: id, key, apply = false } = values
  if (file === undefined || id === undefined || positionals.length > 0) {
    throw new WrongInput(
      'schrijf: peil import --register <register> --person <zip-bestand> [--email adres] [--key sleutel] [--apply]',
    )
  }
  await thereIs(file)
  return withPlatform(env, { command: 'peil import', register: id }, async (platform, register) => {
    const own = verifierKey(signer, platform.auditKey)
    const archive = await openArchive(file, key === undefined ? [own] : [key, own])
    if (archive.outcome === 'refused') throw new WrongInput(refusedWords[archive.why])
    try {
      if (key !== undefined && !archive.signed) {
        throw new WrongInput('De handtekening is niet van deze sleutel (signed with another key).')
      }
      const portfolio = await portfolioIn(archive)
      if (portfolio === undefined) throw new WrongInput(refusedWords['no-export'])
      const email = (values.email ?? portfolio.email).trim().toLowerCase()
      terminal.out.write(printable(`${wordsOf(archive, portfolio).join('\n')}\n`))
      const holder = await findHolder(platform, register, email)
      if (holder.outcome !== 'found') {
        const why =
          holder.outcome === 'closed'
            ? 'het portfolio is niet open'
            : 'laat deze persoon zich eerst aanmelden, of geef een ander adres met --email'
        throw new WrongInput(`${email} heeft in ${register.id} geen portfolio: ${why}.`)
      }
      if (!apply) return answer(terminal, 'Er is nog niets ingelezen. Lees het in met --apply.')
      const { registrationId } = holder
      const reading = { platform, register, registrationId, archive }
      const counts = { in: 0, here: 0, out: 0 }
      for await (const one of readInPortfolio(reading, portfolio)) {
        if (one.outcome === 'here-already') counts.here += 1
        else if (one.outcome === 'not-possible') counts.out += 1
        else counts.in += 1
        if (one.outcome === 'not-possible') answer(terminal, `- ${one.title}: kan hier niet in.`)
        if (one.outcome !== 'read-in') continue
        for (const name of one.leftOut) {
          answer(terminal, `- ${one.title}: ${name} is geen bruikbaar bewijs en ging niet mee.`)
          counts.out += 1
        }
      }
      answer(terminal, `Ingelezen als concept: ${counts.in}. Stond er al: ${counts.here}.`)
      return counts.out === 0 ? 0 : 1
    } finally {
      archive.close()
    }
  })
}

function wordsOf(archive: CheckedArchive, { activities, notRead }: Portfolio): readonly string[] {
  const files = activities.reduce((sum, one) => sum + one.files.length, 0)
  return [
    `Gemaakt op ${formatDay(archive.madeOn)} door ${archive.origin}.`,
    archive.signed
      ? 'De handtekening is nagegaan.'
      : 'Van wie de handtekening is, is niet nagegaan. Geef een sleutel met --key.',
    `Activiteiten: ${activities.length}, met ${files} bestanden.`,
    ...(notRead.length === 0
      ? []
      : [
          `Wordt niet ingelezen: ${formatList(notRead)}. Dat blijft in het bestand. Wat iemand opgeeft, laat zien of aanvraagt, doet die hier opnieuw, want dit register heeft er niets van gezien of besloten.`,
        ]),
  ]
}
