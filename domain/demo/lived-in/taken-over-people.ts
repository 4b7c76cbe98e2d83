import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Scheduled } from '#domain/demo/lived-in/live-through.ts'
import type { MadeUpPerson, Trade } from '#domain/demo/lived-in/names.ts'
import { trades } from '#domain/demo/lived-in/names.ts'
import type { Life, World } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected } from '#domain/demo/lived-in/world.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { filesSent } from '#domain/takeover/delivery/delivered-files.ts'
import type { Delivering } from '#domain/takeover/delivery/read-delivery.ts'
import { readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import { beginTakeover, openDelivery, sendFiles } from '#domain/takeover/taking/deliver.ts'
import { invitePeople } from '#domain/takeover/taking/invite-people.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'
import type { Register } from '#regulations/register.ts'

// The LKLR as an older administration had it: its people come in by lists, and keep their numbers.

const source = 'LKLR-administratie 2024 (voorbeeld)'

/** How those come in who stood in another administration, and a delivery with mistakes that waits. */
export function takenOverPeople(
  world: World,
  made: (trade: Trade) => MadeUpPerson,
  count: number,
): readonly Scheduled[] {
  const register = world.platform.registers.get('lklr')
  if (register === undefined) return []
  const trade = trades.lklr ?? { jobs: [], employers: [] }
  const people = Array.from({ length: count }, () => made(trade))
  const late = Array.from({ length: 6 }, () => made(trade))
  return [
    {
      begins: world.lastDay.subtract({ days: 540 }),
      who: 'the takeover',
      life: takes(world, register, people),
    },
    {
      begins: world.lastDay.subtract({ days: 3 }),
      who: 'a delivery with mistakes',
      life: delivers(world, register, late),
    },
  ]
}

async function* takes(world: World, register: Register, people: readonly MadeUpPerson[]): Life {
  const delivering = await deliver(world, register, { people, from: 9000, mistakes: false })
  await asStaff({ world, register }, 'bo', async (context) =>
    expected(await beginTakeover(context, delivering.takeoverId), 'begun'),
  )
  expected(await takeOver(delivering, await sent(world, delivering)), 'done')
  yield 20
  await asStaff({ world, register }, 'bo', (context) => invitePeople(context))
}

async function* delivers(world: World, register: Register, people: readonly MadeUpPerson[]): Life {
  yield 0
  await deliver(world, register, { people, from: 9800, mistakes: true })
}

async function deliver(
  world: World,
  register: Register,
  of: Parameters<typeof listsOf>[1],
): Promise<Delivering> {
  const { platform } = world
  const takeoverId = await asStaff({ world, register }, 'bo', async (context) => {
    const id = await openDelivery(context, source)
    const lists = Object.entries(listsOf(world, of))
    const files = await Promise.all(lists.map(([name, text]) => keep(context, name, text)))
    expected(await sendFiles(context, id, files), 'reading')
    return id
  })
  const actor = { kind: 'system', task: 'take-over' } as const
  const delivering = { platform, register, actor, takeoverId }
  await readDelivery(delivering, await sent(world, delivering))
  return delivering
}

function sent(world: World, { register, takeoverId }: Delivering) {
  return asStaff({ world, register }, 'bo', (context) => filesSent(context, takeoverId))
}

async function keep({ platform }: Context, name: string, text: string) {
  const content = Buffer.from(text)
  return {
    name: `${name}.csv`,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    fileKey: await platform.files.put(Readable.from([content]), 'text/csv', content.length),
  }
}

function listsOf(
  { lastDay, random }: World,
  {
    people,
    from,
    mistakes,
  }: {
    readonly people: readonly MadeUpPerson[]
    readonly from: number
    readonly mistakes: boolean
  },
): Readonly<Record<string, string>> {
  const persons = [
    ...[['sleutel', 'voornaam', 'voorletters', 'tussenvoegsel', 'achternaam', 'e-mail']],
  ].map((head) => [...head, 'straat', 'huisnummer', 'postcode', 'plaats', 'werkgever'])
  const registrations = [
    ['persoon', 'nummer', 'status', 'ingeschreven op', 'geldig van', 'geldig tot en met'],
  ]
  const activities = [
    [
      'sleutel',
      'nummer',
      'soort',
      'titel',
      'datum',
      'geaccrediteerd',
      'veld stated-load',
      'veld provider',
    ],
  ]
  for (const [nth, one] of people.entries()) {
    const key = `p${from + nth}`
    const number = `LKLR-00${from + nth}`
    const first = lastDay.subtract({ days: random.between(700, 1650) })
    const last = first.add({ years: 5 }).subtract({ days: 1 })
    const postcode = mistakes && nth === 2 ? '12 AB' : one.postcode
    const { firstName, initials, namePrefix, lastName, email, street, houseNumber, city } = one
    persons.push([
      ...[key, firstName, initials, namePrefix, mistakes && nth === 1 ? '' : lastName, email],
      ...[street, houseNumber, postcode, city, one.employer],
    ])
    const begun = mistakes && nth === 3 ? '31-02-2023' : first.toString()
    registrations.push([key, number, 'Geregistreerd', begun, first.toString(), last.toString()])
    for (let at = 0; at < 2; at += 1) {
      const on = first.add({ days: random.between(60, 500) })
      const [accredited, hours] = at === 0 ? ['ja', '16'] : ['', '12,5']
      activities.push([
        ...[
          `a${from + nth}-${at}`,
          number,
          'Bij- of nascholing',
          `Vakopleiding leerplicht, deel ${at + 1}`,
        ],
        ...[on.toString(), accredited, hours, 'Opleidingscentrum Toezicht'],
      ])
    }
  }
  const csv = (rows: readonly (readonly string[])[]) => rows.map(csvLine).join('')
  return { personen: csv(persons), registraties: csv(registrations), activiteiten: csv(activities) }
}
