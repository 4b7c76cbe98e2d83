import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import type { TaskStatus } from '#web/kit/index.ts'
import { Alert, formatDay, TaskList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import type { Progress } from '#web/sign-up/progress.ts'
import { findProgress } from '#web/sign-up/progress.ts'

/** What is done and what is next of a sign-up. */
export async function showTasks(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const progress = await findProgress(visit)
  return titledPage(
    visit,
    {
      heading: `Aanmelden bij ${wording(register).register.the}`,
      title: 'Aanmelden',
      current: paths.signUp(register.id),
    },
    <>
      {nextStep(visit, progress)}
      <TaskList tasks={[...beforeSending(visit, progress), ...afterSending(visit, progress)]} />
    </>,
  )
}

interface Shown {
  readonly id: string
  readonly title: string
  readonly status: TaskStatus
  readonly statusText?: string
  readonly href?: string
  readonly hint?: string
}

function beforeSending(visit: Visit, progress: Progress): readonly Shown[] {
  const { Your } = voice(visit.context.register.address)
  const { id } = visit.context.register
  const { member, complete } = progress
  const parts = [
    { key: 'person', title: `${Your} gegevens`, href: paths.signUpPerson(id) },
    { key: 'work', title: `${Your} werk`, href: paths.signUpWork(id) },
    { key: 'declarations', title: 'Verklaringen', href: paths.signUpDeclarations(id) },
  ] as const
  const check = { id: 'controleren', title: 'Controleren en insturen' }
  return [
    { id: 'account', title: 'Account maken', status: 'done' },
    ...parts.map(({ key, title, href }): Shown => {
      if (member !== undefined) return { id: key, title, status: 'done' }
      return { id: key, title, href, status: progress[key].status }
    }),
    member !== undefined
      ? { ...check, status: 'done' }
      : complete
        ? {
            ...check,
            status: 'not-started',
            statusText: 'Nu insturen',
            href: paths.signUpCheck(id),
          }
        : { ...check, status: 'cannot-start' },
  ]
}

function afterSending(visit: Visit, { member, agreement, invoice }: Progress): readonly Shown[] {
  const { register } = visit.context
  const sign = { id: 'overeenkomst', title: 'Overeenkomst ondertekenen' }
  const check = { id: 'controle', title: 'Wij controleren' }
  const pay = { id: 'betalen', title: 'Betalen' }
  const last = agreement === undefined ? '' : formatDay(agreement.signBefore)
  const link = paths.signAgreement(register.id)
  const days = `Dat duurt hoogstens ${register.terms.backOfficeDays} werkdagen.`
  switch (member?.status) {
    case undefined:
    case 'signed-up':
    case 'withdrawn':
    case 'removed':
      return [sign, check, pay].map((task) => ({ ...task, status: 'cannot-start' as const }))
    case 'agreement-sent':
      return [
        {
          ...sign,
          status: 'not-started',
          statusText: 'Nu ondertekenen',
          href: link,
          hint: `Uiterlijk ${last}.`,
        },
        { ...check, status: 'cannot-start' },
        { ...pay, status: 'cannot-start' },
      ]
    case 'agreement-lapsed':
      return [
        {
          ...sign,
          status: 'supplement',
          statusText: 'Verlopen',
          href: paths.newAgreement(register.id),
          hint: `Ondertekenen kon tot en met ${last}. Vraag een nieuwe overeenkomst aan.`,
        },
        { ...check, status: 'cannot-start' },
        { ...pay, status: 'cannot-start' },
      ]
    case 'agreement-signed':
      return [
        { ...sign, status: 'done', href: link },
        { ...check, status: 'cannot-start', statusText: 'Wij zijn aan zet', hint: days },
        { ...pay, status: 'cannot-start' },
      ]
    case 'approved':
    case 'on-hold':
    case 'suspended':
    case 'candidate':
    case 'certified':
    case 'renewal-pending':
    case 'expired':
      return [
        { ...sign, status: 'done', href: link },
        { ...check, status: 'done' },
        invoice?.status === 'open'
          ? {
              ...pay,
              status: 'not-started',
              statusText: 'Nu betalen',
              href: paths.payInvoice(register.id),
              hint: `Uiterlijk ${formatDay(invoice.dueOn)}.`,
            }
          : { ...pay, status: 'done' },
      ]
  }
}

// What to do, who is next, and when.
function nextStep(visit: Visit, progress: Progress) {
  const { register } = visit.context
  const { you, You, your, Your } = voice(register.address)
  const { member, agreement, complete } = progress
  switch (member?.status) {
    case undefined:
    case 'signed-up':
    case 'withdrawn':
    case 'removed':
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
            {Your} aanmelding is goedgekeurd. {You} wordt kandidaat zodra {you} hebt betaald.{' '}
            <a href={paths.payInvoice(register.id)}>Bekijk de factuur</a>
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
