import type { ApplicationStatus } from '#domain/certification/application/application.ts'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { detailName, mostFiles } from '#domain/dossier/activity/activity.ts'
import type { Problem } from '#domain/dossier/activity/check-activity.ts'
import type { WhyNot } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { shown } from '#domain/dossier/referee/referee.ts'
import type { Field, Kind } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Voice } from '#language/voice.ts'
import type { Content, SummaryItem, TagColour } from '#web/kit/index.ts'
import { FileList, formatDay } from '#web/kit/index.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { paths } from '#web/paths.ts'
import { currentVersion } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf } from '#web/route.ts'
import { speech, unitOf } from '#web/speech.ts'

const states: Readonly<Record<ActivityState, { colour: TagColour; label: string }>> = {
  draft: { colour: 'grey', label: 'Concept' },
  planned: { colour: 'grey', label: 'Gepland' },
  'awaiting-referee': { colour: 'blue', label: 'Wacht op bevestiging referent' },
  entered: { colour: 'blue', label: 'Ingestuurd' },
  returned: { colour: 'yellow', label: 'Aanvullen' },
  approved: { colour: 'green', label: 'Goedgekeurd' },
  partly: { colour: 'green', label: 'Deels goedgekeurd' },
  rejected: { colour: 'red', label: 'Afgewezen' },
}

/** What was planned for an edition that does not take place. */
export const doesNotTakePlace = { colour: 'red', label: 'Gaat niet door' } as const

/**
 * Where an activity stands, in a word and its colour. What was sent in is looked at once it is part
 * of an application that runs: by the back office, and then by the committee. Of what asked no amount
 * no part is left out.
 */
export function activityTag(
  {
    state,
    applications,
    claimed,
    cancelled,
  }: Pick<PortfolioActivity, 'state' | 'applications' | 'claimed' | 'cancelled'>,
  running: { readonly id: string; readonly status: ApplicationStatus } | undefined,
): { readonly colour: TagColour; readonly label: string } {
  if (state === 'planned' && cancelled !== undefined) return doesNotTakePlace
  if (state !== 'entered' || !applications.some(({ id }) => id === running?.id)) {
    return state === 'partly' && claimed === undefined ? states.approved : states[state]
  }
  const label = running?.status === 'with-committee' ? 'Wacht op oordeel' : 'Wacht op controle'
  return { ...states.entered, label }
}

/** The day, the name and the claim of one's own activities, as columns; `also` stands after the name. */
export function activityColumns(
  visit: Visit,
  { day, name, quantity }: Columns<PortfolioActivity>,
  also: (activity: PortfolioActivity) => Content = () => null,
) {
  const { register, unit } = speech(visit)
  const { secondUnit } = currentVersion(visit.context).regulation
  return [
    day(
      'Datum',
      ({ completedOn }) => completedOn,
      () => '–',
    ),
    name('Activiteit', (activity) => (
      <>
        <a href={paths.activity(register.id, activity.id)}>{activity.title || 'Zonder naam'}</a>
        {also(activity)}
      </>
    )),
    quantity('Ingediend', ({ claimed }) => claimed, unit),
    ...(secondUnit === undefined
      ? []
      : [
          quantity(
            sentenceCase(secondUnit.many),
            ({ claimedSecond }) => claimedSecond,
            unitOf({ unit: secondUnit }),
          ),
        ]),
  ]
}

/** What was answered to the questions of a kind, in a summary. */
export function detailItems({ form }: PortfolioActivity, kind: Kind | undefined): SummaryItem[] {
  return (kind?.fields ?? []).flatMap((field) => {
    const value = form.details[field.id]
    return value === undefined || value === ''
      ? []
      : [{ term: field.label, value: shown(field, value) }]
  })
}

/** The files of an activity of one's own, with buttons to take them away where these have a name. */
export function EvidenceFiles(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly removeName?: string
}) {
  const { id, evidence } = props.activity
  const { your } = speech(props.visit)
  return (
    <FileList
      label="Bestanden bij deze activiteit"
      removeName={props.removeName}
      files={evidence.map((file) => ({
        id: file.id,
        name: file.name,
        size: file.size,
        href: paths.activityEvidence(props.visit.context.register.id, id, file.id),
        ...(file.form === undefined
          ? { note: `Toegevoegd op ${formatDay(file.addedOn)}` }
          : {
              note: `Gemaakt van ${your} antwoorden op ${formatDay(file.addedOn)}`,
              fixed: true,
            }),
      }))}
    />
  )
}

/** Why an activity cannot be changed any more. */
export function frozenText(why: WhyNot, visit: Visit): string {
  const { You, your, Your, say, certification } = speech(visit)
  switch (why) {
    case 'in-application':
      return `Deze activiteit zit in ${your} aanvraag. Zolang die loopt, ${say('kun je', 'kunt u')} die niet wijzigen.`
    case 'asked-apart':
      return `Deze activiteit wordt tussentijds beoordeeld. Tot het besluit ${say('kun je', 'kunt u')} die niet wijzigen. ${say('Heb je', 'Hebt u')} er zelf om gevraagd? Trek dan eerst die vraag in.`
    case 'judged':
      return `Deze activiteit is beoordeeld. ${You} kunt die niet meer wijzigen.`
    case 'used':
      return `Deze activiteit heeft al geteld voor een ${certification.name}. ${You} kunt die niet meer wijzigen.`
    case 'portfolio-closed':
      if (endedRegistrationOf(visit) !== undefined) {
        return `${Your} registratie is beëindigd. ${You} kunt deze activiteit nog lezen, en niet meer wijzigen.`
      }
      return `${Your} portfolio is nog niet open. ${You} kunt nu niets toevoegen of wijzigen.`
    case 'former-category':
      return `In de categorie waarin ${say('je', 'u')} staat, kunnen geen activiteiten worden ingevoerd. Dat kan zodra ${say('je', 'u')} een andere categorie hebt.`
    case 'held-elsewhere':
      return `Een ander register heeft deze activiteit in behandeling of heeft erover besloten. De naam, de datum, de uren en het bewijs staan daarom vast. Wat alleen dit register vraagt, ${say('kun je', 'kunt u')} wel wijzigen.`
    case 'open':
    case 'not-found':
      return `Deze activiteit ${say('kun je', 'kunt u')} nu niet wijzigen.`
  }
}

/** What is wrong with an answer and how to mend it, for the summary and at the field. */
export function problemText(problem: Problem, kind: Kind | undefined, visit: Visit): string {
  const words = speech(visit)
  const { your, say } = words
  const field = kind?.fields.find(({ id }) => detailName(id) === problem.field)
  switch (problem.is) {
    case 'empty':
      if (problem.field.startsWith('attribute-')) return `Kies een antwoord bij ‘${problem.text}’.`
      return emptyTexts(words)[problem.field] ?? emptyDetail(field)
    case 'too-long':
      return 'Maak de naam korter. Die mag hoogstens 200 tekens lang zijn.'
    case 'not-an-address':
      return 'Vul een e-mailadres in zoals naam@voorbeeld.nl.'
    case 'own-address':
      return `Dit is ${your} eigen e-mailadres. Een referent is iemand anders dan ${say('jijzelf', 'uzelf')}.`
    case 'in-the-future':
      return 'De datum ligt in de toekomst. Bewaar de activiteit als gepland, of vul een eerdere datum in.'
    case 'not-in-the-future':
      return 'Deze dag is al geweest. Een geplande activiteit heeft een datum in de toekomst.'
    case 'too-long-ago':
      return 'Vul een datum in vanaf 1 januari 1950.'
    case 'no-proof':
      return howToProve(visit)
    case 'same-year':
      return `Dit jaar staat al in ${your} portfolio.`
    case 'other-year':
      return 'De datum van de activiteit ligt niet in dit jaar. Vul bij beide hetzelfde jaar in.'
    case 'not-valued':
      return problem.text ?? 'Vul in hoeveel uur het was, bijvoorbeeld 4 of 1,5.'
  }
}

/** In which ways somebody can show an activity here: "Voeg een bewijsstuk toe of vraag een referent." */
export function howToProve({ context }: Visit): string {
  const { roles, selfSign } = currentVersion(context).regulation.referee
  const ways = [
    'Voeg een bewijsstuk toe',
    ...(roles.length > 0 ? ['vraag een referent'] : []),
    ...(selfSign.allowed
      ? [selfSign.reasonRequired ? 'onderteken zelf met de reden' : 'onderteken zelf']
      : []),
  ]
  return `${formatChoice(ways)}.`
}

/** What to say when an activity has as many files as it can have. */
export const tooManyFilesText = `Een activiteit kan hoogstens ${mostFiles} bestanden hebben. Verwijder er eerst een, of voeg bestanden samen.`

const emptyTexts = ({ you, your }: Voice): Readonly<Record<string, string>> => ({
  kind: 'Kies wat voor activiteit het is.',
  title: 'Vul de naam van de activiteit in.',
  'completed-on': 'Vul de datum in, bijvoorbeeld 12 11 2026.',
  accredited: 'Kies of de activiteit geaccrediteerd is.',
  label: 'Kies door wie of waarmee de activiteit geaccrediteerd is.',
  'accreditation-number': 'Vul het nummer van de accreditatie in, of wie de activiteit gaf.',
  confirmation: `Kies wie ${your} activiteit kan bevestigen, of voeg een bewijsstuk toe.`,
  'referee-name': `Vul de naam van ${your} referent in.`,
  'referee-email': `Vul het e-mailadres van ${your} referent in.`,
  'referee-relation': `Kies wie ${your} referent is.`,
  'self-sign-reason': 'Leg uit waarom niemand de activiteit kan bevestigen.',
  'self-sign-declared': `Zet een vinkje als ${you} verklaart dat het waar is.`,
})

function emptyDetail(field: Field | undefined): string {
  if (field === undefined) return 'Vul dit antwoord in.'
  const name = `‘${field.label.replace(/\?$/, '')}’`
  if (field.type === 'hours') return `Vul bij ${name} een getal in, bijvoorbeeld 4 of 1,5.`
  if (field.type === 'whole-number') return `Vul bij ${name} een getal in, bijvoorbeeld 2.`
  if (field.type === 'yes-no' || field.type === 'choice') return `Kies een antwoord bij ${name}.`
  return `Geef antwoord op de vraag ${name}.`
}
