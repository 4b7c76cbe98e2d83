import { daysIn } from '#language/days-in-text.ts'

/** What the text of a diploma extract says, as far as a machine can read it. */
export interface ExtractText {
  /** The holder, in full, as it stands there. */
  readonly name: string | undefined
  readonly bornOn: Temporal.PlainDate | undefined
  /** An extract may list several diplomas; each of these is as many as were found. */
  readonly diplomas: readonly string[]
  readonly institutions: readonly string[]
  readonly dates: readonly Temporal.PlainDate[]
  /** Everything that it says, to find in it what stands at a place that nobody foresaw. */
  readonly lines: readonly string[]
}

/**
 * Reads an extract by the words before what it says ("Geboortedatum: 2 maart 1985"), whatever the order;
 * what they are about stands behind them, or on the line below.
 */
export function readExtract(lines: readonly string[]): ExtractText {
  const first = (labels: readonly string[]) => valuesAfter(lines, labels)[0]
  const born = valuesAfter(lines, bornLabels).flatMap(daysIn)[0]
  const given = first(['voornamen', 'voornaam', 'voorletters'])
  const surname = first(['achternaam', 'geslachtsnaam', 'geboortenaam'])
  const prefix = first(['voorvoegsels', 'voorvoegsel', 'tussenvoegsel', 'tussenvoegsels'])
  const inParts = [given, prefix, surname].filter((part) => part !== undefined && part !== '-')
  return {
    name:
      surname === undefined
        ? first([
            'naam gediplomeerde',
            'naam diplomahouder',
            'volledige naam',
            'naam student',
            'naam',
          ])
        : inParts.join(' '),
    bornOn: born,
    diplomas: valuesAfter(lines, [
      'naam opleiding',
      'opleiding',
      'naam diploma',
      'diploma',
      'getuigschrift',
      'examen',
    ]),
    institutions: valuesAfter(lines, [
      'naam onderwijsinstelling',
      'onderwijsinstelling',
      'naam instelling',
      'instelling',
      'hogeschool of universiteit',
      'uitgereikt door',
      'school',
    ]),
    dates: valuesAfter(lines, [
      'datum diploma',
      'diplomadatum',
      'datum getuigschrift',
      'datum uitreiking',
      'datum uitgereikt',
      'datum behaald',
      'behaald op',
      'uitgereikt op',
      'examendatum',
      'datum examen',
      'datum uitslag',
      'datum afgestudeerd',
    ]).flatMap(daysIn),
    lines,
  }
}

const bornLabels = ['geboortedatum', 'geboren op', 'geboren']

function valuesAfter(lines: readonly string[], labels: readonly string[]): readonly string[] {
  return lines.flatMap((line, at) => {
    const label = labels.find((one) => startsWith(line, one))
    if (label === undefined) return []
    const rest = line
      .slice(label.length)
      .replace(/^[\s:.]+/, '')
      .trim()
    if (rest !== '') return [rest]
    const below = lines[at + 1]
    // Below a label without a value may stand the next label.
    return below === undefined || /:\s*$/.test(below) ? [] : [below]
  })
}

/** "Diploma: …" and "Diploma Social Work" say what it is; "Diplomaregister" is another word. */
function startsWith(line: string, label: string): boolean {
  return (
    line.slice(0, label.length).toLowerCase() === label && !/^\p{L}/u.test(line.slice(label.length))
  )
}
