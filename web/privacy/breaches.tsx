import type { Breach, BreachFacts } from '#domain/privacy/breach/breach.ts'
import { openOf, reportBefore } from '#domain/privacy/breach/breach.ts'
import { changeBreach, noteBreach } from '#domain/privacy/breach/note-breach.ts'
import { findBreach, listBreaches } from '#domain/privacy/breach/queries.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, line, text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, formatMoment } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { inPrivacy } from '#web/privacy/in-privacy.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'

const zone = 'Europe/Amsterdam'

/** What went wrong with the data of people, what is open first. */
export async function showBreaches(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  return listPage<Breach>(visit, {
    title: 'Datalekken',
    ...inPrivacy(register),
    lead: (
      <>
        <p class="lead">
          Leg elk datalek vast, ook een klein. Melden bij de Autoriteit Persoonsgegevens moet binnen
          72 uur, tenzij het geen risico is voor mensen. Is het risico groot? Vertel het dan ook aan
          de mensen zelf.
        </p>
        <ButtonGroup>
          <Button href={paths.privacyNewBreach(register.id)}>Datalek vastleggen</Button>
        </ButtonGroup>
      </>
    ),
    list: {
      caption: 'Datalekken, wat open staat eerst',
      rows: await listBreaches(context),
      columns: ({ name, text: words, moment, status }) => [
        name(
          'Wat',
          ({ title }) => title,
          ({ id }) => paths.privacyBreach(register.id, id),
        ),
        moment('Gemerkt', ({ noticedAt }) => noticedAt),
        words('Gemeld', reportWords),
        status('Stand', (breach) =>
          breach.closedOn === undefined
            ? { colour: 'yellow', label: 'Open' }
            : { colour: 'grey', label: `Gesloten op ${formatDay(breach.closedOn)}` },
        ),
      ],
      empty: { title: 'Er is geen datalek vastgelegd' },
    },
  })
}

function reportWords(breach: Breach): string {
  if (breach.reportedOn !== undefined) return `Op ${formatDay(breach.reportedOn)}`
  if (breach.notReportedBecause !== '') return 'Hoeft niet'
  return `Uiterlijk ${formatMoment(reportBefore(breach))}`
}

interface Typed extends Omit<BreachFacts, 'noticedAt' | 'people'> {
  readonly noticedOn: Temporal.PlainDate
  readonly noticedTime: string
  readonly people: string
}

function breachForm() {
  return form<Typed>({
    title: line('titel', 'Wat is er gebeurd, in een paar woorden?', {
      required: 'Vul in wat er is gebeurd.',
      hint: 'Bijvoorbeeld: e-mail naar het verkeerde adres. Schrijf geen namen op.',
      most: 200,
    }),
    what: text('wat', 'Wat is er precies gebeurd?', {
      required: 'Beschrijf wat er is gebeurd.',
      most: 8000,
      rows: 5,
    }),
    noticedOn: day('gemerkt', 'Op welke dag is het gemerkt?', {
      required: 'Vul in op welke dag het is gemerkt.',
      hint: 'Vanaf dat moment lopen de 72 uur.',
    }),
    noticedTime: line('tijd', 'Hoe laat?', {
      required: 'Vul in hoe laat het is gemerkt.',
      like: [/^([01]?\d|2[0-3])[.:][0-5]\d$/, 'Schrijf de tijd als 14:30.'],
      hint: 'Bijvoorbeeld 14:30.',
      width: 'xs',
    }),
    data: text('gegevens', 'Om welke gegevens gaat het?', {
      required: 'Vul in om welke gegevens het gaat.',
      most: 2000,
      rows: 2,
    }),
    people: line('mensen', 'Om hoeveel mensen gaat het?', {
      like: [/^\d{1,7}$/, 'Vul een heel getal in, of laat het leeg.'],
      hint: 'Laat leeg als het nog niet bekend is.',
      inputmode: 'numeric',
      optional: true,
      width: 's',
    }),
    consequences: text('gevolgen', 'Wat kan het voor die mensen betekenen?', {
      most: 8000,
      rows: 3,
    }),
    measures: text('maatregelen', 'Wat is er gedaan, en wat voorkomt het de volgende keer?', {
      most: 8000,
      rows: 3,
    }),
    reportedOn: day('gemeld', 'Op welke dag is het gemeld bij de Autoriteit Persoonsgegevens?', {
      optional: true,
    }),
    notReportedBecause: text('niet-gemeld', 'Of waarom hoeft melden niet?', {
      most: 2000,
      rows: 2,
    }),
    toldOn: day('verteld', 'Op welke dag is het aan de mensen verteld?', { optional: true }),
    notToldBecause: text('niet-verteld', 'Of waarom hoeven die mensen het niet te weten?', {
      most: 2000,
      rows: 2,
    }),
  })
}

/** Where a breach is noted. */
export const newBreachPage = formPage<Typed, undefined>({
  load: async () => undefined,
  form: breachForm,
  page: (visit) => {
    const { register } = visit.context
    return {
      title: 'Datalek vastleggen',
      ...inPrivacy(register, { label: 'Datalekken', href: paths.privacyBreaches(register.id) }),
      form: { guard: true },
      button: 'Vastleggen',
    }
  },
  save: async (visit, typed) => {
    const { context } = visit
    const facts = factsIn(typed)
    const wrong = aheadIn(facts, context.today)
    if (wrong !== undefined) return { wrong }
    const { id } = await noteBreach(context, facts)
    return leaveFor(
      visit,
      paths.privacyBreach(context.register.id, id),
      'Het datalek is vastgelegd.',
    )
  },
})

/** One breach: what is known of it is filled in, until it is closed. */
export const breachPage = formPage<Typed, Breach>({
  load: async (visit) => (await findBreach(visit.context, idIn(visit))) ?? notFound(),
  form: breachForm,
  known: (_, breach) => typedOf(breach),
  page: (visit, breach) => {
    const { register } = visit.context
    const closed = breach.closedOn
    return {
      title: breach.title,
      ...inPrivacy(register, { label: 'Datalekken', href: paths.privacyBreaches(register.id) }),
      lead:
        closed === undefined ? (
          openOf(breach).includes('report') && (
            <Alert type="warning" title="Dit is nog niet gemeld">
              <p>
                Melden kan tot {formatMoment(reportBefore(breach))}. Hoeft het niet? Schrijf dan op
                waarom.
              </p>
            </Alert>
          )
        ) : (
          <Alert type="info">
            <p>Dit datalek is gesloten op {formatDay(closed)}.</p>
          </Alert>
        ),
      version: breach.version,
      form: { guard: true },
      button: (
        <ButtonGroup>
          <Button>Opslaan</Button>
          <Button variant="secondary" name="doe" value="sluiten">
            Opslaan en sluiten
          </Button>
        </ButtonGroup>
      ),
      frame: (asked) => (closed === undefined ? asked : <Closed breach={breach} />),
    }
  },
  save: async (visit, typed, breach) => {
    const { context } = visit
    const facts = factsIn(typed)
    const wrong = aheadIn(facts, context.today)
    if (wrong !== undefined) return { wrong }
    const closes = visit.form.value('doe') === 'sluiten'
    const seen = { id: breach.id, version: versionIn(visit.form) }
    const done = await changeBreach(context, seen, facts, closes)
    const page = paths.privacyBreach(context.register.id, breach.id)
    switch (done.outcome) {
      case 'changed':
        return leaveFor(visit, page, 'Het datalek is opgeslagen.')
      case 'closed':
        return leaveFor(visit, page, 'Het datalek is gesloten.')
      case 'not-complete': {
        const open = openOf(facts)
        return {
          wrong: {
            ...(open.includes('report') && {
              notReportedBecause: 'Vul in wanneer het is gemeld, of waarom dat niet hoeft.',
            }),
            ...(open.includes('tell') && {
              notToldBecause: 'Vul in wanneer het is verteld, of waarom dat niet hoeft.',
            }),
            ...(open.includes('measures') && { measures: 'Vul in wat er is gedaan.' }),
          },
        }
      }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={context.register}>
              <p>
                Dit datalek is intussen gewijzigd. Kijk in een ander venster wat er nu staat. Wat
                hieronder is ingevuld, komt daarvoor in de plaats.
              </p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

function Closed({ breach }: { readonly breach: Breach }) {
  const { what, data, people, consequences, measures } = breach
  const parts = [
    ['Wat er is gebeurd', what],
    ['Welke gegevens', data],
    ['Hoeveel mensen', people === undefined ? 'Niet bekend' : String(people)],
    ['Wat het kon betekenen', consequences],
    ['Wat er is gedaan', measures],
    [
      'Gemeld',
      breach.reportedOn === undefined ? breach.notReportedBecause : formatDay(breach.reportedOn),
    ],
    ['Verteld', breach.toldOn === undefined ? breach.notToldBecause : formatDay(breach.toldOn)],
  ] as const
  return (
    <>
      {parts.map(
        ([title, said]) =>
          said !== '' && (
            <>
              <h2>{title}</h2>
              <p class="preserve">{said}</p>
            </>
          ),
      )}
    </>
  )
}

function factsIn({ noticedOn, noticedTime, people, ...rest }: Typed): BreachFacts {
  const [hour = '0', minute = '0'] = noticedTime.split(/[.:]/)
  const noticedAt = noticedOn
    .toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) }),
    })
    .toInstant()
  return { ...rest, noticedAt, people: people === '' ? undefined : Number(people) }
}

function typedOf(breach: Breach): Typed {
  const at = breach.noticedAt.toZonedDateTimeISO(zone)
  return {
    ...breach,
    noticedOn: at.toPlainDate(),
    noticedTime: at.toPlainTime().toString({ smallestUnit: 'minute' }),
    people: breach.people === undefined ? '' : String(breach.people),
  }
}

// What is said to be done on a day to come, by the day on which everything here is done.
function aheadIn(facts: BreachFacts, today: Temporal.PlainDate) {
  const days = {
    noticedOn: facts.noticedAt.toZonedDateTimeISO(zone).toPlainDate(),
    reportedOn: facts.reportedOn,
    toldOn: facts.toldOn,
  }
  const ahead = Object.entries(days).filter(
    ([, on]) => on !== undefined && Temporal.PlainDate.compare(on, today) > 0,
  )
  return ahead.length === 0
    ? undefined
    : Object.fromEntries(ahead.map(([name]) => [name, 'Vul een dag in die al is geweest.']))
}
