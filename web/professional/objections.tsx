import { addToObjection } from '#domain/certification/objection/add-to-objection.ts'
import type { ObjectableDecision } from '#domain/certification/objection/decisions.ts'
import {
  decisionAbout,
  decisionsAbout,
  openToObjection,
} from '#domain/certification/objection/decisions.ts'
import { answerHearing } from '#domain/certification/objection/hear-objector.ts'
import {
  isLate,
  makeObjection,
  standingObjection,
} from '#domain/certification/objection/make-objection.ts'
import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import {
  findObjection,
  lineTitles,
  objectionFiles,
  objectionsOf,
} from '#domain/certification/objection/queries.ts'
import { waitsFor } from '#domain/certification/objection/suspend-effect.ts'
import { withdrawObjection } from '#domain/certification/objection/withdraw-objection.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { objectionFee, tariffOn } from '#regulations/tariffs.ts'
import { isPast } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, files, text } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  formatDay,
  formatMoney,
  NextStep,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { inCertification } from '#web/professional/crumbs.ts'
import { Inspections, inspectionsFor } from '#web/professional/inspections.tsx'
import { LateAnswer } from '#web/professional/late-answer.tsx'
import {
  HearingText,
  isOverdue,
  LateNotice,
  ObjectionFacts,
  ObjectionGrounds,
  ObjectionOutcomeText,
  objectionTag,
} from '#web/review/objection.tsx'
import type { Visit } from '#web/route.ts'
import { lastRegistrationOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whether somebody can object here: the register has somebody who decides on that. */
export function takesObjections({ context: { register } }: Visit): boolean {
  return bodyFor(register, 'decide-objections') !== undefined
}

/** The decisions about somebody with the last day on which they can object, and what they objected to. */
export async function showMyObjections(visit: Visit): Promise<Response> {
  const { context } = visit
  const body = bodyFor(context.register, 'decide-objections') ?? notFound()
  const { register, you, You, say } = speech(visit)
  const registrationId = lastRegistrationOf(visit)
  const own = await objectionsOf(context, registrationId)
  const open = await openToObjection(context, registrationId, own)
  return titledPage(
    visit,
    { title: 'Bezwaar', ...inCertification(visit) },
    <>
      <p class="lead">
        {say('Ben je', 'Bent u')} het niet eens met een besluit? Andere mensen dan die het namen,
        kijken er opnieuw naar. {body.The} beslist.
      </p>
      <p>{costs(visit)}</p>
      {own.length > 0 && (
        <>
          <h2>Waartegen {you} bezwaar maakte</h2>
          <List
            visit={visit}
            caption="Bezwaren, het nieuwste eerst"
            rows={own}
            columns={({ name, text: words, day, status }) => [
              name(
                'Bezwaar',
                ({ number }) => number,
                ({ id }) => paths.myObjection(register.id, id),
              ),
              words('Tegen', ({ title }) => title),
              day('Ontvangen op', ({ receivedOn }) => receivedOn),
              status('Stand', (one) => objectionTag(one, register), { selfExplaining: true }),
            ]}
          />
        </>
      )}
      <h2>Besluiten waartegen {you} bezwaar kunt maken</h2>
      {open.length === 0 ? (
        <p>Er is nu geen besluit waartegen {you} bezwaar kunt maken.</p>
      ) : (
        <List
          visit={visit}
          caption="Besluiten, het nieuwste eerst"
          rows={open}
          columns={({ name, day, status }) => [
            name(
              'Besluit',
              ({ title }) => title,
              ({ about, id }) => paths.makeObjection(register.id, about, id),
            ),
            day('Van', ({ sentOn }) => sentOn),
            status('Bezwaar kan', (one) =>
              isLate(one, context.today)
                ? { colour: 'grey', label: `Kon tot en met ${formatDay(one.lastDay)}` }
                : { colour: 'blue', label: `Tot en met ${formatDay(one.lastDay)}` },
            ),
          ]}
        />
      )}
      <p class="subtle">
        {You} krijgt bij elk besluit ook een brief. Daar staat dezelfde laatste dag in.
      </p>
    </>,
  )
}

function costs(visit: Visit): string {
  const { register, your, say } = speech(visit)
  const { today } = visit.context
  const fee = objectionFee(register, today)
  if (fee === 0) return 'Bezwaar maken kost niets.'
  const charged = tariffOn(register, today, { kind: 'objection' }) !== undefined
  return `Bezwaar maken kost ${formatMoney(fee)}. Is ${your} bezwaar gegrond, dan ${say('krijg je', 'krijgt u')} dat terug. ${charged ? `${say('Je krijgt', 'U krijgt')} er een factuur voor.` : 'Er is nu niets te betalen.'}`
}

interface Making {
  readonly lines: readonly string[]
  readonly later: 'nu' | 'later'
  readonly grounds: string
  readonly wish: string
  readonly lateReason: string
  readonly files: Parameters<typeof makeObjection>[1]['files']
}

/** Makes an objection to one decision: about what, why, and what should change. */
export const makeObjectionPage = formPage<Making, ObjectableDecision>({
  load: async (visit) => {
    const { context, param } = visit
    if (!takesObjections(visit)) return notFound()
    const about = { about: param('about'), id: param('id') }
    const decision = await decisionAbout(context, lastRegistrationOf(visit), about)
    if (decision === undefined) return notFound()
    const standing = await standingObjection(context, decision)
    if (standing !== undefined) return toExisting(visit, standing)
    if (decision.superseded)
      return over(visit, 'Er is een ander besluit voor in de plaats gekomen.')
    if (decision.onObjection) {
      return over(
        visit,
        `Dit besluit is op een bezwaar genomen. ${context.register.objection.further ?? ''}`,
      )
    }
    return decision
  },
  form: (visit, decision) => {
    const { you, You, Your, say } = speech(visit)
    const late = isLate(decision, visit.context.today)
    const long = (over: number) => `${Your} tekst is ${over} tekens te lang.`
    return form<Making>(
      {
        lines: checks('regels', 'Waarover gaat het?', {
          hint: `Laat leeg als ${you} bezwaar maakt tegen het hele besluit.`,
          optional: true,
          options: decision.lines.map(({ id, title }) => ({ value: id, label: title })),
        }),
        later: choice('wanneer', `${say('Schrijf je', 'Schrijft u')} nu op waarom?`, {
          required: `Kies of ${you} nu opschrijft waarom.`,
          options: [
            { value: 'nu', label: 'Ja' },
            {
              value: 'later',
              label: 'Nee, dat volgt nog',
              hint: `Zo ${say('ben je', 'bent u')} wel op tijd. ${You} hoort tot wanneer het kan.`,
            },
          ],
        }),
        grounds: text('redenen', `Waarom ${say('ben je', 'bent u')} het er niet mee eens?`, {
          rows: 8,
          most: mostWritten,
          optional: false,
          tooLong: long,
        }),
        wish: text('wens', 'Wat zou er moeten veranderen?', {
          hint: decision.lines.length > 0 ? 'Bijvoorbeeld: dat mijn training meetelt.' : undefined,
          rows: 3,
          most: 4000,
          tooLong: long,
        }),
        lateReason: late
          ? text('te-laat', 'Waarom komt het na de laatste dag?', {
              hint: 'Wie beslist, kijkt of dat te begrijpen is.',
              required: 'Vul in waarom het na de laatste dag komt.',
              rows: 4,
              most: 4000,
              tooLong: long,
            })
          : hiddenText('te-laat'),
        files: files('bestanden', `Bestanden die ${you} mee wilt sturen`, { multiple: true }),
      },
      {
        check: ({ later, grounds }) =>
          later === 'nu' && grounds === ''
            ? { grounds: `Schrijf op waarom ${you} het er niet mee eens bent.` }
            : {},
      },
    )
  },
  known: () => ({ later: 'nu' }),
  page: (visit, decision) => {
    const { register, You } = speech(visit)
    const late = isLate(decision, visit.context.today)
    return {
      title: 'Bezwaar maken',
      caption: decision.title,
      ...inCertification(visit, { label: 'Bezwaar', href: paths.myObjections(register.id) }),
      lead: (
        <>
          {late ? (
            <Alert type="warning" title="De laatste dag is voorbij">
              <p>
                Bezwaar kon tot en met {formatDay(decision.lastDay)}. {You} kunt het toch insturen.
                Schrijf dan ook op waarom het later komt.
              </p>
            </Alert>
          ) : (
            <p class="lead">Bezwaar kan tot en met {formatDay(decision.lastDay)}.</p>
          )}
          <p>
            {costs(visit)}{' '}
            {waitsFor(register, decision.about, late)
              ? 'Zolang er geen antwoord is, wordt het besluit niet uitgevoerd.'
              : 'Het besluit blijft gelden tot er antwoord is.'}
          </p>
        </>
      ),
      questions: ({ one }) => (
        <>
          {decision.lines.length > 0 && one('lines')}
          {one('later')}
          {one('grounds')}
          {one('wish')}
          {late && one('lateReason')}
          {one('files')}
        </>
      ),
      form: { guard: true },
      button: 'Bezwaar insturen',
      back: { label: 'Toch niet', href: paths.myObjections(register.id), link: true },
    }
  },
  save: async (visit, { later, lines, grounds, wish, lateReason, files: sent }, { about, id }) => {
    const { context } = visit
    const { Your } = speech(visit)
    const done = await makeObjection(context, {
      registrationId: lastRegistrationOf(visit),
      about,
      aboutId: id,
      lines,
      grounds: later === 'later' ? '' : grounds,
      wish,
      lateReason,
      files: sent ?? [],
    })
    switch (done.outcome) {
      case 'made':
        return leaveFor(
          visit,
          paths.myObjection(context.register.id, done.id),
          `${Your} bezwaar ${done.number} is ingestuurd.`,
        )
      case 'already':
        return toExisting(visit, done.id)
      case 'superseded':
      case 'on-objection':
        return over(visit, 'Er is een ander besluit voor in de plaats gekomen.')
      case 'no-reason':
        return { wrong: { lateReason: 'Vul in waarom het na de laatste dag komt.' } }
      case 'too-much':
        return { wrong: { files: 'Stuur hoogstens 40 bestanden mee.' } }
      case 'wrong-day':
      case 'no-body':
      case 'unknown':
        return notFound()
    }
  },
})

// Of what is not asked, so that the form is one.
function hiddenText(name: string): ReturnType<typeof text> {
  return {
    ...text(name, '', { most: 0 }),
    read: () => ({ value: '', errors: [] }),
    ask: () => null,
  }
}

function toExisting(visit: Visit, id: string): Response {
  const { You } = speech(visit)
  return leaveFor(
    visit,
    paths.myObjection(visit.context.register.id, id),
    `${You} hebt tegen dit besluit al bezwaar gemaakt. Vul het hier aan.`,
    'info',
  )
}

function over(visit: Visit, why: string): Response {
  return leaveFor(visit, paths.myObjections(visit.context.register.id), why, 'info')
}

/** One objection of somebody's own: where it stands, what can be done, and its outcome. */
export async function showMyObjection(visit: Visit): Promise<Response> {
  const { context } = visit
  const objection = await ownObjection(visit)
  const { register, you, your, Your, say } = speech(visit)
  const { id, status, hearing, decided, suspends, groundsBefore, grounds } = objection
  const sent = await objectionFiles(context, id)
  const lines = await lineTitles(context, objection)
  const coming = await papersComing(visit, [decided?.documentId])
  const inspections = await inspectionsFor(visit, { noun: 'objection', id })
  const { colour, label } = objectionTag(objection, register)
  const running = status !== 'decided' && status !== 'withdrawn'
  const invited =
    status === 'in-hand' &&
    hearing !== undefined &&
    Temporal.PlainDate.compare(hearing.on, context.today) >= 0
  const asksGrounds =
    groundsBefore !== undefined && running && (grounds === '' || status === 'awaiting-grounds')
  return titledPage(
    visit,
    {
      title: `Bezwaar ${objection.number}`,
      ...inCertification(visit, { label: 'Bezwaar', href: paths.myObjections(register.id) }),
      aside: <Tag colour={colour}>{label}</Tag>,
      refresh: coming.refresh,
    },
    <>
      {asksGrounds ? (
        <NextStep icon="arrow-right" title={`Vul ${your} bezwaar aan`}>
          <p>
            {isPast(groundsBefore, visit.context.today)
              ? `Dat kon tot en met ${formatDay(groundsBefore)}. Doe het zo snel mogelijk: anders beslist ${bodyFor(register, 'decide-objections')?.the ?? 'wie beslist'} zonder.`
              : `Doe dat uiterlijk op ${formatDay(groundsBefore)}.`}
          </p>
          <ButtonGroup>
            <Button href={paths.addToObjection(register.id, id)}>Aanvullen</Button>
          </ButtonGroup>
        </NextStep>
      ) : (
        invited &&
        hearing.answer === undefined && (
          <NextStep icon="calendar-clock" title={`Laat weten of ${you} komt`}>
            <p>
              {formatDay(hearing.on)}: {hearing.place}
            </p>
            <ButtonGroup>
              <Button href={paths.answerHearing(register.id, id)}>Antwoorden</Button>
            </ButtonGroup>
          </NextStep>
        )
      )}
      <ObjectionOutcomeText
        title={`Het besluit op ${your} bezwaar`}
        objection={objection}
        letter={{ coming, hrefOf: (document) => paths.myDocument(register.id, document) }}
      >
        {decided?.outcome !== 'founded' && register.objection.further !== undefined && (
          <p>{register.objection.further}</p>
        )}
      </ObjectionOutcomeText>
      <ObjectionFacts objection={objection} context={visit.context} />
      {isOverdue(objection, context.today) && !asksGrounds && <LateAnswer visit={visit} />}
      {running && (
        <p>
          {suspends
            ? 'Zolang er geen antwoord is, wordt het besluit niet uitgevoerd.'
            : 'Het besluit blijft gelden tot er antwoord is.'}
        </p>
      )}
      {objection.extensionReason !== '' && (
        <>
          <h2>Waarom het langer duurt</h2>
          <p class="preserve">{objection.extensionReason}</p>
        </>
      )}
      <HearingText {...{ objection, register }} />
      {invited && hearing.answer !== undefined && (
        <p>
          <a href={paths.answerHearing(register.id, id)}>Antwoord wijzigen</a>
        </p>
      )}
      <LateNotice objection={objection} />
      <ObjectionGrounds
        {...{ objection, lines, files: sent }}
        title={`Wat ${you} schreef`}
        hrefOf={(document) => paths.myDocument(register.id, document)}
      />
      <Inspections visit={visit} inspections={inspections} />
      {running && (
        <>
          {!asksGrounds && (
            <p>
              <a href={paths.addToObjection(register.id, id)}>Iets toevoegen aan {your} bezwaar</a>
            </p>
          )}
          <p>
            <a href={paths.withdrawObjection(register.id, id)}>{Your} bezwaar intrekken</a>
          </p>
        </>
      )}
      {status === 'withdrawn' && (
        <p>{say('Je trok', 'U trok')} dit bezwaar in. Er komt geen besluit op.</p>
      )}
    </>,
  )
}

async function ownObjection(visit: Visit): Promise<Objection> {
  const objection = await findObjection(visit.context, visit.param('id'))
  return objection === undefined || objection.registrationId !== lastRegistrationOf(visit)
    ? notFound()
    : objection
}

// Of what is decided or taken back, nothing more can be done.
async function openObjection(visit: Visit): Promise<Objection | Response> {
  const objection = await ownObjection(visit)
  return objection.status === 'decided' || objection.status === 'withdrawn'
    ? leaveFor(
        visit,
        paths.myObjection(visit.context.register.id, objection.id),
        'Dit bezwaar is klaar. Er kan niets meer bij.',
        'info',
      )
    : objection
}

/** Adds to an objection of somebody's own: the grounds that were to follow, more of them, and files. */
export const addToObjectionPage = formPage({
  load: openObjection,
  form: (visit, { grounds }: Objection) => {
    const { you, Your, say } = speech(visit)
    return form({
      grounds: text(
        'redenen',
        grounds === ''
          ? `Waarom ${say('ben je', 'bent u')} het niet eens met het besluit?`
          : `Wat ${say('wil je', 'wilt u')} toevoegen?`,
        {
          rows: 8,
          most: mostWritten,
          tooLong: (over) => `${Your} tekst is ${over} tekens te lang.`,
        },
      ),
      files: files('bestanden', `Bestanden die ${you} mee wilt sturen`, { multiple: true }),
    })
  },
  page: (visit, objection) => ({
    title: 'Bezwaar aanvullen',
    caption: objection.number,
    ...below(visit, objection),
    version: objection.version,
    form: { guard: true },
    button: 'Toevoegen',
  }),
  save: async (visit, { grounds, files: sent = [] }, { id, number }) => {
    const { context, form: typed } = visit
    const { Your } = speech(visit)
    const seen = { id, version: versionIn(typed) }
    const done = await addToObjection(context, seen, { grounds, files: sent })
    const page = paths.myObjection(context.register.id, id)
    switch (done.outcome) {
      case 'added':
        return leaveFor(visit, page, `${Your} bezwaar ${number} is aangevuld.`)
      case 'nothing':
        return { wrong: { grounds: 'Schrijf iets op, of voeg een bestand toe.' } }
      case 'too-much':
        return { wrong: { grounds: 'Er past niet meer bij. Neem contact met ons op.' } }
      case 'stale':
        return { stale: <Meanwhile /> }
      case 'ended':
        return leaveFor(visit, page, 'Dit bezwaar is klaar. Er kan niets meer bij.', 'info')
      case 'unknown':
        return notFound()
    }
  },
})

function Meanwhile() {
  return (
    <Alert type="warning" title="Er is intussen iets veranderd" focus>
      <p>Kijk of dit nog klopt, en stuur het dan opnieuw.</p>
    </Alert>
  )
}

function below(visit: Visit, { id, number }: Objection) {
  const { register } = visit.context
  return inCertification(
    visit,
    { label: 'Bezwaar', href: paths.myObjections(register.id) },
    { label: `Bezwaar ${number}`, href: paths.myObjection(register.id, id) },
  )
}

/** Says whether somebody comes to tell about their objection, or refrains. */
export const answerHearingPage = formPage({
  load: async (visit: Visit) => {
    const objection = await openObjection(visit)
    if (objection instanceof Response) return objection
    return objection.hearing === undefined
      ? seeOther(paths.myObjection(visit.context.register.id, objection.id))
      : objection
  },
  form: (visit) => {
    const { you, say } = speech(visit)
    return form({
      answer: choice('antwoord', `${say('Kom je', 'Komt u')}?`, {
        required: `Kies of ${you} komt.`,
        options: [
          { value: 'comes', label: 'Ja' },
          {
            value: 'refrains',
            label: 'Nee, ik hoef het niet toe te lichten',
            hint: 'Er wordt dan beslist met wat er is opgeschreven.',
          },
        ],
      }),
    })
  },
  known: (_, { hearing }: Objection) =>
    hearing?.answer === undefined ? {} : { answer: hearing.answer },
  page: (visit, objection) => ({
    title: 'Het gesprek',
    caption: objection.number,
    ...below(visit, objection),
    version: objection.version,
    lead: objection.hearing !== undefined && (
      <p class="lead">
        {formatDay(objection.hearing.on)}: {objection.hearing.place}
      </p>
    ),
    button: 'Antwoord versturen',
  }),
  save: async (visit, { answer }, { id }) => {
    const { context, form: typed } = visit
    const { Your } = speech(visit)
    const done = await answerHearing(context, { id, version: versionIn(typed) }, answer)
    const page = paths.myObjection(context.register.id, id)
    if (done.outcome === 'stale') return { stale: <Meanwhile /> }
    return done.outcome === 'done'
      ? leaveFor(visit, page, `${Your} antwoord is verstuurd.`)
      : leaveFor(visit, page, 'Het gesprek is al geweest.', 'info')
  },
})

/** The last question before an objection is taken back. */
export async function showWithdrawObjection(visit: Visit): Promise<Response> {
  const objection = await openObjection(visit)
  if (objection instanceof Response) return objection
  const { register, your, You } = speech(visit)
  return confirmPage(
    visit,
    {
      title: 'Bezwaar intrekken',
      caption: objection.number,
      ...below(visit, objection),
      version: objection.version,
      button: 'Bezwaar intrekken',
      danger: true,
      back: {
        label: 'Niet intrekken',
        href: paths.myObjection(register.id, objection.id),
        link: true,
      },
    },
    <p class="lead">
      Er komt dan geen besluit op {your} bezwaar. {You} kunt opnieuw bezwaar maken tot en met{' '}
      {formatDay(objection.lastDay)}.
    </p>,
  )
}

/** Takes back an objection of somebody's own. */
export async function sendWithdrawObjection(visit: Visit): Promise<Response> {
  const objection = await openObjection(visit)
  if (objection instanceof Response) return objection
  const { context, form: typed } = visit
  const page = paths.myObjection(context.register.id, objection.id)
  const seen = { id: objection.id, version: versionIn(typed) }
  const done = await withdrawObjection(context, seen)
  return done.outcome === 'withdrawn'
    ? leaveFor(visit, page, 'Het bezwaar is ingetrokken.')
    : leaveFor(
        visit,
        page,
        'Er is intussen iets mee gedaan. Kijk hoe het er nu voor staat.',
        'warning',
      )
}

/** Where somebody comes from a decision: to object to it, with its last day, or to the objection that there is. */
export type ObjectionTo = { readonly href: string; readonly label: string } | undefined

/** That, for the newest of their decisions that is meant. */
export async function objectionTo(
  visit: Visit,
  isMeant: (decision: ObjectableDecision) => boolean,
): Promise<ObjectionTo> {
  if (!takesObjections(visit)) return undefined
  const { context } = visit
  const { register, say } = speech(visit)
  const decision = (await decisionsAbout(context, lastRegistrationOf(visit))).find(isMeant)
  if (decision === undefined) return undefined
  const standing = await standingObjection(context, decision)
  if (standing !== undefined) {
    return {
      href: paths.myObjection(register.id, standing),
      label: `Bekijk ${say('je', 'uw')} bezwaar`,
    }
  }
  if (decision.superseded || decision.onObjection) return undefined
  const late = isLate(decision, context.today)
  return {
    href: paths.makeObjection(register.id, decision.about, decision.id),
    label: late
      ? `Bezwaar maken kon tot en met ${formatDay(decision.lastDay)}`
      : `Maak bezwaar, tot en met ${formatDay(decision.lastDay)}`,
  }
}

/** That link as a sentence of its own below a decision. */
export function ObjectionLink({ to }: { readonly to: ObjectionTo }) {
  return to === undefined ? null : (
    <p>
      Niet eens met dit besluit? <a href={to.href}>{to.label}</a>
    </p>
  )
}
