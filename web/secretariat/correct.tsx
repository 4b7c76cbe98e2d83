import {
  compareCorrection,
  findDecisionToCorrect,
  periodFromOutside,
  yearsFromLists,
} from '#domain/certification/correction/compare-correction.ts'
import type { Change, NotCorrected, Wish } from '#domain/certification/correction/correction.ts'
import { sealOf } from '#domain/certification/correction/correction.ts'
import { makeCorrection } from '#domain/certification/correction/make-correction.ts'
import { findOriginal } from '#domain/dossier/original/queries.ts'
import { findWork } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { correctedLabel, correctedValue } from '#mail/corrected.ts'
import { wording } from '#regulations/wording.ts'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { day, email, line, text } from '#web/forms/questions.tsx'
import { Alert, DataTable } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { LookFirst } from '#web/layout/look-first.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inFile } from '#web/secretariat/corrections.tsx'
import { addressForm, nameOfForm, workplaceForm } from '#web/sign-up/person.form.tsx'

interface Correcting {
  readonly member: Member
  /** "Naam rechtzetten" */
  readonly title: string
  /** What happens beside the change itself. */
  readonly follows: readonly string[]
  readonly question: Question<Wish>
  /** The question as it stands now. */
  readonly known: Answers
  /** A day that was decided: in which document it stands is asked. */
  readonly decided: boolean
}

interface Sent {
  readonly wish: Wish
  readonly reason: string
  readonly source: string | undefined
}

/** Sets one thing right: what it should be and why, then what that changes, and then it is done. */
export const correctPage = formPage<Sent, Correcting>({
  load: async (visit) => {
    const member = (await findMember(visit.context, idIn(visit))) ?? notFound()
    const found = await asked(visit, member)
    return { member, ...(found ?? notFound()) }
  },
  form: (_, { question, decided }) => sentForm(question, decided),
  known: (_, { known }) => known,
  page: (visit, correcting) => factsOf(visit, correcting),
  save: async (visit, sent, correcting) => {
    const { context, form: typed } = visit
    const { register } = context
    const { member, decided, question } = correcting
    const { wish, reason, source = '' } = sent
    const compared = await compareCorrection(context, member.registrationId, wish)
    if (compared.outcome === 'unknown') return notFound()
    if (compared.outcome === 'not') return { wrong: { wish: why(visit, compared.why) } }
    if (typed.value('intent') !== 'rechtzetten') {
      const shown = factsOf(visit, correcting, compared.changes)
      return showForm(visit, sentForm(question, decided), shown, { typed })
    }
    const seen = typed.value('_gezien')
    const about = { registrationId: member.registrationId, wish, reason, source, seen }
    const made = await makeCorrection(context, about)
    switch (made.outcome) {
      case 'corrected':
        return leaveFor(visit, paths.workFile(register.id, member.registrationId), said(made, wish))
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Dit is intussen gewijzigd. Bekijk opnieuw wat er verandert.</p>
            </ColleagueFirst>
          ),
        }
      case 'not':
        return { wrong: { wish: why(visit, made.why) } }
      case 'unknown':
        return notFound()
    }
  },
})

function said({ told }: { readonly told: boolean }, { subject }: Wish): string {
  if (subject === 'email') {
    return 'De link is verstuurd. Het e-mailadres verandert zodra die is geopend.'
  }
  return told ? 'Het is rechtgezet. Er is een e-mail verstuurd.' : 'Het is rechtgezet.'
}

function sentForm(question: Question<Wish>, decided: boolean): FormOf<Sent> {
  return form<Sent>({
    wish: question,
    source: decided
      ? line('vindplaats', 'In welk stuk staat dit?', {
          hint: 'Bijvoorbeeld de besluitenlijst van 12 januari, of de brief van het vorige register.',
          required: 'Vul in in welk stuk dit staat.',
          most: 300,
        })
      : { name: '', term: '', read: () => ({ value: '', errors: [] }), ...unasked },
    reason: text('reden', 'Waarom wordt dit rechtgezet?', {
      hint: 'Dit staat letterlijk in de e-mail, en blijft in het dossier staan.',
      required: 'Vul in waarom dit wordt rechtgezet.',
      rows: 4,
      most: 1000,
    }),
  })
}

const unasked = { fill: () => ({}), ask: () => null, say: () => '' }

function factsOf(
  { context: { register } }: Visit,
  { member, title, follows }: Correcting,
  changes?: readonly Change[],
): FormFacts<Sent> {
  const back = paths.workCorrections(register.id, member.registrationId)
  const inTheFile = inFile(register, member)
  return {
    title,
    breadcrumb: [...inTheFile.breadcrumb, { label: 'Rechtzetten', href: back }],
    above: changes !== undefined && <WhatChanges changes={changes} follows={follows} />,
    form: {
      guard: true,
      hidden: changes === undefined ? {} : { _gezien: sealOf(changes) },
    },
    button: (
      <LookFirst
        seen={changes !== undefined}
        act={{ intent: 'rechtzetten', label: 'Rechtzetten' }}
        back={{ href: back, label: 'Niet rechtzetten' }}
      />
    ),
  }
}

function WhatChanges(props: {
  readonly changes: readonly Change[]
  readonly follows: readonly string[]
}) {
  return (
    <>
      <Alert type="info" title="Dit verandert er" focus>
        <p>Er is nog niets gewijzigd.</p>
        <ul>
          {props.follows.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
      </Alert>
      <DataTable
        caption="Wat er nu staat en wat er komt te staan"
        rows={props.changes}
        columns={[
          { header: 'Gegeven', cell: ({ field }) => correctedLabel(field), primary: true },
          { header: 'Nu', cell: ({ field, before }) => correctedValue(field, before) },
          { header: 'Straks', cell: ({ field, after }) => correctedValue(field, after) },
        ]}
      />
    </>
  )
}

const mail = 'Er gaat een e-mail uit met wat er is gewijzigd en waarom.'

// What is asked at this address, of the thing in it; undefined where there is none.
async function asked(
  { context, param }: Visit,
  member: Member,
): Promise<Omit<Correcting, 'member'> | undefined> {
  const { register, today } = context
  const id = member.registrationId
  const thing = param('thing')
  const { certificate } = wording(register)
  const plain = { decided: false, known: new Answers({}) }
  const ofPerson = thing === id
  switch (param('what')) {
    case 'naam': {
      const of = nameOfForm(register)
      return ofPerson
        ? {
            ...plain,
            title: 'Naam rechtzetten',
            follows: [
              'De nieuwe naam staat meteen in het openbare register.',
              `Is er een ${certificate.name} dat geldt, dan wordt dat opnieuw gemaakt.`,
              'De naam die er stond, wordt niet bewaard.',
              mail,
            ],
            question: wished(of, (name) => ({ subject: 'name', name })),
            known: of.fill(member.person),
          }
        : undefined
    }
    case 'adres': {
      const of = addressForm(register)
      return ofPerson
        ? {
            ...plain,
            title: 'Huisadres of telefoonnummer rechtzetten',
            follows: ['Een overeenkomst die nog niet is getekend, wordt opnieuw gemaakt.', mail],
            question: wished(of, (address) => ({ subject: 'address', address })),
            known: of.fill(member.person),
          }
        : undefined
    }
    case 'werk': {
      const of = workplaceForm()
      return ofPerson
        ? {
            ...plain,
            title: 'Werk rechtzetten',
            follows: [mail],
            question: wished(of, (work) => ({ subject: 'work', work })),
            known: of.fill(await findWork(context, member.personId)),
          }
        : undefined
    }
    case 'e-mail': {
      const of = form({
        email: email('email', 'Nieuw e-mailadres', { required: 'Vul het nieuwe e-mailadres in.' }),
      })
      return ofPerson && member.accountId !== undefined
        ? {
            ...plain,
            title: 'E-mailadres rechtzetten',
            follows: [
              'Het adres verandert pas als iemand de link opent in de e-mail aan het nieuwe adres.',
              'Het oude adres krijgt daar een e-mail over.',
            ],
            question: wished(of, (answer) => ({ subject: 'email', email: answer.email })),
          }
        : undefined
    }
    case 'besluitdag': {
      const decision = await findDecisionToCorrect(context, id)
      if (decision === undefined || decision.certificateId !== thing) return undefined
      const of = form({
        decidedOn: day('besloten', 'Op welke dag is besloten?', {
          required: 'Vul in op welke dag is besloten.',
        }),
      })
      return {
        title: 'Dag van het besluit rechtzetten',
        decided: true,
        follows: [
          `${certificate.The} wordt opnieuw gemaakt, met een andere code. ${certificate.The} van nu is vervangen.`,
          'Het besluit zelf blijft zoals het is genomen.',
          mail,
        ],
        question: wished(of, ({ decidedOn }) => ({
          subject: 'decision-day',
          certificateId: thing,
          decidedOn,
        })),
        known: of.fill({ decidedOn: decision.decidedOn }),
      }
    }
    case 'periode': {
      const now = ofPerson ? await periodFromOutside(context, id) : undefined
      if (now === undefined) return undefined
      const of = form({
        first: day('vanaf', 'Geldig vanaf', { required: 'Vul de eerste dag in.' }),
        last: day('tot', 'Geldig tot en met', { required: 'Vul de laatste dag in.' }),
      })
      return {
        title: 'Periode rechtzetten',
        decided: true,
        follows: [
          'Het openbare register laat de nieuwe dag meteen zien. Is de laatste dag al voorbij, dan verloopt de registratie morgen.',
          mail,
        ],
        question: wished(of, (period) => ({ subject: 'period', ...period })),
        known: of.fill({
          first: Temporal.PlainDate.from(now.first),
          last: Temporal.PlainDate.from(now.last),
        }),
      }
    }
    case 'jaar': {
      const now = (await yearsFromLists(context, id)).find((one) => one.id === thing)
      if (now === undefined) return undefined
      const of = form({
        year: line('jaar', 'Welk jaar had er moeten staan?', {
          required: 'Vul het jaar in.',
          like: [/^(19|20)\d\d$/, `Vul een jaar in, bijvoorbeeld ${today.year - 1}.`],
          inputmode: 'numeric',
          width: 'xs',
        }),
      })
      return {
        ...plain,
        title: `Jaar op een lijst rechtzetten: ${now.label}`,
        follows: ['Het jaar in het portfolio verandert mee.', mail],
        question: wished(of, ({ year }) => ({
          subject: 'list-year',
          entryId: thing,
          year: Number(year),
        })),
        known: of.fill({ year: String(now.year) }),
      }
    }
    case 'post': {
      const original = await findOriginal(context, thing)
      if (original?.registrationId !== id || original.receivedOn === undefined) return undefined
      const of = form({
        receivedOn: day('ontvangen', 'Op welke dag kwam dit binnen?', {
          required: 'Vul in op welke dag dit binnenkwam.',
        }),
      })
      return {
        ...plain,
        title: `Dag van ontvangst rechtzetten: ${original.number}`,
        follows: [mail],
        question: wished(of, ({ receivedOn }) => ({
          subject: 'received',
          originalId: thing,
          receivedOn,
        })),
        known: of.fill({ receivedOn: original.receivedOn }),
      }
    }
    default:
      return undefined
  }
}

// A form as one question: what somebody wishes with its answers.
function wished<Values extends object>(
  of: FormOf<Values>,
  wish: (answers: Values) => Wish,
): Question<Wish> {
  const [first = { name: '', term: '' }] = Object.values<Question<unknown>>(of.questions)
  return {
    name: first.name,
    term: first.term,
    read: (sent) => {
      const read = of.read(sent)
      return read.outcome === 'read'
        ? { value: wish(read.answers), errors: [] }
        : { value: undefined, errors: read.errors }
    },
    fill: () => ({}),
    ask: ({ typed, errors }) => of.ask(typed, errors).all,
    say: () => '',
  }
}

function why({ context: { register } }: Visit, reason: NotCorrected): string {
  const { certificate } = wording(register)
  return {
    same: 'Zo staat het er al.',
    'no-account': 'Deze persoon heeft geen account meer.',
    'works-here':
      'Deze persoon werkt voor een register, en wijzigt het e-mailadres zelf bij ‘Beveiliging’.',
    'made-up': 'Een account van de demo houdt zijn e-mailadres.',
    'in-future': 'Deze dag of dit jaar is er nog niet.',
    'not-that-day':
      'Dit kan niet op die dag: niet voordat het werd gevraagd of aangemeld, en niet nadat het is vastgelegd.',
    'decides-anew':
      'Met die dag tellen er andere activiteiten mee. Dan is er een nieuw besluit nodig, en kan dit niet worden rechtgezet.',
    'application-running':
      'Er loopt een aanvraag die van deze periode uitgaat. Dit kan pas als daarover is besloten of die is ingetrokken.',
    'moved-by-leave':
      'Verlof heeft het einde van deze periode verplaatst. Met een andere dag zou dat verlof verloren gaan. Daarom kan dit niet worden rechtgezet.',
    'no-period':
      'Dit is geen periode van dit register: de laatste dag komt na de eerste, en niet later dan het reglement geeft.',
    frozen: 'Dit zit in een aanvraag, is beoordeeld of staat ook in een ander register.',
    'year-there': 'Dat jaar staat al in het portfolio.',
    'not-there': `Er is niets meer om recht te zetten: ${certificate.the} of het stuk is vervangen of weg.`,
  }[reason]
}
