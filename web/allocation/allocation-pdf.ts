import { createHash } from 'node:crypto'
import type { Allocation } from '#domain/allocation/allocation/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { formatDay } from '#language/days.ts'
import { overview } from '#papers/overview.ts'
import { seal } from '#papers/seal.ts'
import { checkPath } from '#web/allocation/addresses.ts'
import { saidAnswer, saidOutcome, saidRules, saidStanding } from '#web/allocation/said-view.tsx'

/**
 * A decision on paper, with the letterhead of its organisation and sealed by the installation. On it stands the hash of
 * what was signed, and where the file itself is checked.
 */
export async function allocationPdf(
  { platform, register }: Context,
  organisation: Organisation,
  { says, text, id }: Allocation,
): Promise<Uint8Array> {
  const day = (iso: string) => formatDay(Temporal.PlainDate.from(iso))
  const { norm, choice, decidedBy, people, conditions } = says
  const made = await overview({
    register: {
      ...documentRegister(platform, register),
      name: 'Werktoedeling in de jeugdhulp',
      shortName: organisation.name,
      organisation: organisation.name,
      website: organisation.website.replace(/^https?:\/\//, '') || new URL(platform.origin).host,
      contact: { email: organisation.contactEmail },
      addressLines: [
        `${organisation.street} ${organisation.houseNumber}`,
        `${organisation.postcode} ${organisation.city}`,
      ],
      kvk: organisation.kvk ?? '',
    },
    heading: `Wie doet dit werk? ${says.work}`,
    fileName: `werktoedeling-${id}`,
    rows: [
      { label: 'Volgens de norm', value: saidOutcome(says) },
      {
        label: 'Gekozen',
        value: choice.is === 'apply' ? 'Toegepast' : 'Uitgelegd waarom het anders gaat',
      },
      { label: 'Beslist door', value: `${decidedBy.name}, ${decidedBy.position}` },
      { label: 'Beslist op', value: day(says.decidedOn) },
      { label: 'Opnieuw kijken', value: `Uiterlijk op ${day(says.reviewOn)}` },
      {
        label: 'Norm',
        value: `${norm.title}, geldt vanaf ${day(norm.version)}${norm.adoption === 'proposal' ? ' (een voorstel, niet vastgesteld)' : ''}`,
      },
      { label: 'Kenmerk', value: id },
      ...(says.amends === null
        ? []
        : [{ label: 'In de plaats van', value: `${says.amends.id}: ${says.amends.why}` }]),
    ],
    sections: [
      {
        heading: 'Waarom',
        paragraphs: saidRules(says).map(({ text: reason, stands }) => `${reason} (${stands})`),
      },
      ...(choice.is === 'apply'
        ? []
        : [
            {
              heading: 'De uitleg',
              paragraphs: [...choice.grounds.map(({ label }) => label), choice.explanation],
            },
          ]),
      {
        heading: 'Wie het doet',
        paragraphs: [],
        rows: people.map((person) => ({
          label: person.part === 'does' ? 'Doet het werk' : 'Is verantwoordelijk',
          value: `${person.name}. ${saidStanding(person)}`,
        })),
      },
      ...(conditions.length === 0
        ? []
        : [{ heading: 'Wat is afgesproken', paragraphs: conditions.map(({ label }) => label) }]),
      {
        heading: 'Wat is ingevuld',
        paragraphs: norm.table.indicators.map(
          (indicator) =>
            `${indicator.question} ${saidAnswer(indicator, says.answers[indicator.id])}.`,
        ),
      },
    ],
    note: `Vastgelegd op ${says.origin}. Wie het bestand bij deze beslissing heeft, kan op ${new URL(platform.origin).host}${checkPath} nagaan of er niets aan is veranderd. De vingerafdruk (SHA-256) van wat is ondertekend: ${createHash('sha256').update(text).digest('hex')}.`,
    madeOn: says.decidedOn,
  })
  return seal(made.pdf, platform.identity, `Werktoedeling ${id}`)
}
