import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inForceOn, madeUpPerson, writeDelivery } from '#testing/made-up-delivery.ts'
import { pdf } from '#testing/portfolio.ts'
import type { Ledger, Sent } from './ledger.ts'
import type { Machine } from './machine.ts'
import type { Agenda, People, Person } from './people.ts'
import type { PostOffice } from './post-office.ts'
import type { Answer, Site } from './visitor.ts'
import { Over, Visitor } from './visitor.ts'

// The load: people who go on with what they do, whatever is killed meanwhile. Each is a line of its own, one thing
// after another; who hears nothing sends the same form again, or leaves it.

export interface World {
  readonly machine: Machine
  readonly site: Site
  readonly ledger: Ledger
  readonly people: People
  readonly post: PostOffice
  readonly scratch: string
  /** From 0 up to 1, the same in every run. */
  readonly random: () => number
  /** Asks the database, as often as it takes until it is there. */
  readonly look: <Row>(question: string, values: readonly unknown[]) => Promise<readonly Row[]>
  /** How far the run is, from 0 to 1. */
  readonly progress: () => number
  /** Gives numbers that were not given before. */
  readonly next: () => number
}

type Line = (world: World) => Promise<void>

/** Starts everybody; what it gives ends when nobody has anything in hand. */
export function startLoad(world: World): Promise<void> {
  const { people, machine } = world
  const signedUp: string[] = []
  const lines: Line[] = [
    ...Array.from({ length: 3 }, () => signsUp(signedUp)),
    ...Array.from({ length: 2 }, (_, at) => uploads(at)),
    approvesAndBooks(signedUp),
    advises,
    programTells,
    sendsLists,
    ...people.members.map((member) => judges(member)),
    closesMeetings,
    ...(machine.arrangement === 'server' ? [bringsIn] : []),
  ]
  const run = async (line: Line) => {
    while (!world.site.isOver()) {
      try {
        await line(world)
      } catch (error) {
        if (error instanceof Over) return
        world.site.wrong(error instanceof Error ? error.message : String(error))
        await pause(500)
      }
    }
  }
  return Promise.all(lines.map(run)).then(() => undefined)
}

const password = 'drie groene fietsen bij de brug'

// Somebody asks for an account, opens the link, fills in who they are and signs.
function signsUp(signedUp: string[]): Line {
  return async (world) => {
    const { site, post, ledger } = world
    const nth = world.next()
    const email = `nieuw-${nth}@aanmelding-${nth % 40}.voorbeeld.nl`
    const visitor = new Visitor(site, `10.1.${Math.floor(nth / 250) % 250}.${(nth % 250) + 1}`)
    const name = { voornaam: 'Noor', achternaam: `Smit ${inLetters(nth)}` }
    const account = '/krsd/aanmelden/account'
    const asked = await visitor.fillIn(account, { 'e-mail': email, wachtwoord: password })
    expect(asked, account)
    const link = await arrives(world, () =>
      post.arrived.find(({ to, text }) => to === email && /bevestig/i.test(text)),
    )
    const place = new URL(/https?:\/\/\S+/.exec(link.text)?.[0] ?? '').pathname
    const confirmed = await visitor.fillIn(place, {})
    // The answer was lost, and with it the session: whoever meets a link that was used signs in.
    if (!visitor.has('peil')) {
      if (confirmed !== undefined && ![303, 410].includes(confirmed.status))
        expect(confirmed, place)
      await visitor.fillIn('/krsd/inloggen', { naam: email, wachtwoord: password })
    }
    ledger.note('account', email, visitor.has('peil'))
    const address = { land: 'NL', straat: 'Kerkstraat', huisnummer: '1', postcode: '3511 AP' }
    const parts = {
      gegevens: { ...name, voorletters: 'N.', plaats: 'Utrecht', ...address },
      werk: {
        werkgever: 'Gemeente',
        gemeente: 'Utrecht',
        functie: 'Consulent',
        beroep: 'wmo-consulent',
      },
      verklaringen: { verklaring: ['professional-code', 'truthful', 'visible'] },
    }
    for (const [part, fields] of Object.entries(parts)) {
      expect(await visitor.fillIn(`/krsd/aanmelden/${part}`, fields), part)
    }
    const sent = await tries(world, 'sign-up', email, (insists) =>
      visitor.fillIn('/krsd/aanmelden/controleren', {}, insists),
    )
    if (sent === undefined) return
    const agreement = '/krsd/aanmelden/overeenkomst'
    for (;;) {
      if ((await visitor.read(agreement)).includes('name="overeenkomst"')) break
      if (site.isOver()) return
      await pause(200)
    }
    const naam = `${name.voornaam} ${name.achternaam}`
    const signed = await tries(world, 'signature', email, (insists) =>
      visitor.fillIn(agreement, { akkoord: 'ja', naam }, insists),
    )
    if (signed !== undefined) signedUp.push(email)
  }
}

// The back office approves the agreements that came in, and books what was paid.
function approvesAndBooks(signedUp: string[]): Line {
  return async (world) => {
    const email = signedUp.shift()
    if (email === undefined) return pause(100)
    const visitor = new Visitor(world.site, '10.2.0.1', world.people.office.cookie)
    const [agreement] = await world.look<{ id: string }>(
      `select g.id from agreement g join registration r on r.id = g.registration_id
       join person p on p.id = r.person_id join account a on a.id = p.account_id where email = $1`,
      [email],
    )
    const check = `/krsd/werk/overeenkomsten/${agreement?.id}`
    const approved = await tries(world, 'approval', email, (insists) =>
      visitor.fillIn(check, { besluit: 'goedkeuren' }, insists),
    )
    if (approved === undefined) return
    const [invoice] = await world.look<{ id: string }>(
      `select i.id from invoice i join registration r on r.id = i.registration_id
       join person p on p.id = r.person_id join account a on a.id = p.account_id where email = $1`,
      [email],
    )
    const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
    const day = {
      'betaald-dag': String(today.day),
      'betaald-maand': String(today.month),
      'betaald-jaar': String(today.year),
    }
    const booking = `/krsd/werk/betalingen/${invoice?.id}`
    await tries(world, 'payment', email, (insists) =>
      visitor.fillIn(booking, { ...day, bedrag: '95,00', bevestigd: 'ja' }, insists),
    )
  }
}

// A professional adds what they did, with a file that shows it.
function uploads(at: number): Line {
  const place = '/krsd/mijn/activiteiten'
  return async (world) => {
    const nth = world.next()
    const { professionals } = world.people
    const who = professionals[nth % professionals.length]
    const visitor = new Visitor(world.site, `10.3.0.${at + 1}`, who?.cookie)
    const title = `Cursus ${nth}`
    const evidence = pdf(
      `bewijs-${nth}.pdf`,
      `${title} ${'tekst '.repeat(world.random() * 20_000)}`,
    )
    const sha256 = createHash('sha256')
      .update(await evidence.bytes())
      .digest('hex')
    world.ledger.hashes.set(title, sha256)
    const fields = { kind: 'training', intent: 'concept', title, evidence }
    await tries(world, 'upload', title, (insists) =>
      visitor.fillIn(`${place}?soort=training`, fields, insists),
    )
    await pause(50 + world.random() * 200)
  }
}

// The back office notes what it finds of an application that it is checking, over and over.
async function advises(world: World): Promise<void> {
  const { checking, office } = world.people
  const visitor = new Visitor(world.site, '10.4.0.1', office.cookie)
  const note = `Bevinding ${world.next()}`
  const fields = { ...approve(checking.activities), toelichting: note, actie: 'bewaren' }
  await tries(world, 'advice', note, (insists) =>
    visitor.fillIn(`/krsd/werk/aanvragen/${checking.id}`, fields, insists),
  )
  await pause(100 + world.random() * 400)
}

// A member of the committee opens the next file and judges it, spread over the whole run.
const judged = new WeakMap<Person, Set<string>>()
function judges(member: Person): Line {
  const done = judged.get(member) ?? new Set<string>()
  judged.set(member, done)
  return async (world) => {
    const all = world.people.agendas.flatMap(({ filed }) => filed)
    const next = all.find(({ id }) => !done.has(id))
    if (next === undefined || done.size > world.progress() * 1.2 * all.length) return pause(100)
    const visitor = new Visitor(world.site, '10.5.0.1', member.cookie)
    const page = `/krsd/commissie/aanvragen/${next.id}`
    expect(await visitor.send(`${page}/inzage`, {}), `${page}/inzage`)
    const given = {
      ...approve(next.activities),
      ...{ geheel: 'meets', reden: 'Het portfolio voldoet.', actie: 'oordeel' },
    }
    const key = `${next.id} ${member.accountId}`
    const sent = await tries(world, 'judgement', key, (insists) =>
      visitor.fillIn(page, given, insists),
    )
    // Who left it comes back to it.
    const [there] = await world.look(
      `select from judgement where application_id = $1 and member_id = $2`,
      [next.id, member.accountId],
    )
    if (sent !== undefined || there !== undefined) done.add(next.id)
  }
}

// A meeting is closed when both members have judged what is on its agenda.
const closed = new WeakSet<Agenda>()
async function closesMeetings(world: World): Promise<void> {
  const agenda = world.people.agendas.find((one) => !closed.has(one))
  if (agenda === undefined) return pause(200)
  const ids = agenda.filed.map(({ id }) => id)
  const judgements = await world.look(
    `select distinct application_id, member_id from judgement where application_id = any($1)`,
    [ids],
  )
  if (judgements.length < 2 * ids.length) return pause(500)
  const visitor = new Visitor(world.site, '10.6.0.1', world.people.office.cookie)
  const page = `/krsd/werk/vergaderingen/${agenda.meetingId}`
  expect(await visitor.fillIn(page, {}), page)
  closed.add(agenda)
  for (const id of ids) world.ledger.note('decision', id, true)
}

// Who was at which edition: each group at each edition once, first by a program and then by a file.
const groupOf = 3
function nextGroup({ people, next }: World, by: 'program' | 'file') {
  const { editions, participants } = people.provider
  const groups = Math.max(1, Math.floor(participants.length / groupOf))
  const nth = told[by]
  const edition = editions[Math.floor(nth / groups) * 2 + (by === 'program' ? 0 : 1)]
  if (edition === undefined) return undefined
  told[by] += 1
  const from = (nth % groups) * groupOf
  return { edition, people: participants.slice(from, from + groupOf), nth: next() }
}
const told = { program: 0, file: 0 }

// A program of a provider tells who was there; what is right of it goes in at once.
async function programTells(world: World): Promise<void> {
  const group = nextGroup(world, 'program')
  if (group === undefined) return pause(1000)
  const visitor = new Visitor(world.site, `10.7.${Math.floor(group.nth / 100) % 250}.1`)
  const key = `lijst-${group.nth}`
  const list = {
    ...{ edition: group.edition.number, handIn: true },
    participants: group.people.map((one) => ({ ...one, hours: 4 })),
  }
  const headers = {
    authorization: `Bearer ${world.people.provider.key}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  const answer = await visitor.sendJson(
    '/api/v1/krsd/attendance-lists',
    list,
    headers,
    world.random() > 0.25,
  )
  if (answer !== undefined && answer.status !== 200) {
    throw new Error(`${key}: ${answer.status} ${answer.text.slice(0, 400)}`)
  }
  world.ledger.note('list-of-program', key, answer !== undefined)
  await pause(100 + world.random() * 300)
}

// Somebody of a provider sends a list as a file, waits until it was checked, and hands it in.
async function sendsLists(world: World): Promise<void> {
  const group = nextGroup(world, 'file')
  if (group === undefined) return pause(1000)
  const { id, by } = world.people.provider
  const visitor = new Visitor(world.site, '10.7.0.2', by.cookie)
  const name = `lijst-${group.nth}.csv`
  const lines = group.people.map(({ number, surname }) => `${number};${surname};4\r\n`)
  const bestand = new File([`registratienummer;achternaam;uren\r\n${lines.join('')}`], name)
  const page = `/krsd/organisaties/${id}/deelname/${group.edition.id}`
  const sent = await tries(world, 'list', name, (insists) =>
    visitor.fillIn(page, { doe: 'bestand', bestand }, insists),
  )
  if (sent === undefined) return
  for (;;) {
    const there = await visitor.read(sent.location)
    if (there.includes('Deelname insturen')) break
    if (world.site.isOver()) return
    if (!there.includes('Wordt gecontroleerd')) throw new Error(`${name}: ${there.slice(-2000)}`)
    await pause(300)
  }
  await tries(world, 'handed-in', name, (insists) =>
    visitor.fillIn(sent.location, { doe: 'alles' }, insists),
  )
}

const together = 20

// Whoever runs Peil brings a part of another administration in, again until it is done.
async function bringsIn(world: World): Promise<void> {
  const first = world.next() * together
  const folder = path.join(world.scratch, `levering-${first}`)
  mkdirSync(folder)
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  await writeDelivery(folder, together, {
    change: (_, nth) => inForceOn(madeUpPerson(first + nth, 1), first + nth, today),
  })
  const args = ['import', '--register', 'lklr', '--from', 'PE-online', folder, '--apply']
  let code: number | null = 1
  while (code !== 0) {
    const ran = await world.machine.run(...args)
    code = ran.code
    if (code === 2) throw new Error(ran.said)
    if (code !== 0) await pause(200)
  }
  for (let nth = 1; nth <= together; nth += 1) {
    world.ledger.note('import', String(first + nth), code === 0)
  }
  rmSync(folder, { recursive: true })
  await pause(3000 + 7000 * world.random())
}

// One in four does not send it again, and never hears what became of it.
async function tries(
  { ledger, random }: World,
  kind: Sent,
  key: string,
  send: (insists: boolean) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const answer = await send(random() > 0.25)
  if (answer !== undefined) expect(answer, `${kind} ${key}`)
  ledger.note(kind, key, answer !== undefined)
  return answer
}

function expect(answer: Answer | undefined, what: string): void {
  if (answer?.status === 303) return
  const words = answer?.text.replace(/[\s\S]*<main/, '').replace(/<[^>]*>|\s+/g, ' ')
  throw new Error(`${what}: ${answer?.status} ${words?.slice(0, 400)}`)
}

async function arrives<Found>(world: World, find: () => Found | undefined): Promise<Found> {
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (world.site.isOver()) throw new Over('no mail comes any more')
    await pause(50)
  }
}

function approve(activities: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    activities.flatMap((id) => [
      [`oordeel-${id}`, 'approve'],
      [`accreditatie-${id}`, 'recognised'],
      // Asked only where its label is not known to have held.
      [`accreditatie-toch-${id}`, 'De opleider liet het bewijs zien.'],
    ]),
  )
}

function inLetters(nth: number): string {
  return [...String(nth)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}
