import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import pino from 'pino'
import { SMTPServer } from 'smtp-server'
import type { Connection } from '#db/connection.ts'
import { embeddedOptions, open } from '#db/connection.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { openQueue } from '#jobs/queue.ts'
import { openMailServer } from '#mail/transport.ts'
import { makePlatform } from '#server/platform.ts'
import { asOwner, startTestServer, templateWithRegisters } from '#testing/server.ts'
import { median } from './report.ts'

const many = 500
const rounds = 3
const connections = 10
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-bench-'))
const letter = {
  subject: 'KRSD: een brief',
  text: 'Een brief van een bladzijde.\n'.repeat(60),
  html: '<p>Een brief van een bladzijde.</p>'.repeat(60),
}

/**
 * How many mails a second go to a willing server on this machine, beside the same letters sent by nodemailer's
 * pool alone, which notes nothing; how soon one goes that somebody waits for; and how soon what a killed worker
 * had in hand is taken over.
 */
export async function run(): Promise<readonly string[]> {
  const server = await startTestServer()
  const receiver = await openReceiver()
  try {
    const template = await templateWithRegisters(server.host)
    await asOwner(server.host, async (client) => {
      await client.query('drop database if exists bench')
      await client.query(`create database bench template ${template} strategy file_copy`)
    })
    const connection = open('embedded', 'bench', embeddedOptions(server.host, 'bench', 'bench'))
    const peil = await openPeil(connection)
    const theirs: number[] = []
    const ours: number[] = []
    const links: number[] = []
    const takenOver = await killOne(peil.platform, receiver, server.host)
    const mailServer = openMailServer({
      SMTP_URL: receiver.url,
      PEIL_MAIL_CONNECTIONS: String(connections),
    })
    await peil.queue.work(peil.platform, mailServer)
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await poolAlone(receiver))
      ours.push(await pile(peil.platform, receiver))
      links.push(await oneLink(peil.platform, receiver))
    }
    await peil.queue.stop()
    mailServer?.close()
    await connection.stop()
    return [
      `mails a second: ${Math.round(median(ours))}, goal at least 50: ${median(ours) >= 50 ? 'met' : 'missed'} (${all(ours)}; nodemailer's pool alone ${all(theirs)})`,
      `a link goes after ${Math.round(median(links))} ms (${all(links)})`,
      `taken over after a kill: ${(takenOver / 1000).toFixed(1)} s, goal at most 60: ${takenOver <= 60_000 ? 'met' : 'missed'}`,
    ]
  } finally {
    await receiver.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function all(values: readonly number[]): string {
  return values.map((value) => Math.round(value)).join(', ')
}

type Receiver = Awaited<ReturnType<typeof openReceiver>>

async function openReceiver() {
  let received = 0
  let hangs = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo: (_address, _session, accept) => {
      received += hangs ? 1 : 0
      if (!hangs) accept()
    },
    onData: (stream, _session, done) => {
      stream.resume()
      stream.on('end', () => {
        received += 1
        done()
      })
    },
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: () => received,
    hang: (whether: boolean) => {
      hangs = whether
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

async function openPeil(connection: Connection) {
  const queue = await openQueue(connection, pino({ level: 'error' }))
  const platform = await makePlatform(
    {},
    {
      db: connection.db,
      dataDirectory: folder,
      origin: 'http://localhost',
      demo: false,
      enqueue: queue.enqueue,
    },
  )
  return { queue, platform }
}

async function poolAlone(receiver: Receiver): Promise<number> {
  const pool = createTransport({ url: receiver.url, pool: true, maxConnections: connections })
  const begun = performance.now()
  const send = (_: unknown, nth: number) =>
    pool.sendMail({ from: 'a@voorbeeld.nl', to: `p${nth}@voorbeeld.nl`, ...letter })
  await Promise.all(Array.from({ length: many }, send))
  pool.close()
  return (many * 1000) / (performance.now() - begun)
}

async function write(platform: Platform, kind: 'invoice-sent' | 'sign-in-link', howMany: number) {
  const register = platform.registers.get('krsd')
  if (register === undefined) throw new Error('there is no KRSD')
  await inRegister(platform, { register }, { kind: 'system', task: 'bench' }, async (context) => {
    for (let nth = 0; nth < howMany; nth += 1) {
      const to = { name: '', address: `p${nth}@plaats-${nth % 50}.nl` }
      await writeMessage(context, kind, to, letter)
    }
  })
}

async function untilReceived(receiver: Receiver, count: number): Promise<void> {
  while (receiver.received() < count) await pause(1)
}

async function pile(platform: Platform, receiver: Receiver): Promise<number> {
  const before = receiver.received()
  await write(platform, 'invoice-sent', many)
  const begun = performance.now()
  const already = receiver.received() - before
  await untilReceived(receiver, before + many)
  return ((many - already) * 1000) / (performance.now() - begun)
}

async function oneLink(platform: Platform, receiver: Receiver): Promise<number> {
  const before = receiver.received()
  const begun = performance.now()
  await write(platform, 'sign-in-link', 1)
  await untilReceived(receiver, before + 1)
  return performance.now() - begun
}

// Killed while the server does not answer to whom a mail is for; another worker is there all the time.
async function killOne(platform: Platform, receiver: Receiver, host: string): Promise<number> {
  const start = async () => {
    const worker = fork(
      new URL('../testing/mail-worker.ts', import.meta.url),
      [host, 'bench', receiver.url, folder],
      { execArgv: ['--import', 'tsx'] },
    )
    await once(worker, 'message')
    return worker
  }
  const killed = await start()
  receiver.hang(true)
  await write(platform, 'sign-in-link', 1)
  await untilReceived(receiver, 1)
  const other = await start()
  receiver.hang(false)
  killed.kill('SIGKILL')
  const begun = performance.now()
  const waiting = async () =>
    (await sql`select from mail_message where sent_at is not null`.execute(platform.db)).rows
      .length === 0
  while (await waiting()) await pause(50)
  const took = performance.now() - begun
  other.kill('SIGKILL')
  return took
}
