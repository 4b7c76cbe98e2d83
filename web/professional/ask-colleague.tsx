import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import {
  askSupervision,
  isFrozen,
  mostSupervisionsADay,
} from '#domain/dossier/supervision/ask-supervision.ts'
import { supervisionsOf } from '#domain/dossier/supervision/queries.ts'
import type { Supervision } from '#domain/dossier/supervision/supervision.ts'
import {
  documentOfColleague,
  isRunning,
  supervisionWords,
} from '#domain/dossier/supervision/supervision.ts'
import { portfolioIsOpen, registrationNumber } from '#domain/people/registration/registration.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { FoundEntry, SearchOutcome } from '#domain/public-register/entry/search-register.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { Colleague } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { form } from '#web/forms/form.tsx'
import { choice } from '#web/forms/questions.tsx'
import { Alert, EmptyState, SearchBox } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import { inDossier } from '#web/professional/crumbs.ts'
import { inApplicationText } from '#web/professional/state-claim.tsx'
import { partyWords } from '#web/professional/supervision.tsx'
import { spendOn, waitsToSee } from '#web/public/seen-enough.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Asking {
  readonly document: string
  readonly label: string
  readonly colleague: Colleague
  readonly running: Supervision | undefined
  readonly typed: string
  readonly found: SearchOutcome | undefined
  /** Too many searches in one minute. */
  readonly tooOften: boolean
}

/** Looks a colleague up in the public register, and asks to be taken on. */
export const askColleaguePage = formPage({
  load,
  form: (visit, { found, colleague }) =>
    form({
      entryId: choice('collega', `Wie ${speech(visit).say('vraag je', 'vraagt u')}?`, {
        required: `Kies wie ${speech(visit).your} ${colleague.who} moet worden.`,
        options: entriesOf(found).map((entry) => ({
          value: entry.id,
          label: entry.name,
          hint: factsOf(visit, entry),
        })),
      }),
    }),
  page: (visit, asking) => {
    const { register } = speech(visit)
    const { colleague, running, typed, found, tooOften, document } = asking
    return {
      title: `${running === undefined ? 'Vraag een' : 'Vraag een andere'} ${colleague.who}`,
      ...inDossier(visit),
      hidden: true,
      lead: (
        <>
          <About visit={visit} asking={asking} />
          <SearchBox
            action={paths.askColleague(register.id, document)}
            name="naam"
            label="Naam of registratienummer"
            hint="Alleen wie hiervoor gevraagd mag worden, wordt gevonden."
            value={typed.slice(0, 200)}
            error={wrongSearch(found, tooOften)}
          />
          {found?.outcome === 'found' && found.total === 0 && (
            <EmptyState title={`Niemand gevonden voor ‘${typed}’`}>
              <p>
                {whoMay(visit, colleague)} Probeer alleen de achternaam, of het registratienummer.
              </p>
            </EmptyState>
          )}
          {found?.outcome === 'found' && found.tooMany && (
            <p>
              Meer dan 100 mensen gevonden. Vul ook de voornaam of het hele registratienummer in.
            </p>
          )}
        </>
      ),
      form: { hidden: { naam: typed } },
      button: 'Vragen',
      back: { label: 'Terug', href: paths.dossier(register.id), link: true },
      frame: (asked) => (entriesOf(found).length > 0 ? asked : null),
    }
  },
  save: async (visit, { entryId }, { document, colleague, found }) => {
    const { register, your, you, You } = speech(visit)
    const there = paths.dossier(register.id)
    const name = entriesOf(found).find(({ id }) => id === entryId)?.name ?? ''
    const done = await askSupervision(visit.context, {
      registrationId: registrationOf(visit),
      document,
      colleague,
      entryId,
    })
    switch (done.outcome) {
      case 'closed':
        return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
      case 'frozen':
        return leaveFor(visit, there, inApplicationText(visit), 'info')
      case 'yourself':
        return {
          wrong: {
            entryId: `Dit ${speech(visit).say('ben je', 'bent u')} zelf. Kies iemand anders.`,
          },
        }
      case 'not-fit':
        return { wrong: { entryId: `${name} kan dit nu niet zijn. Kies iemand anders.` } }
      case 'enough-today':
        return {
          wrong: {
            entryId: `${You} hebt vandaag al ${mostSupervisionsADay} mensen gevraagd. Probeer het morgen weer.`,
          },
        }
      case 'asked':
        return leaveFor(
          visit,
          there,
          mailedTo(visit.context.platform, `de vraag of ${you} begeleid kunt worden`, name),
        )
    }
  },
})

async function load(visit: Visit): Promise<Asking | Response> {
  const { context, url } = visit
  const { register, your } = speech(visit)
  const registrationId = registrationOf(visit)
  const { compiled, standing } = await loadDossier(context, registrationId)
  const wanted = documentOfColleague(compiled.regulation, visit.param('document')) ?? notFound()
  const there = paths.dossier(register.id)
  if (!portfolioIsOpen(register, standing)) {
    return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
  }
  const supervisions = await supervisionsOf(context, registrationId)
  const running = supervisions.find((each) => each.document === wanted.id && isRunning(each))
  if (running !== undefined && (await isFrozen(context, running))) {
    return leaveFor(visit, there, inApplicationText(visit), 'info')
  }
  // A form that came back is still about what was looked for.
  const typed = url.searchParams.get('naam') ?? visit.form.value('naam')
  const { id, label, colleague } = wanted
  const about = { document: id, label, colleague, running, typed }
  if (typed === '') return { ...about, found: undefined, tooOften: false }
  if (!context.platform.lookups.take('search', visit.clientAddress)) {
    return { ...about, found: undefined, tooOften: true }
  }
  const { categories } = colleague
  const only = { registered: true as const, ...(categories === undefined ? {} : { categories }) }
  if (waitsToSee(visit) > 0) return { ...about, found: undefined, tooOften: true }
  const found = await searchRegister(context, typed, 1, only)
  if (found.outcome === 'found') spendOn(visit, found.entries.length)
  return { ...about, found, tooOften: false }
}

function entriesOf(found: SearchOutcome | undefined): readonly FoundEntry[] {
  return found?.outcome === 'found' ? found.entries : []
}

function wrongSearch(found: SearchOutcome | undefined, tooOften: boolean): string | undefined {
  if (tooOften) return 'Er wordt heel vaak gezocht. Wacht 1 minuut, of zoek morgen verder.'
  if (found?.outcome === 'too-short') return 'Vul minstens 2 letters of cijfers in.'
  if (found?.outcome === 'too-long') return 'Dit is te lang om op te zoeken.'
  return undefined
}

// What everybody may see of somebody, beside the name.
function factsOf({ context: { register } }: Visit, entry: FoundEntry): string {
  return [
    register.statuses[entry.status].label,
    entry.category,
    entry.number === undefined ? undefined : registrationNumber(register, entry.number),
    entry.alike ? 'de naam lijkt erop' : undefined,
  ]
    .filter((fact) => fact !== undefined)
    .join(', ')
}

function whoMay({ context: { register } }: Visit, { who, categories }: Colleague): string {
  return categories === undefined
    ? `Wie geregistreerd is, kan ${who} zijn.`
    : `Een ${who} staat in de categorie ${formatChoice(categories.map((id) => labelOfCategory(register, id)))}.`
}

function About({ visit, asking }: { readonly visit: Visit; readonly asking: Asking }) {
  const { say, your, You } = speech(visit)
  const { colleague, running, label } = asking
  return (
    <>
      {running !== undefined && (
        <Alert type="warning" title={partyWords(running.colleague)}>
          <p>
            {supervisionWords(running, colleague.who)} {say('Vraag je', 'Vraagt u')} iemand anders,
            dan stopt dit.
          </p>
        </Alert>
      )}
      <p>
        {whoMay(visit, colleague)} {You} zoekt diegene op en vraagt het hier. Het antwoord komt per
        e-mail, en is daarna {label} in {your} dossier.
      </p>
      <p>
        Wie {your} vraag aanneemt, verklaart: ‘{colleague.text}’
      </p>
    </>
  )
}
