import { confirmDeath, rejectDeath } from '#domain/certification/death/confirm-death.ts'
import type { Death, ToldBy } from '#domain/certification/death/death.ts'
import { goesOn, lastDayToUndo } from '#domain/certification/death/death.ts'
import { findDeath, listDeaths, runningDeathOf } from '#domain/certification/death/queries.ts'
import { reportDeath } from '#domain/certification/death/report-death.ts'
import { undoDeath } from '#domain/certification/death/undo-death.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, email, line, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { isAlone, NobodyElse, Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** What was told, what waits first. */
export async function showDeaths(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const all = await listDeaths(context)
  const { free, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: 'Overlijden',
    ...inWork(register),
    lead: (
      <p class="lead">
        Is iemand overleden? Zoek het dossier op en kies daar ‘Leg een overlijden vast’.
      </p>
    ),
    list: {
      caption: 'Meldingen, wat wacht eerst',
      rows: free,
      columns: ({ name, text: words, day: on }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ id }) => paths.workDeath(register.id, id),
        ),
        words('Stand', ({ status }) => standWords[status]),
        words('Gemeld door', (one) => tellerWords(one)),
        on('Vastgelegd op', ({ enteredOn }) => enteredOn),
      ],
      empty: { title: 'Geen meldingen', text: <p>Er is niets gemeld.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

const standWords: Readonly<Record<Death['status'], string>> = {
  reported: 'Wacht op een tweede blik',
  confirmed: 'Verwerkt',
  rejected: 'Afgewezen',
  undone: 'Ongedaan gemaakt',
}

const toldWords: Readonly<Record<ToldBy, string>> = {
  relative: 'Een naaste',
  employer: 'De werkgever',
  other: 'Iemand anders',
  register: 'Een ander register',
}

function tellerWords({ toldBy, toldName }: Pick<Death, 'toldBy' | 'toldName'>): string {
  return toldName === '' ? toldWords[toldBy] : `${toldName} (${toldWords[toldBy].toLowerCase()})`
}

interface Report {
  readonly diedOn: Temporal.PlainDate
  readonly toldBy: 'relative' | 'employer' | 'other'
  readonly toldName: string
  readonly seenHow: string
  readonly answer: 'mail' | 'papier' | 'geen'
  readonly toldEmail: string | undefined
  readonly toldAddress: string | undefined
}

/** Where the back office enters that somebody has died. */
export const reportDeathPage = formPage<Report, { readonly name: string; readonly alone: boolean }>(
  {
    load: async (visit) => {
      const { context } = visit
      const id = idIn(visit)
      const member = (await findMember(context, id)) ?? notFound()
      const { secondPair } = context.register.procedures.death
      return { name: member.name, alone: secondPair && (await isAlone(visit, [member])) }
    },
    open: async (visit) => {
      const { context } = visit
      const running = await runningDeathOf(context, idIn(visit))
      return running && seeOther(paths.workDeath(context.register.id, running.id))
    },
    form: () =>
      form<Report>({
        diedOn: day('overleden', 'Op welke dag is de persoon overleden?', {
          required: 'Vul de dag van overlijden in.',
        }),
        toldBy: choice('wie', 'Wie meldt het?', {
          required: 'Kies wie het meldt.',
          options: [
            { value: 'relative', label: toldWords.relative },
            { value: 'employer', label: toldWords.employer },
            { value: 'other', label: toldWords.other },
          ],
        }),
        toldName: line('naam', 'Naam van wie het meldt', {
          required: 'Vul de naam in van wie het meldt.',
        }),
        seenHow: text('gezien', 'Hoe is het gezien of gehoord?', {
          hint: 'Bijvoorbeeld: teruggebeld, rouwkaart gezien. Een document is niet nodig.',
          required: 'Schrijf op hoe het is gezien of gehoord.',
          rows: 3,
          most: 500,
        }),
        answer: choice('brief', 'Hoe krijgt wie het meldt antwoord?', {
          required: 'Kies hoe het antwoord gaat.',
          options: [
            { value: 'mail', label: 'Per e-mail' },
            { value: 'papier', label: 'Per brief, op papier' },
            { value: 'geen', label: 'Geen antwoord' },
          ],
        }),
        toldEmail: under(
          'answer',
          'mail',
          email('e-mail', 'E-mailadres van wie het meldt', {
            required: 'Vul het e-mailadres in van wie het meldt.',
          }),
        ),
        toldAddress: under(
          'answer',
          'papier',
          text('adres', 'Adres van wie het meldt', {
            hint: 'Straat en huisnummer, en daaronder postcode en plaats.',
            required: 'Vul het adres in van wie het meldt.',
            rows: 3,
            most: 300,
          }),
        ),
      }),
    page: (visit, { name, alone }) => {
      const { register } = visit.context
      const file = { label: `Dossier van ${name}`, href: paths.workFile(register.id, idIn(visit)) }
      return {
        title: `Overlijden van ${name}`,
        ...inWork(register, file),
        lead: (
          <>
            <p>
              {register.procedures.death.secondPair
                ? 'Een collega kijkt er ook naar. Pas daarna verandert er iets: '
                : 'Hierna verandert er meteen iets: '}
              de registratie eindigt, open facturen vervallen, inloggen kan niet meer, en er gaat
              geen bericht meer naar {name}, ook niet van andere registers.
            </p>
            {alone && <NobodyElse visit={visit} />}
          </>
        ),
        form: { guard: true },
        button: 'Vastleggen',
        back: { label: 'Terug', href: file.href, link: true },
      }
    },
    save: async (visit, answers, { name }) => {
      const { context } = visit
      const { register } = context
      const registrationId = idIn(visit)
      const done = await reportDeath(context, {
        registrationId,
        diedOn: answers.diedOn,
        toldBy: answers.toldBy,
        toldName: answers.toldName,
        seenHow: answers.seenHow,
        toldEmail: answers.toldEmail ?? '',
        toldAddress: answers.toldAddress ?? '',
      })
      switch (done.outcome) {
        case 'ahead':
          return { wrong: { diedOn: 'Vul een dag in die niet na vandaag ligt.' } }
        case 'own-address':
          return {
            wrong: {
              toldEmail: `Dit is het adres van ${name} zelf. Daar gaat niets meer heen; kies een ander adres, of een brief.`,
            },
          }
        case 'unknown':
          return notFound()
        case 'already':
          return {
            stale: (
              <ColleagueFirst register={register}>
                <p>
                  Er is al een melding. Wat hier staat, is niet vastgelegd.{' '}
                  <a href={paths.workDeaths(register.id)}>Bekijk de meldingen</a>
                </p>
              </ColleagueFirst>
            ),
          }
        case 'reported':
          return leaveFor(
            visit,
            paths.workFile(register.id, registrationId),
            'De melding is vastgelegd. Een collega kijkt er nog naar.',
          )
        case 'confirmed':
          return leaveFor(visit, paths.workDeaths(register.id), 'Het overlijden is verwerkt.')
      }
    },
  },
)

interface Settled {
  readonly decision: string
  readonly rejection: string | undefined
  readonly mistake: string | undefined
}

interface Loaded {
  readonly death: Death
  readonly name: string
}

/** One report, to confirm as the second, to reject, or to undo where it was a mistake. */
export const deathCheck = formPage<Settled, Loaded>({
  load: async (visit) => {
    const death = (await findDeath(visit.context, idIn(visit))) ?? notFound()
    const member = (await findMember(visit.context, death.registrationId)) ?? notFound()
    return { death, name: member.name }
  },
  form: (_, { death }) => settleForm(death),
  page: (visit, { death, name }) => {
    const { context } = visit
    const { register } = context
    return {
      title: `Overlijden van ${name}`,
      ...inWork(register, { label: 'Overlijden', href: paths.workDeaths(register.id) }),
      version: death.version,
      button: 'Opslaan',
      lead: (
        <SummaryList
          items={[
            { term: 'Stand', value: standWords[death.status] },
            { term: 'Overleden op', value: formatDay(death.diedOn) },
            { term: 'Gemeld door', value: tellerWords(death) },
            { term: 'Gezien of gehoord', value: <span class="preserve">{death.seenHow}</span> },
            { term: 'Vastgelegd op', value: formatDay(death.enteredOn) },
            { term: 'Antwoord', value: <TheAnswer {...{ visit, death }} /> },
            death.reason !== '' && {
              term: 'Reden',
              value: <span class="preserve">{death.reason}</span>,
            },
            death.status === 'confirmed' &&
              death.confirmedOn !== undefined && {
                term: 'Dossier wordt verwijderd',
                value: `Op ${formatDay(goesOn(death.confirmedOn, register.procedures.death))}, of later als er nog een factuur bewaard moet blijven`,
              },
            {
              term: 'Dossier',
              value: (
                <a href={paths.workFile(register.id, death.registrationId)}>Dossier van {name}</a>
              ),
            },
          ]}
        />
      ),
      frame: (asked) => <>{whyNot(visit, death) ?? asked}</>,
    }
  },
  save: async (visit, { decision, rejection = '', mistake = '' }, { death }) => {
    const { context } = visit
    const list = paths.workDeaths(context.register.id)
    const seen = { id: death.id, version: versionIn(visit.form) }
    const done = await settle(context, seen, { decision, rejection, mistake })
    switch (done.outcome) {
      case 'own-report':
        return { wrong: { decision: 'Dit moet een collega doen.' } }
      case 'too-late':
        return { wrong: { decision: 'De termijn om dit ongedaan te maken is voorbij.' } }
      case 'address-taken':
        return {
          wrong: {
            decision:
              'Met dit e-mailadres is intussen een ander account gemaakt. Vraag de beheerder om hulp.',
          },
        }
      case 'unknown':
        return notFound()
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={context.register}>
              <p>Hier is intussen iets mee gedaan. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'confirmed':
        return leaveFor(visit, list, 'Het overlijden is verwerkt.')
      case 'rejected':
        return leaveFor(visit, list, 'De melding is afgewezen. Er is niets veranderd.')
      case 'undone':
        return leaveFor(visit, list, 'Het is ongedaan gemaakt. Inloggen kan weer.')
    }
  },
})

function settle(
  context: Context,
  seen: Parameters<typeof confirmDeath>[1],
  { decision, rejection, mistake }: { decision: string; rejection: string; mistake: string },
) {
  if (decision === 'bevestigen') return confirmDeath(context, seen)
  return decision === 'afwijzen'
    ? rejectDeath(context, seen, rejection)
    : undoDeath(context, seen, mistake)
}

function settleForm({ status }: Death): FormOf<Settled> {
  const why = { required: 'Schrijf op waarom.', rows: 3, most: 1000 }
  return form<Settled>({
    decision: choice<string>('besluit', 'Besluit', {
      required: 'Kies een besluit.',
      options:
        status === 'reported'
          ? [
              { value: 'bevestigen', label: 'Bevestigen' },
              { value: 'afwijzen', label: 'Afwijzen: dit klopt niet' },
            ]
          : [
              {
                value: 'ongedaan',
                label: 'Ongedaan maken: het was een vergissing',
                hint: 'De registratie, wat daarbij is uitgegeven en het inloggen komen terug, in elk register. Een aanvraag die liep en facturen die zijn vervallen, komen niet terug.',
              },
            ],
    }),
    rejection: under('decision', 'afwijzen', text('waarom', 'Waarom klopt het niet?', why)),
    mistake: under('decision', 'ongedaan', text('grond', 'Waaruit blijkt de vergissing?', why)),
  })
}

// Why there is nothing to choose here now.
function whyNot(visit: Visit, { status, enteredBy, confirmedOn }: Death) {
  const { context } = visit
  const { You } = speech(visit)
  const { secondPair, undo } = context.register.procedures.death
  if (status === 'reported') {
    const own = secondPair && enteredBy !== undefined && enteredBy === accountIdOf(context.actor)
    return own ? <p>{You} hebt dit zelf vastgelegd. Een collega kijkt er nog naar.</p> : undefined
  }
  if (status !== 'confirmed' || confirmedOn === undefined) return <p>Hier valt niets te doen.</p>
  const last = lastDayToUndo(confirmedOn, undo)
  return Temporal.PlainDate.compare(context.today, last) > 0 ? (
    <p>Tot en met {formatDay(last)} kon dit ongedaan worden gemaakt.</p>
  ) : undefined
}

function TheAnswer({ visit, death }: { readonly visit: Visit; readonly death: Death }) {
  const { toldEmail, toldAddress, letterId, toldBy } = death
  if (toldBy === 'register') return <>Het andere register antwoordt</>
  if (toldEmail !== '') return <>E-mail aan {toldEmail}</>
  if (toldAddress === '') return <>Geen</>
  return letterId === undefined ? (
    <>Brief op papier, zodra het is bevestigd</>
  ) : (
    <a href={paths.workDocument(visit.context.register.id, letterId)}>
      Brief om te printen en te versturen (pdf)
    </a>
  )
}
