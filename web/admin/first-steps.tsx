import { isOffice } from '#domain/people/body/seat.ts'
import { listInvitations } from '#domain/people/staff/invitations.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import type { Seat } from '#domain/platform/actor/actor.ts'
import { organisationVersion } from '#domain/platform/register/change-organisation.ts'
import { formatList } from '#language/lists.ts'
import { acts, applicationActs } from '#regulations/acts.ts'
import { bodyOf } from '#regulations/bodies.ts'
import type { Task, TaskStatus } from '#web/kit/index.ts'
import { TaskList } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { currentVersion } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What an administrator does first on an empty platform: shown until all of it is done. */
export function FirstSteps(props: { readonly visit: Visit; readonly steps: readonly Task[] }) {
  const { visit, steps } = props
  const { you, say } = speech(visit)
  const done = steps.filter(({ status }) => status === 'done').length
  if (done === steps.length) return null
  return (
    <section aria-labelledby="eerst">
      <h2 id="eerst">Wat {you} eerst doet</h2>
      <p>
        {done} van {steps.length} stappen klaar. Daarna kunnen mensen zich aanmelden. Deze lijst
        verdwijnt als {say('je alles hebt', 'u alles hebt')} gedaan.
      </p>
      <TaskList tasks={steps} />
    </section>
  )
}

/** The first steps of an administrator, and how far each is. None in the demo, which is not empty. */
export async function firstSteps(visit: Visit): Promise<readonly Task[]> {
  const { context } = visit
  const { register, platform } = context
  if (platform.demo) return []
  const { you } = speech(visit)
  const { id } = register
  const staff = await listStaff(context)
  const invitations = (await listInvitations(context)).filter(({ expired }) => !expired)
  const { version } = await organisationVersion(context)
  const { members } = currentVersion(context).regulation.committee
  // Done when there are enough, on the way when enough were invited.
  const people = ({ role, body }: Seat, least: number): TaskStatus => {
    const sits = (one: Seat) => one.body === body && (one.role === role || one.role === 'chair')
    const there = new Set(staff.filter(sits).map(({ email }) => email))
    const coming = new Set([...there, ...invitations.filter(sits).map(({ email }) => email)])
    if (there.size >= least) return 'done'
    return coming.size >= least ? 'in-progress' : 'not-started'
  }
  const invite = (task: Omit<Task, 'href' | 'statusText'>): Task => ({
    ...task,
    href: paths.adminStaff(id),
    ...(task.status === 'in-progress' && { statusText: 'Uitgenodigd' }),
  })
  return [
    {
      id: 'eerst-e-mail',
      title: 'Laat Peil e-mail versturen',
      href: paths.adminMails(id),
      status: platform.sendsMail ? 'done' : 'not-started',
      hint: 'Zonder mailserver kan niemand zich aanmelden of een uitnodiging aannemen.',
    },
    {
      id: 'eerst-organisatie',
      title: 'Vul de gegevens van de organisatie in',
      href: paths.adminOrganisation(id),
      status: version > 0 ? 'done' : 'not-started',
      hint: 'Naam, adres, telefoon en openingstijden: ze staan op de website en in elke brief.',
    },
    invite({
      id: 'eerst-beheerder',
      title: 'Nodig een tweede beheerder uit',
      status: people({ role: 'administrator', body: '' }, 2),
      hint: `Dan kan het register verder als ${you} er niet bent.`,
    }),
    ...register.bodies.flatMap(({ id: body }): Task[] => {
      const found = bodyOf(register, body)
      if (found === undefined) return []
      const { the, may } = found
      if (isOffice(found)) {
        return [
          invite({
            id: `eerst-${body}`,
            title: `Nodig iemand uit voor ${the}`,
            status: people({ role: 'member', body }, 1),
            hint: `Die ${formatList(may.slice(0, 2).map((act) => acts[act]))}.`,
          }),
        ]
      }
      const judges = applicationActs.some((act) => may.includes(act))
      const least = judges || may.includes('judge-interim') ? members : 1
      return [
        invite({
          id: `eerst-${body}`,
          title: `Nodig de leden van ${the} uit`,
          status: people({ role: 'member', body }, least),
          ...(judges ? { hint: `Minstens ${least}: zoveel mensen beoordelen een aanvraag.` } : {}),
        }),
        ...(judges
          ? [
              invite({
                id: `eerst-voorzitter-${body}`,
                title: `Nodig de voorzitter van ${the} uit`,
                status: people({ role: 'chair', body }, 1),
              }),
            ]
          : []),
      ]
    }),
  ]
}
