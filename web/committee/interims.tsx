import { judgeInterim } from '#domain/certification/interim/judge-interim.ts'
import type { WaitingInterim } from '#domain/certification/interim/queries.ts'
import { findInterimFile, waitingInterims } from '#domain/certification/interim/queries.ts'
import { takeableInterims, takeInterims } from '#domain/certification/interim/take-interims.ts'
import { keepInspection, lastOpened } from '#domain/people/body/inspections.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { versionInForce } from '#regulations/load.ts'
import { toJudge } from '#web/committee/to-judge.tsx'
import { form } from '#web/forms/form.tsx'
import { checks, choice, text } from '#web/forms/questions.tsx'
import { Alert, Button, EmptyState, formatDay, formatQuantity } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech, unitOf } from '#web/speech.ts'

/** What is judged apart from applications, by kind: what waits, and what the committee can take. */
export async function showInterims(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you } = speech(visit)
  const waiting = await waitingFor(visit)
  const takeable = await takeableInterims(context)
  const kinds = (versionInForce(register, context.today)?.regulation.kinds ?? []).flatMap(
    ({ id, label }) => {
      const asked = waiting.filter(({ kind }) => kind === id).length
      const open = takeable.filter(({ kind }) => kind === id).length
      return asked + open === 0 ? [] : [{ id, label, asked, open }]
    },
  )
  // Where something waits for whoever looks, that is seen first.
  const [mine, others] = [
    kinds.filter(({ asked }) => asked > 0),
    kinds.filter(({ asked }) => asked === 0),
  ]
  return titledPage(
    visit,
    {
      title: 'Per soort beoordelen',
      ...toJudge(register),
      lead: (
        <p class="lead">
          Activiteiten die los van een aanvraag kunnen worden beoordeeld, per soort. Wat hier wordt
          besloten, staat vast voor een latere aanvraag.
        </p>
      ),
    },
    kinds.length === 0 ? (
      <EmptyState title="Er is niets te beoordelen">
        <p>Zodra iemand iets vraagt of instuurt, staat het hier.</p>
      </EmptyState>
    ) : (
      [...mine, ...others].map(({ id, label, asked, open }) => (
        <section>
          <h2>{label}</h2>
          <p>
            {asked === 0
              ? `Er wacht niets op ${you}.`
              : `${activities(asked)} ${asked === 1 ? 'wacht' : 'wachten'} op ${you}. `}
            {asked > 0 && (
              <a href={paths.committeeInterimKind(register.id, id)}>Beoordeel {label}</a>
            )}
          </p>
          {open > 0 && (
            <>
              <p>
                {activities(open)} {open === 1 ? 'is' : 'zijn'} ingestuurd en nog nergens
                beoordeeld.
              </p>
              <PageForm visit={visit} hidden={{ soort: id }}>
                <Button variant="secondary">In behandeling nemen: {label}</Button>
              </PageForm>
            </>
          )}
        </section>
      ))
    ),
  )
}

function activities(count: number): string {
  return count === 1 ? '1 activiteit' : `${count} activiteiten`
}

/** Takes what was handed in of a kind, so that the committee judges it. */
export async function sendTakeInterims(visit: Visit): Promise<Response> {
  const { register } = speech(visit)
  const taken = await takeInterims(visit.context, visit.form.value('soort'))
  const said =
    taken === 0
      ? 'Er was niets meer om in behandeling te nemen.'
      : `${activities(taken)} in behandeling genomen.`
  return leaveFor(visit, paths.committeeInterims(register.id), said)
}

interface Batch {
  readonly kind: string
  readonly label: string
  readonly waiting: readonly WaitingInterim[]
}

interface Answers {
  readonly which: readonly string[]
  readonly outcome: 'toekennen' | 'afwijzen'
  readonly reason: string
}

/** What waits of one kind, to judge any number of it in one act with the list in sight. */
export const interimsOfKind = formPage<Answers, Batch>({
  load: async (visit) => {
    const { register } = speech(visit)
    const kind = visit.param('kind')
    const { kinds = [] } = versionInForce(register, visit.context.today)?.regulation ?? {}
    const { label } = kinds.find(({ id }) => id === kind) ?? notFound()
    const waiting = (await waitingFor(visit)).filter((one) => one.kind === kind)
    if (waiting.length === 0) {
      return leaveFor(visit, paths.committeeInterims(register.id), 'Hiervan wacht niets.', 'info')
    }
    const closed = await unopened(visit, { kind, label, waiting })
    if (closed !== undefined) return closed
    for (const { id } of waiting)
      visit.shows({ about: 'interim', id, thing: 'interim', thingId: id })
    return { kind, label, waiting }
  },
  form: (visit, { waiting }) => {
    const { register, say } = speech(visit)
    return form<Answers>({
      which: checks('activiteit', `Over welke activiteiten ${say('oordeel je', 'oordeelt u')}?`, {
        required: 'Kies minstens één activiteit.',
        options: waiting.map(({ id, title, name, claimed }) => ({
          value: id,
          label: `${title}, van ${name}`,
          hint: (
            <>
              {claimed === undefined
                ? 'Er is geen aantal ingediend.'
                : `Ingediend: ${formatQuantity(claimed, unitOf(register))}.`}{' '}
              <a href={paths.committeeInterim(register.id, id)}>Bekijk {title} met het bewijs</a>
            </>
          ),
        })),
      }),
      outcome: choice<Answers['outcome']>('oordeel', `Wat ${say('vind je', 'vindt u')}?`, {
        required: 'Kies of het wordt toegekend.',
        options: [
          { value: 'toekennen', label: 'Toekennen wat is ingediend' },
          { value: 'afwijzen', label: 'Niets toekennen' },
        ],
      }),
      reason: text('reden', 'Waarom?', {
        required: 'Schrijf waarom.',
        most: 4000,
        hint: 'Dit staat bij elk van deze activiteiten in het besluit.',
      }),
    })
  },
  page: (visit, { label, waiting }) => {
    const { register } = speech(visit)
    return {
      title: label,
      caption: 'Tussentijdse beoordeling per soort',
      ...toJudge(register, { label: 'Per soort', href: paths.committeeInterims(register.id) }),
      lead: (
        <p>
          {activities(waiting.length)}, gevraagd of in behandeling genomen sinds{' '}
          {formatDay(waiting[0]?.askedOn ?? visit.context.today)}. Wil een lid een ander aantal
          toekennen, dan kan dat bij de activiteit zelf.
        </p>
      ),
      button: 'Oordeel geven',
    }
  },
  save: async (visit, { which, outcome, reason }) => {
    const { register } = speech(visit)
    const { judged, left } = await judgeAll(visit, which, { outcome, reason })
    const said = `Oordeel gegeven over ${activities(judged)}.${
      left === 0
        ? ''
        : ` Over ${activities(left)} niet: die zijn intussen besloten of ingetrokken, of hebben geen aantal.`
    }`
    return leaveFor(
      visit,
      paths.committeeInterims(register.id),
      said,
      left === 0 ? 'success' : 'warning',
    )
  },
})

async function judgeAll(
  visit: Visit,
  which: readonly string[],
  { outcome, reason }: Omit<Answers, 'which'>,
): Promise<{ readonly judged: number; readonly left: number }> {
  const { context } = visit
  const { accountId } = accountOf(visit)
  let judged = 0
  for (const id of which) {
    const file = await findInterimFile(context, id)
    const done = await judgeInterim(context, id, accountId, {
      granted: outcome === 'toekennen',
      amount: file?.activity.claimed,
      // Whether it is accredited is asked where each is judged by itself.
      accredited: file?.interim.accredits === true ? undefined : false,
      reason,
    })
    if (done.outcome === 'judged' || done.outcome === 'decided') judged += 1
  }
  return { judged, left: which.length - judged }
}

// What waits for this member: not judged by them yet, and of nobody with whom they have a tie.
async function waitingFor(visit: Visit): Promise<readonly WaitingInterim[]> {
  const { accountId } = accountOf(visit)
  const all = await waitingInterims(visit.context)
  const { free } = await withoutTied(visit, ['judge-interim'], all, (one) => one)
  return free.filter(({ judgedBy }) => !judgedBy.includes(accountId))
}

// Whose activities they are comes before what is in them, and that a member opened each is kept.
async function unopened(
  visit: Visit,
  { kind, label, waiting }: Batch,
): Promise<Response | undefined> {
  const { context, form: sent, request } = visit
  const { register, You, say } = speech(visit)
  const { accountId } = accountOf(visit)
  const body = bodyFor(register, 'judge-interim')?.id ?? ''
  const sends = request.method === 'POST'
  const closed = await closedTo(context, accountId, { waiting, sends })
  if (closed.length === 0) return undefined
  if (sends && sent.value('doe') === 'inzage') {
    for (const { id } of closed) {
      await keepInspection(context, { noun: 'interim', id }, accountId, body)
    }
    return seeOther(paths.committeeInterimKind(register.id, kind))
  }
  return confirmPage(
    visit,
    {
      title: `${label} openen`,
      caption: 'Tussentijdse beoordeling per soort',
      ...toJudge(register, { label: 'Per soort', href: paths.committeeInterims(register.id) }),
      lead: <p class="lead">{say('Ken je', 'Kent u')} iemand van hen? Meld dan eerst een band.</p>,
      form: { hidden: { doe: 'inzage' } },
      button: `Ik heb met niemand een band. ${activities(closed.length)} openen`,
      back: { label: 'Terug', href: paths.committeeInterims(register.id) },
    },
    <>
      <ul>
        {closed.map(({ id, name, employer, municipality }) => (
          <li>
            {[name, employer, municipality].filter((one) => one !== '').join(', ')}.{' '}
            <a href={paths.committeeInterimInterest(register.id, id)}>Een band met {name} melden</a>
          </li>
        ))}
      </ul>
      <Alert type="info">
        <p>
          {You} opent persoonsgegevens. Dit wordt vastgelegd. Ieder van hen kan zien wie dit opende.
        </p>
      </Alert>
    </>,
  )
}

async function closedTo(
  context: Context,
  accountId: string,
  { waiting, sends }: { readonly waiting: readonly WaitingInterim[]; readonly sends: boolean },
): Promise<readonly WaitingInterim[]> {
  const closed: WaitingInterim[] = []
  for (const one of waiting) {
    const last = await lastOpened(context, { noun: 'interim', id: one.id }, accountId)
    const open = last !== undefined && (sends || last.equals(context.today))
    if (!open) closed.push(one)
  }
  return closed
}
