import { createHash, generateKeyPairSync } from 'node:crypto'
import { Readable } from 'node:stream'
import type { JWK } from 'jose'
import { demoParticipants } from '#domain/demo/cast/deliver-attendance.ts'
import { deliverFile } from '#domain/learning/attendance-list/deliver.ts'
import { enterAttendance } from '#domain/learning/attendance-list/entries.ts'
import { askTrainer } from '#domain/learning/attendance-list/links.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import { readImport } from '#domain/learning/course-import/read-import.ts'
import { importFile } from '#domain/learning/course-import/take-import.ts'
import { askAccess } from '#domain/organisations/member/ask-access.ts'
import { inviteMember } from '#domain/organisations/member/invitations.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import type { Register } from '#regulations/register.ts'

// What providers of the demo began and have not finished. All of it is made up.

type Account = Extract<Actor, { kind: 'account' }>

interface Provider {
  readonly id: string
  readonly manager: Account
}

interface Stage {
  readonly platform: Platform
  readonly register: Register
  readonly providers: ReadonlyMap<string, Provider>
  readonly actors: ReadonlyMap<string, Account>
  readonly today: Temporal.PlainDate
}

/**
 * Leaves at the providers of the demo what one finds there on an ordinary day: a list with mistakes that waits, people
 * who wrote themselves up and a trainer who was asked to sign, a file with courses that was looked at, programs that may
 * send, somebody who was invited and somebody who asks to come in.
 */
export async function leaveUnderWay(stage: Stage): Promise<void> {
  const vaart = stage.providers.get('Academie De Vaart')
  const linde = stage.providers.get('Opleidingshuis De Linde')
  if (vaart !== undefined) {
    await listWaits(stage, vaart)
    await programsSend(stage, vaart)
    await invited(stage, vaart)
  }
  if (linde !== undefined) {
    await trainerIsAsked(stage, linde)
    await fileWasLookedAt(stage, linde)
    await asksToComeIn(stage, linde)
  }
}

const asProvider = <Result>(
  { platform, register, today }: Stage,
  { id, manager }: Provider,
  ago: number,
  work: (context: Context) => Promise<Result>,
) =>
  inRegister(
    platform,
    { register, organisation: id, today: today.subtract({ days: ago }) },
    manager,
    work,
  )

// The last edition that has begun.
async function editionOf({ db, today }: Context, title: string) {
  const { id } = await db
    .selectFrom('edition')
    .innerJoin('course', 'course.id', 'edition.course_id')
    .where('course.title', '=', title)
    .where('edition.first_day', '<=', today.toString())
    .orderBy('edition.first_day', 'desc')
    .select('edition.id')
    .executeTakeFirstOrThrow()
  return id
}

// Two rows are right; a number has a slip, a surname is another's, and somebody typed a word for a number.
async function listWaits(stage: Stage, provider: Provider): Promise<void> {
  const { platform, register, today } = stage
  const course = 'Jezelf positioneren in het netwerk'
  const known = ['judith', 'ruben', 'lonneke'].flatMap((name) => {
    const actor = stage.actors.get(name)
    return actor === undefined ? [] : [actor.accountId]
  })
  const deliveryId = await asProvider(stage, provider, 1, async (context) => {
    const people = await demoParticipants(context, known)
    const [first = [], second = [], third = []] = people.map((one) => [one.number, one.lastName])
    const [thirdNumber = '', thirdName = ''] = third
    const rows = [
      ['registratienummer', 'achternaam', 'aanwezig', 'uren'],
      [...first, 'ja', '8'],
      [...second, 'ja', '4'],
      [`${thirdNumber}7`, thirdName, 'ja', '8'],
      [thirdNumber, 'Jansen', 'ja', '8'],
      ['volgt', 'De Groot', 'ja', 'acht'],
    ]
    const file = await fileOf(context, 'presentielijst positioneren.csv', rows)
    const editionId = await editionOf(context, course)
    const done = await deliverFile(context, { organisationId: provider.id, editionId }, file)
    if (done.outcome !== 'delivered') throw new Error(`${course}: ${done.outcome}`)
    return done.id
  })
  await runList({ platform, register, organisationId: provider.id, deliveryId, today })
}

async function fileOf(
  { platform }: Context,
  name: string,
  rows: readonly (readonly string[])[],
): Promise<StoredFile> {
  const content = Buffer.from(rows.map((cells) => `${cells.join(';')}\r\n`).join(''))
  const mediaType = 'text/csv'
  return {
    ...{ name, mediaType, size: content.length },
    sha256: createHash('sha256').update(content).digest('hex'),
    fileKey: await platform.files.put(Readable.from([content]), mediaType, content.length),
  }
}

// Of a key pair the private half is gone at once: nobody sends with it.
async function programsSend(stage: Stage, provider: Provider): Promise<void> {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pair: JWK = { ...publicKey.export({ format: 'jwk' }), kid: 'leeromgeving-1' }
  await asProvider(stage, provider, 6, async (context) => {
    const lasts = (days: number) => stage.today.add({ days })
    await makeSender(context, provider.id, {
      ...{ name: 'Leeromgeving', scopes: ['attendance:write', 'attendance:read'] },
      ...{ expiresOn: lasts(320), publicKey: pair },
    })
    await makeSender(context, provider.id, {
      ...{ name: 'Planbord van het kantoor', scopes: ['attendance:read'] },
      ...{ expiresOn: lasts(25), publicKey: undefined },
    })
  })
}

async function invited(stage: Stage, provider: Provider): Promise<void> {
  const { outcome } = await asProvider(stage, provider, 2, (context) =>
    inviteMember(context, provider.id, {
      email: 'planning@academiedevaart.example',
      roles: ['recorder'],
    }),
  )
  if (outcome !== 'invited') throw new Error(`the demo invites nobody: ${outcome}`)
}

// Two wrote themselves up by the slide, and the link of the trainer lies in the mailbox of the demo.
async function trainerIsAsked(stage: Stage, provider: Provider): Promise<void> {
  const course = 'Onafhankelijk naast de cliënt'
  const there = stage.platform.registers.get('clientondersteuners')
  if (there === undefined) return
  const known = ['kim', 'milan'].flatMap((name) => {
    const actor = stage.actors.get(name)
    return actor === undefined ? [] : [actor.accountId]
  })
  if (known.length === 0) return
  const at = { ...stage, register: there }
  await asProvider(at, provider, 3, async (context) => {
    const editionId = await editionOf(context, course)
    const of = { organisationId: provider.id, editionId }
    const people = (await demoParticipants(context, known)).map(({ number, lastName }) => ({
      ...{ number, surname: lastName },
    }))
    await enterAttendance(context, of, people, true)
    const { outcome } = await askTrainer(context, of, {
      name: 'Thea Brands',
      email: 'thea.brands@opleidingshuisdelinde.example',
    })
    if (outcome !== 'asked') throw new Error(`${course}: ${outcome}`)
  })
}

// One is new, one costs more than it did, one is as it was, and one cannot be read.
async function fileWasLookedAt(stage: Stage, provider: Provider): Promise<void> {
  const day = (days: number) => {
    const { day: d, month, year } = stage.today.add({ days })
    return `${d}-${month}-${year}`
  }
  const { id: importId } = await asProvider(stage, provider, 1, async (context) => {
    const { name, sha256, fileKey } = await fileOf(context, 'aanbod voorjaar.csv', [
      ['naam', 'samenvatting', 'vorm', 'prijs', 'studiebelasting', 'dagen', 'plaats'],
      [
        'Rouw en verlies in het gesprek',
        'Wat er anders is aan een gesprek met iemand die net iemand of iets verloor.',
        'workshop',
        '115',
        '4',
        day(66),
        'Lindestad',
      ],
      ['Cultuursensitief werken', '', 'training', '270', '8', '', ''],
      ['Laaggeletterdheid herkennen', '', 'e-learning', 'gratis', '2', '', ''],
      [
        'Werken in de wijk',
        'Een dag mee op pad.',
        'wandeling',
        'veel',
        '8',
        '31-2-2027',
        'Lindestad',
      ],
    ])
    return importFile(context, provider.id, { name, sha256, fileKey })
  })
  const { platform, register } = stage
  await readImport(platform, { register: register.id, organisationId: provider.id, importId })
}

async function asksToComeIn(stage: Stage, provider: Provider): Promise<void> {
  const pieter = stage.actors.get('pieter')
  if (pieter === undefined) return
  const { platform, register, today } = stage
  const { outcome } = await inRegister(
    platform,
    { register, today: today.subtract({ days: 1 }) },
    pieter,
    (context) => askAccess(context, provider.id, 'Ik geef hier vanaf januari supervisie.'),
  )
  if (outcome !== 'asked') throw new Error(`the demo's Pieter: ${outcome}`)
}
