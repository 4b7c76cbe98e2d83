import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { doDueWorkApart } from '#domain/due-work.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { makePapers } from '#domain/platform/paper/make-papers.ts'
import { openDocument } from '#domain/platform/paper/open-document.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { readSignatures } from '#papers/signatures/read-signatures.ts'
import { timeStamps } from '#papers/time-stamp.ts'
import { checkSeal } from '#testing/check-seal.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// A service of openssl stamps the time; it knows nothing of Peil.

const configuration = `
[req]
distinguished_name = name
[name]
[clock_certificate]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = clock
[clock]
dir = .
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
`

const folder = mkdtempSync(path.join(tmpdir(), 'peil-tsa-'))
const at = (name: string) => path.join(folder, name)
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
let server: Server | undefined
let mode: 'stamps' | 'refuses' | 'stamps something else' = 'stamps'
let asked = 0
let other: Buffer

before(async () => {
  if (process.env.PEIL_NO_JUDGES === '1') return
  writeFileSync(at('tsa.cnf'), configuration)
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'tsa.key',
    '-out',
    'tsa.pem',
    ...[
      '-days',
      '3650',
      '-subj',
      '/O=Proefklok/CN=Proefklok',
      '-config',
      'tsa.cnf',
      '-extensions',
      'clock_certificate',
    ],
  )
  writeFileSync(at('serial'), '01\n')
  const made = createServer(async (request, response) => {
    asked += 1
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (mode === 'refuses') return void response.writeHead(503).end()
    writeFileSync(at('query.tsq'), mode === 'stamps' ? Buffer.concat(parts) : other)
    if (mode === 'stamps') other = Buffer.concat(parts)
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr')
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
    response.end(readFileSync(at('reply.tsr')))
  })
  await new Promise<void>((done) => {
    made.listen(0, '127.0.0.1', done)
  })
  server = made
})
after(async () => {
  await new Promise((done) => (server === undefined ? done(undefined) : server.close(done)))
  rmSync(folder, { recursive: true, force: true })
})

const noJudges = process.env.PEIL_NO_JUDGES === '1' && 'left out by PEIL_NO_JUDGES=1'

test('a decision is sealed with the time of a service; one that is away stops nothing, and stamps it later', {
  skip: noJudges,
}, async () => {
  const peil = await testPlatform()
  const { port } = server!.address() as AddressInfo
  const service = () => timeStamps(`http://127.0.0.1:${port}/tsr`)
  const withService = () => ({
    ...peil.platform,
    identity: { ...peil.platform.identity, timeStamps: service() },
  })
  const system = { kind: 'system', task: 'test' } as const
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const issue = () =>
    peil.act(system, async (context) => {
      await byHand(context)
      const [id] = await issuePapers(context, undefined, {
        kind: 'minutes',
        data: {
          register: documentRegister(context.platform, context.register),
          meetingDate: context.today.toString(),
          madeOn: context.today.toString(),
          present: [],
          decisions: [],
        },
      })
      return id
    })
  const open = (id: string) =>
    peil.act(system, async (context) => {
      const opened = await openDocument(context, id)
      assert.ok(opened.outcome === 'opened')
      return Buffer.concat(await opened.contents.toArray())
    })
  const expected = {
    trusted: [peil.platform.identity.certificate],
    stamps: [new X509Certificate(readFileSync(at('tsa.pem'))).raw],
    organisations: [],
  }
  const tomorrow = Temporal.Now.plainDateISO().add({ days: 1 })
  const whenOf = async (pdf: Buffer) => (await readSignatures(pdf, expected, tomorrow)).signature

  const stamped = await issue()
  assert.deepEqual(await makePapers(withService(), register, [stamped]), [])
  assert.equal((await whenOf(await open(stamped)))?.when?.by, 'stamp')
  assert.equal((await checkSeal(await open(stamped))).outcome, 'intact')

  const later: string[] = []
  for (const fault of ['refuses', 'stamps something else'] as const) {
    mode = fault
    const [one, two] = [await issue(), await issue()]
    const before = asked
    assert.deepEqual(await makePapers(withService(), register, [one, two]), [])
    // Away once, it is not waited for again at once.
    assert.equal(asked, before + 1)
    for (const id of [one, two]) {
      const signature = await whenOf(await open(id))
      assert.deepEqual([signature?.when?.by, signature?.whole], ['claim', 'whole'])
      later.push(id)
    }
  }
  const due = () => doDueWorkApart(withService(), { register }, system)
  const failed = await due()
  assert.deepEqual(
    failed.map(({ task, whose }) => [task, whose]).toSorted(),
    later.map((id) => ['stampPapers', id]).toSorted(),
  )
  mode = 'stamps'
  assert.deepEqual(await due(), [])
  for (const id of later) {
    const pdf = await open(id)
    const { whole, content } = (await whenOf(pdf)) ?? {}
    assert.deepEqual([whole, content], ['only-additions', 'untouched'])
    await assertRecorded(peil, 'paper', 'stamp', id)
    // openssl itself finds that this very document was there at that time.
    const { covered, token } = lastStamp(pdf)
    writeFileSync(at('covered'), covered)
    writeFileSync(at('token.der'), token)
    const said = openssl(
      'ts',
      '-verify',
      '-token_in',
      '-in',
      'token.der',
      '-data',
      'covered',
      ...['-CAfile', 'tsa.pem', '-partial_chain'],
    )
    assert.match(said.toString(), /Verification: OK/)
  }
  assert.deepEqual(await due(), [])
})

// What is behind the last /ByteRange: what it covers, and the stamp on that.
function lastStamp(pdf: Buffer): { readonly covered: Buffer; readonly token: Buffer } {
  const range = [
    ...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)/g),
  ]
  const [until = 0, resume = 0, length = 0] = range.at(-1)?.slice(1).map(Number) ?? []
  const hex = pdf.subarray(until + 1, resume - 1).toString('latin1')
  const padded = Buffer.from(hex, 'hex')
  // The length of DER stands in it; what is behind it is room that was left.
  const token = padded.subarray(0, 4 + padded.readUInt16BE(2))
  return {
    covered: Buffer.concat([pdf.subarray(0, until), pdf.subarray(resume, resume + length)]),
    token,
  }
}
