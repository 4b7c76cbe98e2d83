import { forwardComplaint } from '#domain/certification/complaint/forward-complaint.ts'
import type { Scheduled } from '#domain/demo/lived-in/live-through.ts'
import type { Life, World } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected, on } from '#domain/demo/lived-in/world.ts'
import { deliverList } from '#domain/dossier/list/deliver-list.ts'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

// What happens to a register and to nobody in particular.

/** What those who work for registers do besides: lists that come in, colleagues who are invited. */
export function officeDays(world: World): readonly Scheduled[] {
  return [...world.platform.registers.values()].flatMap((register) => [
    {
      begins: world.lastDay.subtract({ days: 30 }),
      who: `the office of ${register.id}`,
      life: office(world, register),
    },
  ])
}

async function* office(world: World, register: Register): Life {
  await takesLists(world, register)
  yield 25
  await asStaff({ world, register }, 'bo', (context) =>
    inviteStaff(context, {
      email: `nieuw.lid.${register.id}@voorbeeld.peil.example`,
      role: 'member',
      body: 'committee',
    }),
  )
  if (register.complaints.by === undefined) return
  await on(world, register, { kind: 'visitor' }, async (context) => {
    const complaint = {
      name: 'Ria Verzonnen',
      email: 'ria@voorbeeld.peil.example',
      phone: '',
      about: 'Een cliëntondersteuner in Havendam',
      what: 'Mijn gegevens zijn doorgegeven zonder dat het aan mij is gevraagd.',
      wish: 'Dat iemand met mij belt.',
    }
    expected(await forwardComplaint(context, complaint, '192.0.2.1'), 'forwarded')
  })
}

// Who was a member last year, as another organisation lists it: twenty people of the register.
async function takesLists(world: World, register: Register): Promise<void> {
  const regulation = versionInForce(register, world.today)?.regulation
  const [list] = regulation?.lists ?? []
  const kind = regulation?.kinds.find(({ id }) => id === list?.confirms)
  if (list === undefined || kind === undefined) return
  await asStaff({ world, register }, 'sanne', async (context) => {
    const people = await context.db
      .selectFrom('registration')
      .innerJoin('person', 'person.id', 'registration.person_id')
      .innerJoin('account', 'account.id', 'person.account_id')
      .where('registration.status', '=', 'certified')
      .orderBy('registration.number')
      .limit(20)
      .select('account.email')
      .execute()
    if (people.length === 0) return
    const lines = people.map(({ email }) => `${email};${context.today.year - 1}`)
    const text = ['e-mail;jaar', ...lines, 'onbekend@voorbeeld.peil.example;2025'].join('\n')
    expected(await deliverList(context, list, kind, text), 'delivered')
  })
}
