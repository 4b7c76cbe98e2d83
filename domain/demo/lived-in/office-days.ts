import { forwardComplaint } from '#domain/certification/complaint/forward-complaint.ts'
import { demoRegister } from '#domain/demo/cast/cast.ts'
import type { Scheduled } from '#domain/demo/lived-in/live-through.ts'
import type { Life, World } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected, on } from '#domain/demo/lived-in/world.ts'
import { deliverList } from '#domain/dossier/list/deliver-list.ts'
import { changeStaff } from '#domain/people/staff/change-staff.ts'
import { settleStaffChange } from '#domain/people/staff/settle-change.ts'
import { waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import type { BreachFacts } from '#domain/privacy/breach/breach.ts'
import { changeBreach, noteBreach } from '#domain/privacy/breach/note-breach.ts'
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
  await notesBreach(world, register)
  yield 25
  await givesSeat(world, register, 'nieuw.lid', 'confirm')
  await givesSeat(world, register, 'verkeerd.getypt', 'refuse')
  yield 3
  await givesSeat(world, register, 'tweede.lid')
  if (register.id === demoRegister) await losesALaptop(world, register)
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

// One administrator gives somebody a seat in the committee; the other confirms or refuses that, or has yet to look.
async function givesSeat(
  world: World,
  register: Register,
  whose: string,
  settled?: 'confirm' | 'refuse',
): Promise<void> {
  const email = `${whose}.${register.id}@voorbeeld.peil.example`
  const body = register.bodies.find(({ may }) => may.includes('judge-first'))?.id ?? ''
  const asked = await asStaff({ world, register }, 'bo', (context) =>
    changeStaff(context, {
      what: 'give',
      email,
      seat: { role: 'member', body },
      term: { first: undefined, last: undefined },
    }),
  )
  // While nobody has signed up yet one administrator does it alone.
  if (settled === undefined || expected(asked, 'proposed', 'invited').outcome === 'invited') return
  await asStaff({ world, register }, 'wilma', async (context) => {
    const change = (await waitingChanges(context)).find((one) => one.email === email)
    expected(await settleStaffChange(context, change?.id ?? '', settled), 'done')
  })
}

// A letter to the wrong address: noted, and closed once it was known what to do about it.
async function notesBreach(world: World, register: Register): Promise<void> {
  const { title, ...known } = wrongAddress(world.today)
  await asStaff({ world, register }, 'yara', async (context) => {
    const first = { ...known, title, measures: '', toldOn: undefined, notReportedBecause: '' }
    const { id } = await noteBreach(context, first)
    const seen = { id, version: 1 }
    expected(await changeBreach(context, seen, { ...known, title }, true), 'closed')
  })
}

// Of the day before yesterday, when not everything about it is known yet.
async function losesALaptop(world: World, register: Register): Promise<void> {
  await asStaff({ world, register }, 'yara', (context) =>
    noteBreach(context, {
      title: 'Een laptop bleef liggen in de trein',
      what: 'Een van de beoordelaars liet een laptop liggen. De schijf is versleuteld.',
      noticedAt: noticedOn(world.today),
      data: 'Nog niet bekend. Er stonden mogelijk verslagen op van een vergadering.',
      people: undefined,
      consequences: '',
      measures: '',
      reportedOn: undefined,
      notReportedBecause: '',
      toldOn: undefined,
      notToldBecause: '',
    }),
  )
}

const noticedOn = (day: Temporal.PlainDate) =>
  day.toZonedDateTime({ timeZone: 'Europe/Amsterdam', plainTime: '10:20' }).toInstant()

function wrongAddress(today: Temporal.PlainDate): BreachFacts {
  return {
    title: 'Een brief ging naar het vorige adres',
    what: 'Iemand was verhuisd. De brief over de aanvraag ging naar de oude woning en is daar geopend.',
    noticedAt: noticedOn(today.subtract({ days: 2 })),
    data: 'Naam, adres en de uitkomst van een aanvraag.',
    people: 1,
    consequences: 'De nieuwe bewoner las de brief en stuurde die terug.',
    measures: 'Het adres wordt voortaan in de e-mail gevraagd voordat er een brief gaat.',
    reportedOn: undefined,
    notReportedBecause: 'Het risico is klein: één brief, ongevoelig, en teruggekregen.',
    toldOn: today.subtract({ days: 1 }),
    notToldBecause: '',
  }
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
