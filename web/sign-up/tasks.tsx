import { findUnusedSince } from '#domain/certification/sign-up/remove-unused-accounts.ts'
import { findSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { backFrom } from '#domain/people/registration/back-from.ts'
import { paysAtFirst } from '#regulations/tariffs.ts'
import { wording } from '#regulations/wording.ts'
import { isPast } from '#web/due-day.ts'
import type { Task } from '#web/kit/index.ts'
import { Alert, formatDay, TaskList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import type { Progress } from '#web/sign-up/progress.ts'
import { findProgress } from '#web/sign-up/progress.ts'
import { speech } from '#web/speech.ts'

/** What is done and what is next of a sign-up. */
export async function showTasks(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const progress = await findProgress(visit)
  const back =
    progress.member === undefined
      ? await backFrom(visit.context, accountOf(visit).accountId)
      : undefined
  return titledPage(
    visit,
    {
      heading: `Aanmelden bij ${wording(register).register.the}`,
      title: 'Aanmelden',
      current: paths.signUp(register.id),
    },
    <>
      {back === undefined ? nextStep(visit, progress) : <NotYet {...{ visit, back }} />}
      <Removal {...{ visit, progress }} goesOn={await unusedUntil(visit)} />
      <TaskList tasks={[...beforeSending(visit, progress), ...afterSending(visit, progress)]} />
    </>,
  )
}

// Whoever was removed comes back after the term of the register, and not before.
function NotYet(props: { readonly visit: Visit; readonly back: Temporal.PlainDate }) {
  const { You, your, say } = speech(props.visit)
  return (
    <Alert type="info" title={`${You} kunt ${say('je', 'zich')} nu niet aanmelden`}>
      <p>
        Er is besloten {your} registratie door te halen. Opnieuw aanmelden kan vanaf{' '}
        {formatDay(props.back)}.
      </p>
    </Alert>
  )
}

/** What somebody has typed so far for signing up, as text, to keep for themselves. */
export async function downloadTyped(visit: Visit): Promise<Response> {
  const { context } = visit
  const draft = await findSignUpDraft(context, accountOf(visit).accountId)
  const parts = Object.entries(draft).flatMap(([section, fields]) => [
    partWords[section as keyof typeof draft],
    ...Object.entries(fields)
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, values]) => `${name}: ${values.join(', ')}`),
    '',
  ])
  return new Response(`${parts.join('\r\n')}\r\n`, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="aanmelding-${context.register.id}.txt"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

const partWords = { person: 'Persoon', work: 'Werk', declarations: 'Verklaringen' } as const

// The day on which an account goes with which nobody signed up; undefined where it stays.
async function unusedUntil(visit: Visit): Promise<Temporal.PlainDate | undefined> {
  const since = await findUnusedSince(visit.context, accountOf(visit).accountId)
  return since?.add(visit.context.register.terms.accountRemoval)
}

function Removal(props: {
  readonly visit: Visit
  readonly progress: Progress
  readonly goesOn: Temporal.PlainDate | undefined
}) {
  const { visit, progress, goesOn } = props
  const { register, your, you, say } = speech(visit)
  const parts = [progress.person, progress.work, progress.declarations]
  const typed = parts.some(({ status }) => status !== 'not-started')
  if (progress.member !== undefined || goesOn === undefined) return null
  return (
    <p class="subtle">
      {say('Ga je', 'Gaat u')} niet verder, dan verwijderen wij {your} account op{' '}
      {formatDay(goesOn)}, met wat {you} hebt ingevuld.{' '}
      {typed && (
        <a href={paths.signUpTyped(register.id)} download>
          Download wat {you} hebt ingevuld
        </a>
      )}
    </p>
  )
}

const done = { status: 'done' } as const
const notYet = { status: 'cannot-start' } as const

function beforeSending(visit: Visit, progress: Progress): readonly Task[] {
  const { register, Your } = speech(visit)
  const { member, complete } = progress
  const part = (key: 'person' | 'work' | 'declarations', title: string, href: string): Task =>
    member !== undefined
      ? { id: key, title, ...done }
      : {
          ...{ id: key, title, href, status: progress[key].status },
          ...(progress[key].isUnread && { statusText: 'Niet alles is te lezen' }),
        }
  const open = { status: 'not-started', statusText: 'Nu insturen' } as const
  const check = { id: 'controleren', title: 'Controleren en insturen' }
  return [
    { id: 'account', title: 'Account maken', ...done },
    part('person', `${Your} gegevens`, paths.signUpPerson(register.id)),
    part('work', `${Your} werk`, paths.signUpWork(register.id)),
    part('declarations', 'Verklaringen', paths.signUpDeclarations(register.id)),
    member !== undefined
      ? { ...check, ...done }
      : complete
        ? { ...check, ...open, href: paths.signUpCheck(register.id) }
        : { ...check, ...notYet },
  ]
}

function afterSending(visit: Visit, progress: Progress): readonly Task[] {
  const { register, today } = visit.context
  const [sign, check, pay] = statusesAfterSending(visit, progress)
  return [
    { id: 'overeenkomst', title: 'Overeenkomst ondertekenen', ...sign },
    { id: 'controle', title: 'Wij controleren', ...check },
    ...(!paysAtFirst(register, today) && progress.invoice === undefined
      ? []
      : [{ id: 'betalen', title: 'Betalen', ...pay }]),
  ]
}

type TaskState = Omit<Task, 'id' | 'title'>

// Of signing, checking and paying.
function statusesAfterSending(
  { context: { register, today } }: Visit,
  { member, agreement, invoice }: Progress,
): readonly [TaskState, TaskState, TaskState] {
  const last = agreement === undefined ? '' : formatDay(agreement.signBefore)
  const href = paths.signAgreement(register.id)
  switch (member?.status) {
    case undefined:
    case 'signed-up':
    case 'withdrawn':
    case 'removed':
    case 'deceased':
      return [notYet, notYet, notYet]
    case 'agreement-sent': {
      const hint = `Uiterlijk ${last}.`
      return [{ status: 'not-started', statusText: 'Nu ondertekenen', href, hint }, notYet, notYet]
    }
    case 'agreement-lapsed': {
      const hint = `Ondertekenen kon tot en met ${last}. Vraag een nieuwe overeenkomst aan.`
      const again = paths.newAgreement(register.id)
      const lapsed = { status: 'supplement', statusText: 'Verlopen', href: again, hint } as const
      return [lapsed, notYet, notYet]
    }
    case 'agreement-signed': {
      const hint = `Dat duurt hoogstens ${register.terms.backOfficeDays} werkdagen.`
      return [{ ...done, href }, { ...notYet, statusText: 'Wij zijn aan zet', hint }, notYet]
    }
    case 'approved':
    case 'on-hold':
    case 'suspended':
    case 'candidate':
    case 'certified':
    case 'renewal-pending':
    case 'expired': {
      if (invoice?.status !== 'open') return [{ ...done, href }, done, done]
      const hint = isPast(invoice.dueOn, today)
        ? `Had op ${formatDay(invoice.dueOn)} betaald moeten zijn.`
        : `Uiterlijk ${formatDay(invoice.dueOn)}.`
      const bill = paths.payInvoice(register.id)
      const pay = { status: 'not-started', statusText: 'Nu betalen', href: bill, hint } as const
      return [{ ...done, href }, done, pay]
    }
  }
}

// What to do, who is next, and when.
function nextStep(visit: Visit, progress: Progress) {
  const { register, you, You, your, Your } = speech(visit)
  const { member, agreement, complete } = progress
  switch (member?.status) {
    case undefined:
    case 'signed-up':
    case 'withdrawn':
    case 'removed':
    case 'deceased':
      return complete ? (
        <p>
          Alles is ingevuld. Controleer {your} antwoorden en stuur {your} aanmelding in.
        </p>
      ) : (
        <p>
          Vul eerst {your} gegevens, {your} werk en de verklaringen in. De volgorde maakt niet uit.
        </p>
      )
    case 'agreement-sent':
      return (
        <Alert type="warning" title={`Onderteken ${your} overeenkomst`}>
          <p>
            Dat kan digitaal, uiterlijk op{' '}
            {agreement === undefined ? '' : formatDay(agreement.signBefore)}.{' '}
            <a href={paths.signAgreement(register.id)}>Lees en onderteken de overeenkomst</a>
          </p>
        </Alert>
      )
    case 'agreement-lapsed':
      return (
        <Alert type="warning" title={`${Your} overeenkomst is verlopen`}>
          <p>
            {You} kunt een nieuwe aanvragen.{' '}
            <a href={paths.newAgreement(register.id)}>Vraag een nieuwe overeenkomst aan</a>
          </p>
        </Alert>
      )
    case 'agreement-signed':
      return (
        <Alert type="info" title="Wij zijn aan zet">
          <p>
            {You} hebt ondertekend. We controleren {your} overeenkomst binnen{' '}
            {register.terms.backOfficeDays} werkdagen. {You} krijgt een e-mail.
          </p>
        </Alert>
      )
    case 'approved':
      return (
        <Alert type="warning" title={`Betaal ${your} factuur`}>
          <p>
            {Your} aanmelding is goedgekeurd. {You} wordt {wording(register).candidate} zodra {you}{' '}
            hebt betaald. <a href={paths.payInvoice(register.id)}>Bekijk de factuur</a>
          </p>
          {register.gates.portfolio === 'agreement' && (
            <p>
              {Your} portfolio is al open.{' '}
              <a href={paths.portfolio(register.id)}>Naar {your} portfolio</a>
            </p>
          )}
        </Alert>
      )
    case 'candidate':
    case 'certified':
    case 'renewal-pending':
    case 'expired':
    case 'on-hold':
    case 'suspended':
      return (
        <Alert type="info" title={`${Your} aanmelding is klaar`}>
          <p>
            <a href={paths.portfolio(register.id)}>Ga naar {your} portfolio</a>
          </p>
        </Alert>
      )
  }
}
