import { listInvitations } from '#domain/people/staff/invitations.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { organisationVersion } from '#domain/platform/register/change-organisation.ts'
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
  const { you, committee } = speech(visit)
  const { id, organisation } = register
  const staff = await listStaff(context)
  const invitations = (await listInvitations(context)).filter(({ expired }) => !expired)
  const { version } = await organisationVersion(context)
  const { members } = currentVersion(context).regulation.committee
  // Done when there are enough, on the way when enough were invited.
  const people = (role: Role, least: number): TaskStatus => {
    const there = staff.filter((one) => one.role === role).length
    const coming = invitations.filter((one) => one.role === role).length
    if (there >= least) return 'done'
    return there + coming >= least ? 'in-progress' : 'not-started'
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
      status: people('administrator', 2),
      hint: `Dan kan het register verder als ${you} er niet bent.`,
    }),
    invite({
      id: 'eerst-bureau',
      title: `Nodig iemand uit voor ${organisation.backOffice.short}`,
      status: people('secretariat', 1),
      hint: 'Die controleert aanmeldingen, betalingen en aanvragen.',
    }),
    invite({
      id: 'eerst-leden',
      title: `Nodig de leden van ${committee.the} uit`,
      status: people('committee', members),
      hint: `Minstens ${members}: zoveel mensen beoordelen een aanvraag.`,
    }),
    invite({
      id: 'eerst-voorzitter',
      title: `Nodig de voorzitter van ${committee.the} uit`,
      status: people('chair', 1),
    }),
  ]
}
