import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { embeddedOptions, open } from '#db/connection.ts'
import { filesOfDatabase, startEmbedded } from '#db/embedded.ts'
import { patientLimits } from '#db/limits.ts'
import { testOrigin } from '#testing/platform-on.ts'
import { hiddenIn } from '#testing/portfolio.ts'
import type { Launch } from '../kills/machine.ts'
import { freePort, Machine, memoryOf } from '../kills/machine.ts'
import { seatPeople } from '../kills/people.ts'
import { openPostOffice } from '../kills/post-office.ts'
import { chanceOf } from './chance.ts'
import type { HostileFile } from './files.ts'
import { hostileFile } from './files.ts'
import type { Honest, Visit } from './honest.ts'
import { hostileJson, hostileList } from './lists.ts'
import { activities, newForm } from './new-form.ts'
import type { HostileRequest } from './requests.ts'
import { hostileRequest } from './requests.ts'

export interface HostileAsked {
  readonly count: number
  readonly seed: number
  readonly launch: Launch
  /** A data directory in which Peil has been started once, without the demo. */
  readonly folder: string
  readonly said?: (line: string) => void
}

/** What came of it. */
export interface Withstood {
  readonly files: number
  readonly lists: number
  readonly requests: number
  /** Processes that ended by themselves. */
  readonly crashes: readonly string[]
  /** Answers of 500 and above, but for 503, with what was sent. */
  readonly failures: readonly string[]
  /** How often each status was answered; 0 where the line was closed without a word. */
  readonly statuses: Readonly<Record<string, number>>
  /** What the web server, the largest of its inspectors and the worker took at most, in megabytes. */
  readonly memory: Memory
  /** How lists ended, each state with how many; and those that did not. */
  readonly ended: Readonly<Record<string, number>>
  readonly unended: readonly string[]
  readonly honest: readonly Honest[]
  /** How long an answer took that the web server gives without asking anybody: what the machine itself costs. */
  readonly bare: readonly number[]
  /** How much ran on the machine, in the last minute and over fifteen. */
  readonly load: string
  /** Those of them that were not answered as they should be. */
  readonly dishonoured: readonly string[]
}

interface Memory {
  readonly server: number
  readonly inspector: number
  readonly worker: number
}

/** How many requests are under way at once, beside files. */
const beside = 8

/** Of how many people files come at once. */
const senders = 6

/** How many lists come at once, of one provider. */
const listSenders = 2

/** Sends what nobody means to send at a Peil as it runs for real, while somebody honest uses it. */
export async function runHostile(asked: HostileAsked): Promise<Withstood> {
  const { folder, said = () => undefined } = asked
  const post = await openPostOffice()
  const database = await startEmbedded(folder)
  const options = embeddedOptions(database.host, 'peil', 'bench')
  const connection = open('embedded', 'bench', options, { limits: patientLimits({}) })
  const people = await seatPeople(connection, folder, { professionals: 25, applications: [1] })
  await connection.stop()
  await database.stop()
  const env = {
    PEIL_DEMO: 'off',
    PEIL_ORIGIN: testOrigin,
    PEIL_PROXY: '127.0.0.1',
    PEIL_LOG: 'error',
    SMTP_URL: post.url,
  }
  const settings = { launch: asked.launch, folder, port: await freePort(), env }
  const machine = new Machine(settings, 'server')
  try {
    await machine.start()
    const before = machine.pids()
    const [honest, ...hostile] = people.professionals.map(({ cookie }) => cookie)
    const cookies = ['', ...hostile, people.office.cookie, people.members[0].cookie]
    const total: Total = {
      statuses: {},
      failures: [],
      done: 0,
      memory: { server: 0, inspector: 0, worker: 0 },
    }
    let isOver = false
    const visitor = somebodyHonest(settings.port, honest ?? '')
    const watched = watchMemory(before, total, () => isOver)
    const files = Math.floor(asked.count * 0.2)
    const lists = Math.floor(asked.count * 0.1)
    const chance = chanceOf(asked.seed)
    let left = { files, lists, requests: asked.count - files - lists }
    const { provider } = people
    const sendLists = async () => {
      while (left.lists > 0) {
        left = { ...left, lists: left.lists - 1 }
        if (chance.upTo(4) === 0) {
          const { what, body } = hostileJson(chance)
          const bytes = programWith(body, provider.key, left.lists)
          const sent = { bytes, stays: false, breaks: false }
          note(total, what, await over(settings.port, sent))
          continue
        }
        const file = await hostileList(chance)
        const ofCourses = /courses/.test(file.what) || chance.upTo(4) === 0
        const place = ofCourses
          ? `/krsd/organisaties/${provider.id}/aanbod`
          : `/krsd/organisaties/${provider.id}/deelname/${chance.of(provider.editions).id}`
        const { cookie } = provider.by
        const hidden = await hiddenOf(settings.port, place, cookie)
        const bytes = formWith(
          file,
          { ...hidden, doe: 'bestand' },
          { cookie, place, field: 'bestand' },
        )
        const sent = { bytes, stays: false, breaks: false }
        note(total, `list: ${file.what}`, await over(settings.port, sent))
      }
    }
    const sendFiles = async (cookie: string, nth: number) => {
      while (left.files > 0) {
        left = { ...left, files: left.files - 1 }
        const file = hostileFile(chance)
        const fields = { ...(await newForm(settings.port, cookie)), title: `Map ${nth}` }
        const to = { cookie, place: activities, field: 'evidence' }
        const bytes = formWith(file, fields, to)
        const sent = { bytes, stays: false, breaks: false }
        visitor.tell(nth, file.what)
        note(total, `file: ${file.what}`, await over(settings.port, sent))
        visitor.tell(nth)
      }
    }
    const sendRequests = async () => {
      while (left.requests > 0) {
        left = { ...left, requests: left.requests - 1 }
        const request = hostileRequest(chance, chance.of(cookies))
        const answered = over(settings.port, request)
        if (request.stays) void answered.then((status) => note(total, request.what, status))
        else note(total, request.what, await answered)
        if (total.done > 0 && total.done % 500 === 0) {
          said(
            `${total.done} sent; ${JSON.stringify(total.statuses)}; ${JSON.stringify(total.memory)}`,
          )
        }
      }
    }
    await Promise.all([
      ...hostile.slice(0, senders).map(sendFiles),
      ...Array.from({ length: listSenders }, sendLists),
      ...Array.from({ length: beside }, sendRequests),
    ])
    const { ended, unended } = await untilEnded(folder)
    isOver = true
    const { took, wrong, bare } = await visitor.leave()
    await watched
    const [minute = 0, , quarter = 0] = os.loadavg()
    const after = machine.pids()
    const crashes = before
      .filter((pid) => !after.includes(pid))
      .map((pid) => `process ${pid} ended`)
    const codes = await machine.stop()
    if (codes.some((code) => code !== 0)) crashes.push(`asked to stop: ${codes}`)
    return {
      ...{ files, lists, requests: asked.count - files - lists, crashes, ended, unended },
      ...{ honest: took, dishonoured: wrong },
      ...{ bare, load: `${minute.toFixed(1)} and ${quarter.toFixed(1)}` },
      ...{ failures: total.failures, statuses: total.statuses, memory: total.memory },
    }
  } finally {
    await machine.stop()
    await post.close()
  }
}

// Making what is sent, some of it of 200 MB, may keep this process busy for seconds, in which nothing could be timed.
function somebodyHonest(port: number, cookie: string) {
  const child = fork(new URL('./honest.ts', import.meta.url), [String(port), cookie])
  const broken = once(child, 'exit').then(() => {
    throw new Error('whoever is honest went away')
  })
  const visit = Promise.race([once(child, 'message'), broken])
  return {
    /** Says which file this sender has under way. */
    tell: (nth: number, what?: string) => child.send({ nth, what }),
    leave: async (): Promise<Visit> => {
      child.send('over')
      const [told] = await visit
      return told
    },
  }
}

interface Total {
  readonly statuses: Record<string, number>
  readonly failures: string[]
  readonly memory: { -readonly [Of in keyof Memory]: Memory[Of] }
  done: number
}

function note(total: Total, what: string, status: number): void {
  total.done += 1
  total.statuses[status] = (total.statuses[status] ?? 0) + 1
  if (status >= 500 && status !== 503) total.failures.push(`${what}: ${status}`)
}

// Gives the status that was answered. What stays, stays for some seconds at most.
function over(
  port: number,
  { bytes, stays, breaks }: Omit<HostileRequest, 'what'>,
): Promise<number> {
  return new Promise((done) => {
    const line = net.connect({ port, host: '127.0.0.1' })
    let head = ''
    const end = () => {
      line.destroy()
      done(Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0))
    }
    line.setTimeout(stays ? 5000 : 90_000, end)
    line.on('data', (part) => {
      if (head.length < 100) head += part.toString('latin1')
    })
    line.on('error', end)
    line.on('close', end)
    line.write(bytes)
    if (breaks) setTimeout(() => line.destroy(), 100)
  })
}

function formWith(
  { name, content }: Pick<HostileFile, 'name' | 'content'>,
  fields: Readonly<Record<string, string>>,
  to: { readonly cookie: string; readonly place: string; readonly field: string },
): Buffer {
  const typed = Object.entries(fields).map(
    ([key, value]) =>
      `--grens\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  )
  const body = Buffer.concat([
    Buffer.from(typed.join('')),
    Buffer.from(`--grens\r\nContent-Disposition: form-data; name="${to.field}"; filename="`),
    name,
    Buffer.from('"\r\nContent-Type: application/pdf\r\n\r\n'),
    content,
    Buffer.from('\r\n--grens--\r\n'),
  ])
  const head = [
    `POST ${to.place} HTTP/1.1`,
    'Host: localhost',
    'Sec-Fetch-Site: same-origin',
    'X-Forwarded-For: 10.8.0.1',
    `Cookie: ${to.cookie}`,
    'Content-Type: multipart/form-data; boundary=grens',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

// What a program of a provider sends, as itself.
function programWith(body: string, key: string, nth: number): Buffer {
  const content = Buffer.from(body)
  const head = [
    'POST /api/v1/krsd/attendance-lists HTTP/1.1',
    'Host: localhost',
    `X-Forwarded-For: 10.8.${nth % 250}.2`,
    `Authorization: Bearer ${key}`,
    `Idempotency-Key: ${nth}`,
    'Content-Type: application/json',
    `Content-Length: ${content.length}`,
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content])
}

async function hiddenOf(port: number, place: string, cookie: string) {
  const page = await fetch(`http://127.0.0.1:${port}${place}`, {
    headers: { cookie, 'x-forwarded-for': '10.8.0.3' },
  })
  return hiddenIn(await page.text(), place)
}

/** For how long at most the worker is waited for that reads the last lists, in milliseconds. */
const patience = 600_000

// Every list ends somewhere: none stays where nobody sees that it does not go on.
async function untilEnded(folder: string) {
  const files = filesOfDatabase(folder) ?? folder
  const host = readFileSync(path.join(files, 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
  const client = new pg.Client(embeddedOptions(host, 'peil', 'bench'))
  await client.connect()
  try {
    const until = performance.now() + patience
    for (;;) {
      const { rows } = await client.query<{ stands: string; count: number; open: boolean }>(
        `select case when broken_off_on is not null then 'broken off' else state end as stands,
           count(*)::int as count, bool_or(state in ('reading', 'running')) as open
         from attendance_delivery group by 1
         union all select 'courses ' || state, count(*)::int, bool_or(state = 'reading')
         from course_import group by state`,
      )
      const unended = rows.filter(({ open }) => open)
      if (unended.length === 0 || performance.now() > until) {
        return {
          ended: Object.fromEntries(rows.map(({ stands, count }) => [stands, count])),
          unended: unended.map(({ stands, count }) => `${count} lists: ${stands}`),
        }
      }
      await pause(500)
    }
  } finally {
    await client.end()
  }
}

async function watchMemory(
  [pid = 0, worker]: readonly number[],
  { memory }: Total,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const children = childrenOf(pid).flatMap(memoryOf)
    memory.server = Math.round(Math.max(memory.server, ...memoryOf(pid)))
    memory.inspector = Math.round(Math.max(memory.inspector, ...children))
    memory.worker = Math.round(Math.max(memory.worker, ...memoryOf(worker)))
    await pause(50)
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return text.trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
