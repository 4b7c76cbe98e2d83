import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { crc32, deflateSync } from 'node:zlib'
import { PDF } from '@libpdf/core'
import { decode } from 'jpeg-js'
import { inspect } from '#domain/dossier/evidence/inspect.ts'
import type { InLane } from '#domain/dossier/evidence/inspectors.ts'
import { makeInspectors } from '#domain/dossier/evidence/inspectors.ts'
import { heicPhoto } from '#testing/heic-photo.ts'

// What is slow here is so by what it takes of a processor, however little of one it gets: a machine that is busy with
// other work changes nothing of what is expected.
const asLongAsItTakes = Number.POSITIVE_INFINITY

// Without other processes.
const sam = { whose: 'Sam', turns: undefined }

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peil-inspect-test-'))
})
after(() => rm(folder, { recursive: true }))

async function outcomeOf(bytes: Uint8Array, name: string): Promise<string> {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  const inspection = await inspect(path, name, sam)
  return inspection.outcome === 'ok' ? inspection.type : inspection.outcome
}

test('a whole PDF, JPG or PNG is known by its content, whatever its name', async () => {
  assert.equal(await outcomeOf(pdfOf([]), 'bewijs.pdf'), 'application/pdf')
  assert.equal(await outcomeOf(pdfOf([]), 'bewijs.jpg'), 'application/pdf')
  assert.equal(await outcomeOf(jpeg, 'foto.jpeg'), 'image/jpeg')
  assert.equal(await outcomeOf(png, 'foto.png'), 'image/png')
  assert.equal(await outcomeOf(png, 'zonder naam'), 'image/png')
})

test('another file does not wait for the photos that are being converted', async () => {
  const [photo, paper] = [join(folder, 'photo'), join(folder, 'paper')]
  await writeFile(photo, heicPhoto)
  await writeFile(paper, pdfOf([]))
  let converted = 0
  const photos = Array.from({ length: 3 }, async () => {
    await inspect(photo, 'foto.heic', sam)
    converted += 1
  })
  await inspect(paper, 'bewijs.pdf', { ...sam, whose: 'Noor' })
  assert.ok(converted < photos.length)
  await Promise.all(photos)
})

test('a photo in HEIC becomes a JPEG of the same size and colours, whatever its name', async () => {
  for (const name of ['IMG_0001.HEIC', 'foto.jpg', 'bewijs.pdf']) {
    const path = join(folder, 'photo')
    await writeFile(path, heicPhoto)
    const inspection = await inspect(path, name, sam)
    assert.ok(inspection.outcome === 'ok' && inspection.converted !== undefined, name)
    assert.equal(inspection.type, 'image/jpeg')
    const { width, height, data } = decode(inspection.converted, { useTArray: true })
    assert.deepEqual([width, height], [64, 48])
    const [red = 0, green = 0] = data.subarray((10 * 64 + 10) * 4)
    assert.ok(green > red + 80, 'green at the top on the left')
    const [more = 0, less = 0] = data.subarray((40 * 64 + 50) * 4)
    assert.ok(more > less + 80, 'red elsewhere')
  }
})

test('a photo in HEIC that is cut off, damaged or beyond measure is refused', async () => {
  for (const share of [0.2, 0.5, 0.9, 0.99]) {
    const cut = heicPhoto.subarray(0, Math.floor(heicPhoto.length * share))
    assert.equal(await outcomeOf(cut, 'foto.heic'), 'unreadable', `${share}`)
  }
  const damaged = Buffer.from(heicPhoto).fill(0xff, 40, 120)
  assert.equal(await outcomeOf(damaged, 'foto.heic'), 'unreadable')
  // It says that it is a picture of 30,000 by 30,000.
  const huge = Buffer.from(heicPhoto)
  for (let at = huge.indexOf('ispe'); at >= 0; at = huge.indexOf('ispe', at + 4)) {
    huge.writeUInt32BE(30_000, at + 8)
    huge.writeUInt32BE(30_000, at + 12)
  }
  assert.match(await outcomeOf(huge, 'foto.heic'), /^(too-many-pixels|unreadable)$/)
  assert.equal(await outcomeOf(pdfOf([]), 'daarna.pdf'), 'application/pdf')
})

test('a PDF that other software wrote is accepted, also with compressed objects', async () => {
  const written = PDF.create()
  written.addPage({ size: 'a4' }).drawText('Presentielijst', { x: 50, y: 700 })
  assert.equal(await outcomeOf(await written.save(), 'lijst.pdf'), 'application/pdf')
  assert.equal(await outcomeOf(compressedPdfOf('<< /Kids [] >>'), 'lijst.pdf'), 'application/pdf')
})

test('an empty file is called empty', async () => {
  assert.equal(await outcomeOf(new Uint8Array(), 'bewijs.pdf'), 'empty')
})

test('a file that was cut off is called truncated, wherever the cut is', async () => {
  const pdf = pdfOf([])
  for (const whole of [pdf, jpeg, png]) {
    for (const share of [0.3, 0.6, 0.9]) {
      const cut = whole.subarray(0, Math.max(12, Math.floor(whole.length * share)))
      assert.equal(await outcomeOf(cut, 'bewijs.pdf'), 'truncated', `${share} of ${whole.length}`)
    }
  }
  assert.equal(await outcomeOf(jpeg.subarray(0, -2), 'foto.jpg'), 'truncated')
  assert.equal(await outcomeOf(png.subarray(0, -1), 'foto.png'), 'truncated')
})

test('a whole PDF with padding behind its end is whole, and a cut one with padding is not', async () => {
  const whole = pdfOf([])
  for (const bytes of [4096, 80_508, 5_000_000]) {
    for (const fill of ['\0', ' ', '\n', '\xff', '\0\r\n']) {
      const padding = Buffer.alloc(bytes, fill, 'latin1')
      const padded = Buffer.concat([whole, padding])
      assert.equal(await outcomeOf(padded, 'bewijs.pdf'), 'application/pdf')
      const cut = Buffer.concat([whole.subarray(0, -8), padding])
      assert.equal(await outcomeOf(cut, 'bewijs.pdf'), 'truncated')
    }
  }
})

test('a PDF for the web that was cut off is truncated, though its first part has an end', async () => {
  const whole = Buffer.from(pdfOf([]))
  const stated = Buffer.from('%PDF-1.7\n9 0 obj\n<< /Linearized 1 /L 99999 /N 1 >>\nendobj\n')
  const web = Buffer.concat([stated, whole.subarray(9)])
  assert.equal(await outcomeOf(web, 'bewijs.pdf'), 'truncated')
})

test('a programme that is called a PDF is disguised; a photo of another kind is not', async () => {
  assert.equal(await outcomeOf(Buffer.from('MZ\x90\0 a programme'), 'bewijs.pdf'), 'disguised')
  assert.equal(await outcomeOf(Buffer.from('<html><script>1</script>'), 'x.png'), 'disguised')
  assert.equal(await outcomeOf(Buffer.from('zomaar tekst'), 'x.txt'), 'other-kind')
  assert.equal(await outcomeOf(Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'x.jpg'), 'other-kind')
})

test('an image with a damaged part is unreadable', async () => {
  const damaged = Buffer.from(png)
  damaged.writeUInt8(damaged.readUInt8(45) ^ 1, 45)
  assert.equal(await outcomeOf(damaged, 'foto.png'), 'unreadable')
})

test('a PDF with a script or a programme to start is refused, however it is written', async () => {
  const scripts = [
    '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>',
    '/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>',
    '/OpenAction 5 0 R',
    '/OpenAction << /S /Launch /F (cmd.exe) >>',
    '/AA << /WC << /S /JavaScript /JS <616c657274> >> >>',
    '/Names << /JavaScript << /Names [(a) 5 0 R] >> >>',
    '/AcroForm << /XFA 6 0 R /Fields [] >>',
  ]
  const objects = [
    '<< /S /JavaScript /JS 6 0 R >>',
    '<< /Length 32 >>\nstream\n<xdp><script>alert</script></xdp>\nendstream',
  ]
  for (const script of scripts) {
    assert.equal(await outcomeOf(pdfOf(objects, script), 'bewijs.pdf'), 'script', script)
  }
})

test('a script inside a compressed object stream is found, linked to or not', async () => {
  const linked = compressedPdfOf('<< /S /JavaScript /JS (app.alert\\(1\\)) >>', '/OpenAction 4 0 R')
  assert.equal(await outcomeOf(linked, 'bewijs.pdf'), 'script')
  const loose = compressedPdfOf('<< /S /JavaScript /JS (app.alert\\(1\\)) >>')
  assert.equal(await outcomeOf(loose, 'bewijs.pdf'), 'script')
})

test('a PDF that fetches or sends something is refused, and one with a link to click on is not', async () => {
  const home = '(https://ergens.voorbeeld.nl/)'
  const reaching: readonly (readonly [object: string, catalogue: string])[] = [
    ['null', `/OpenAction << /S /URI /URI ${home} >>`],
    [`<< /S /URI /URI ${home} >>`, '/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [5 0 R] >>'],
    [`<< /S /#55RI /URI ${home} >>`, '/AA << /WC 5 0 R >>'],
    [`<< /S /SubmitForm /F << /FS /URL /F ${home} >> >>`, '/OpenAction 5 0 R'],
    [`<< /S /SubmitForm /F ${home} >>`, '/AcroForm << /Fields [<< /FT /Btn /A 5 0 R >>] >>'],
    ['<< /S /GoToR /F (\\\\ergens\\map\\x.pdf) /D [0 /Fit] >>', '/Outlines << /A 5 0 R >>'],
    [`<< /Type /XObject /Subtype /Image /F << /FS /URL /F ${home} >> >>`, '/Bijlage 5 0 R'],
    ['<< /Length 0 /F (elders.dat) >>\nstream\n\nendstream', '/Bijlage 5 0 R'],
  ]
  for (const [object, catalogue] of reaching) {
    const outcome = await outcomeOf(pdfOf([object], catalogue), 'bewijs.pdf')
    assert.equal(outcome, 'reaches-out', `${object} ${catalogue}`)
  }
  const packed = compressedPdfOf(`<< /S /URI /URI ${home} >>`, '/OpenAction 4 0 R')
  assert.equal(await outcomeOf(packed, 'bewijs.pdf'), 'reaches-out')
  const link = `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI ${home} >> >>`
  const opensAtTop = '/OpenAction [3 0 R /XYZ 0 842 1] /Koppeling 5 0 R'
  assert.equal(await outcomeOf(pdfOf([link], opensAtTop), 'bewijs.pdf'), 'application/pdf')
})

test('a picture beyond measure is refused by what it says of itself, in a PDF too', async () => {
  const sized = (width: number, height: number) => {
    const header = Buffer.from('00000001000000010800000000', 'hex')
    header.writeUInt32BE(width, 0)
    header.writeUInt32BE(height, 4)
    return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), png.subarray(33)])
  }
  assert.equal(await outcomeOf(sized(65_000, 65_000), 'x.png'), 'too-many-pixels')
  assert.equal(await outcomeOf(sized(25_000, 10_001), 'x.png'), 'too-many-pixels')
  assert.equal(await outcomeOf(sized(25_000, 10_000), 'x.png'), 'image/png')
  assert.equal(await outcomeOf(sized(0, 10), 'x.png'), 'unreadable')
  const wide = Buffer.from(jpeg)
  const frame = wide.indexOf(Buffer.of(0xff, 0xc0))
  wide.writeUInt16BE(65_000, frame + 5)
  wide.writeUInt16BE(65_000, frame + 7)
  assert.equal(await outcomeOf(wide, 'x.jpg'), 'too-many-pixels')
  const image = (side: number) =>
    pdfOf([`<< /Subtype /Image /Width ${side} /Height ${side} >>`], '/Beeld 5 0 R')
  assert.equal(await outcomeOf(image(65_000), 'x.pdf'), 'too-many-pixels')
  assert.equal(await outcomeOf(image(20_000), 'x.pdf'), 'application/pdf')
})

test('a PDF that carries a programme is refused, one that carries data is not', async () => {
  const carrying = (name: string, content: string) =>
    pdfOf(
      [
        `<< /Type /Filespec /F (${name}) /EF << /F 6 0 R >> >>`,
        `<< /Type /EmbeddedFile /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ],
      `/Names << /EmbeddedFiles << /Names [(${name}) 5 0 R] >> >>`,
    )
  assert.equal(await outcomeOf(carrying('factuur.xml', '<factuur/>'), 'x.pdf'), 'application/pdf')
  assert.equal(await outcomeOf(carrying('factuur.exe', 'niets'), 'x.pdf'), 'script')
  assert.equal(await outcomeOf(carrying('factuur.xml', 'MZ programme'), 'x.pdf'), 'script')
})

test('a PDF that needs a password is called encrypted', async () => {
  const locked = PDF.create()
  locked.addPage({ size: 'a4' })
  locked.setProtection({ userPassword: 'geheim', ownerPassword: 'geheimer' })
  assert.equal(await outcomeOf(await locked.save(), 'bewijs.pdf'), 'encrypted')
  const restricted = PDF.create()
  restricted.addPage({ size: 'a4' })
  restricted.setProtection({ userPassword: '', ownerPassword: 'geheimer' })
  assert.equal(await outcomeOf(await restricted.save(), 'bewijs.pdf'), 'application/pdf')
})

test('what only looks like a PDF is unreadable, and so is one that unpacks without end', async () => {
  const hollow = Buffer.from('%PDF-1.7\nniets\nstartxref\n9\n%%EOF\n')
  assert.equal(await outcomeOf(hollow, 'bewijs.pdf'), 'unreadable')
  const bomb = deflateSync(Buffer.alloc(300 * 1024 * 1024))
  const stream = `<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb.toString('latin1')}\nendstream`
  assert.equal(await outcomeOf(pdfOf([stream]), 'bewijs.pdf'), 'unreadable')
})

test('a file that is made to be slow or large takes nobody’s turn but its sender’s, and not the memory', async (t) => {
  const ask = makeInspectors({
    quick: { inspectors: 1, milliseconds: 1500, megabytes: 384 },
    slow: { inspectors: 2, milliseconds: 1000, megabytes: 384 },
    timesLonger: asLongAsItTakes,
  })
  // Sixty streams that each unpack to just what is allowed, and one file inside that unpacks to far more.
  const packed = deflateSync(Buffer.alloc(255 * 1024 * 1024))
  const stream = `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}${'\0'.repeat(20_000)}\nendstream`
  const inside = deflateSync(deflateSync(Buffer.alloc(900 * 1024 * 1024))).toString('latin1')
  const bomb = pdfOf(
    [
      '<< /Type /Filespec /F (x.xml) /EF << /F 6 0 R >> >>',
      `<< /Filter [/FlateDecode /FlateDecode] /Length ${inside.length} >>\nstream\n${inside}\nendstream`,
    ],
    '/Names << /EmbeddedFiles << /Names [(x) 5 0 R] >> >>',
  )
  const order: string[] = []
  let number = 0
  const lanes: string[] = []
  const send = async (whose: string, bytes: Buffer, name: string) => {
    const path = join(folder, `turn-${number++}`)
    writeFileSync(path, bytes)
    const inLane: InLane = (lane, work) => {
      lanes.push(`${name} ${lane}`)
      return work()
    }
    const reply = await ask({ request: { ask: 'inspect', path, name }, whose, inLane })
    order.push(name)
    return reply?.outcome === 'inspected' ? reply.inspection.outcome : reply
  }
  const slow = pdfOf(Array.from({ length: 60 }, () => stream))
  const most = memoryOfInspectors(t)
  const hers = [send('Sam', slow, 'traag'), send('Sam', pdfOf([]), 'daarna')]
  const others = [send('Noor', pdfOf([]), 'a'), send('Lot', png, 'b')]
  const bombed = send('Bo', bomb, 'bom')
  assert.deepEqual(await Promise.all(others), ['ok', 'ok'])
  assert.ok(!order.includes('traag'), 'what others sent did not wait for it')
  assert.deepEqual(await Promise.all([...hers, bombed]), [undefined, 'ok', undefined])
  assert.ok(order.indexOf('traag') < order.indexOf('daarna'))
  // What they send after it is with the slow ones at once; of others it is not.
  assert.deepEqual(lanes.filter((lane) => /^(traag|daarna|a|b) /.test(lane)).toSorted(), [
    'a quick',
    'b quick',
    'daarna slow',
    'traag quick',
    'traag slow',
  ])
  // In megabytes, for each of them, of what would have been 900 and what a process takes itself: where the machine is busy
  // the thread that watches over it is late.
  assert.ok(most() < 900, `${most()} MB`)
})

test('in place of an inspector that was killed another stands ready before anybody asks', async (t) => {
  const ask = makeInspectors({
    quick: { inspectors: 2, milliseconds: 200, megabytes: 384 },
    slow: { inspectors: 1, milliseconds: 200, megabytes: 384 },
    timesLonger: asLongAsItTakes,
  })
  const packed = deflateSync(Buffer.alloc(255 * 1024 * 1024))
  const stream = `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}${'\0'.repeat(20_000)}\nendstream`
  const path = join(folder, 'killing')
  await writeFile(path, pdfOf(Array.from({ length: 60 }, () => stream)))
  const before = new Set(childrenNow())
  const seen = new Set<string>()
  const killed = ask({
    request: { ask: 'inspect', path, name: 'traag' },
    whose: 'Sam',
    quickOnly: true,
  })
  const look = setInterval(() => {
    for (const child of childrenNow()) if (!before.has(child)) seen.add(child)
  }, 10)
  t.after(() => clearInterval(look))
  assert.equal(await killed, undefined)
  clearInterval(look)
  const [first, ...others] = seen
  assert.deepEqual(others, [], 'one was at work')
  while (childrenNow().includes(first ?? '')) await pause(10)
  const ready = childrenNow().filter((child) => !before.has(child))
  assert.equal(ready.length, 1)
  // And that is the one that takes the next file.
  const next = join(folder, 'next')
  await writeFile(next, png)
  const reply = await ask({ request: { ask: 'inspect', path: next, name: 'a.png' }, whose: 'Noor' })
  assert.equal(reply?.outcome, 'inspected')
  const after = childrenNow().filter((child) => !before.has(child))
  assert.deepEqual(after, ready)
})

test('whoever sends what nothing is known of leaves one inspector to those whose files were quick', async () => {
  const ask = makeInspectors({
    quick: { inspectors: 2, milliseconds: 6000, megabytes: 384 },
    slow: { inspectors: 1, milliseconds: 6000, megabytes: 384 },
  })
  const path = join(folder, 'left')
  await writeFile(path, png)
  const begun: string[] = []
  const { promise: turn, resolve: free } = Promise.withResolvers<void>()
  const one = async (whose: string, until?: Promise<void>) => {
    const inLane: InLane = async (_, work) => {
      begun.push(whose)
      await until
      return work()
    }
    const reply = await ask({
      request: { ask: 'inspect', path, name: 'a.png' },
      whose,
      inLane,
    })
    return reply?.outcome
  }
  assert.equal(await one('Noor'), 'inspected')
  const unknown = [one('Sam', turn), one('Lot', turn)]
  assert.equal(await one('Noor'), 'inspected')
  assert.deepEqual(begun, ['Noor', 'Sam', 'Noor'])
  free()
  assert.deepEqual(await Promise.all(unknown), ['inspected', 'inspected'])
})

test('what other processes inspect is counted too, and a count that fails takes no turn', async () => {
  const ask = makeInspectors({
    quick: { inspectors: 1, milliseconds: 6000, megabytes: 384 },
    slow: { inspectors: 1, milliseconds: 6000, megabytes: 384 },
  })
  const path = join(folder, 'counted')
  await writeFile(path, png)
  const lanes: string[] = []
  const { promise: turn, resolve: free } = Promise.withResolvers<void>()
  const one = (whose: string, inLane: InLane, slow = false) =>
    ask({ request: { ask: 'inspect', path, name: 'a.png' }, whose, slow, inLane }).then(
      (reply) => (reply?.outcome === 'inspected' ? reply.inspection.outcome : reply),
      (error: Error) => error.message,
    )
  const waits: InLane = async (lane, work) => {
    lanes.push(lane)
    await turn
    return work()
  }
  const away: InLane = () => Promise.reject(new Error('the database is away'))
  const first = one('Sam', waits)
  // Of the other lane nobody waits for it.
  assert.equal(await one('Noor', away, true), 'the database is away')
  assert.equal(await one('Noor', (_, work) => work(), true), 'ok')
  free()
  assert.equal(await first, 'ok')
  assert.deepEqual(lanes, ['quick'])
  assert.equal(await one('Bo', away), 'the database is away')
  assert.equal(await one('Sam', waits), 'ok')
})

test('many inspections at once each get their own answer', async () => {
  const answers = await Promise.all(
    [pdfOf([]), jpeg, png, Buffer.from('MZ')].map(async (bytes, index) => {
      const path = join(folder, `many-${index}`)
      await writeFile(path, bytes)
      return inspect(path, 'bewijs.pdf', { ...sam, whose: `${index}` })
    }),
  )
  assert.deepEqual(
    answers.map((answer) => (answer.outcome === 'ok' ? answer.type : answer.outcome)),
    ['application/pdf', 'image/jpeg', 'image/png', 'disguised'],
  )
})

function childrenNow(): readonly string[] {
  return readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  )
}

/** The most that one process which this one started had, as the system counts it. */
function memoryOfInspectors(t: TestContext): () => number {
  let most = 0
  const look = () => {
    for (const child of childrenNow()) {
      const [, pages] = readFileSync(`/proc/${child}/statm`, 'utf8').split(' ')
      most = Math.max(most, (Number(pages) * 4096) / 1024 / 1024)
    }
  }
  const timer = setInterval(() => {
    try {
      look()
    } catch {
      // It ended meanwhile.
    }
  }, 20)
  t.after(() => clearInterval(timer))
  return () => most
}

/** A PDF of one page; further objects are numbered from 5. */
function pdfOf(objects: readonly string[], catalogue = ''): Buffer {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    '<< /Length 8 >>\nstream\n0 0 m\nS\n\nendstream',
    ...objects,
  ]
  let text = '%PDF-1.7\n'
  const offsets = all.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const at = text.length
  text += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** The same in the newer form: its objects, and one more as number 4, in an object stream. */
function compressedPdfOf(object: string, catalogue = ''): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    object,
  ]
  let body = ''
  const index = objects.map((each, number) => {
    const entry = `${number + 1} ${body.length}`
    body += `${each}\n`
    return entry
  })
  const first = `${index.join(' ')}\n`
  const packed = deflateSync(Buffer.from(first + body, 'latin1')).toString('latin1')
  let text = '%PDF-1.7\n'
  const streamAt = text.length
  text += `5 0 obj\n<< /Type /ObjStm /N 4 /First ${first.length} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`
  const tableAt = text.length
  const rows = [
    [0, 0, 0],
    ...objects.map((_, place) => [2, 5, place]),
    [1, streamAt, 0],
    [1, tableAt, 0],
  ]
  const table = Buffer.alloc(rows.length * 5)
  rows.forEach(([kind, place, extra], row) => {
    table.writeUInt8(kind!, row * 5)
    table.writeUInt16BE(place!, row * 5 + 1)
    table.writeUInt16BE(extra!, row * 5 + 3)
  })
  text += `6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 2] /Root 1 0 R /Length ${table.length} >>\nstream\n${table.toString('latin1')}\nendstream\nendobj\nstartxref\n${tableAt}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.of(0, 128))),
  chunk('IEND', Buffer.alloc(0)),
])

// One grey pixel.
const jpeg = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc0000b080001000101011100ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f0054dfffd9',
  'hex',
)
