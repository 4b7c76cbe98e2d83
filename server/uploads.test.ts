import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { PDF } from '@libpdf/core'
import { Hono } from 'hono'
import { encode } from 'jpeg-js'
import { storage } from '#domain/platform/storage/storage.ts'
import { heicPhoto } from '#testing/heic-photo.ts'
import { pdf } from '#testing/portfolio.ts'
import type { ReceivedForm } from './uploads.ts'
import { discard, readForm, shownName, uploadLimits } from './uploads.ts'

let data: string
let uploads: string
let server: ReturnType<typeof serve>
let address: string
let port: number
/** What the server made of each form, in the order of arrival. */
const received: ReceivedForm[] = []
let onReceived: (form: ReceivedForm) => void = () => undefined

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'peil-uploads-test-'))
  // Temporary files go to a folder of this test's own, so that what is left behind shows.
  uploads = await mkdtemp(join(tmpdir(), 'peil-uploads-temporary-'))
  process.env.TMPDIR = uploads
  const store = storage({ PEIL_DATA: data })
  const app = new Hono()
  app.post('/lijst', async (c) =>
    c.json(await readForm(c.req.raw, store, { files: 1, asTheyAre: true })),
  )
  app.post('/', async (c) => {
    const form = await readForm(c.req.raw, store)
    received.push(form)
    onReceived(form)
    return c.json({ outcome: form.outcome })
  })
  await new Promise<void>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve())
  })
  port = (server.address() as AddressInfo).port
  address = `http://127.0.0.1:${port}/`
})
after(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(data, { recursive: true })
  await rm(uploads, { recursive: true })
})

async function sent(body: RequestInit['body'], headers: Record<string, string> = {}) {
  const response = await fetch(address, { method: 'POST', body: body ?? null, headers })
  assert.equal(response.status, 200)
  return received.at(-1)!
}

async function sentWhole(body: RequestInit['body'], headers: Record<string, string> = {}) {
  const form = await sent(body, headers)
  assert.equal(form.outcome, 'received')
  return form as Extract<ReceivedForm, { outcome: 'received' }>
}

async function storedKeys(): Promise<string[]> {
  return readdir(join(data, 'files')).catch(() => [])
}

async function leftBehind(): Promise<string[]> {
  return (await readdir(uploads)).filter((name) => name.startsWith('peil-upload-'))
}

test('a photo in HEIC is kept as a JPEG under a name that fits, with what was sent by its hash', async () => {
  const form = new FormData()
  form.append('bewijs', new Blob([heicPhoto]), 'IMG_0001.HEIC')
  const { files, refused } = await sentWhole(form)
  assert.deepEqual(refused, [])
  const [file] = files
  assert.equal(file!.name, 'IMG_0001.jpg')
  assert.equal(file!.type, 'image/jpeg')
  assert.equal(file!.sentSha256, createHash('sha256').update(heicPhoto).digest('hex'))
  const kept = await storage({ PEIL_DATA: data }).get(file!.key)
  const bytes = Buffer.concat(await kept!.toArray())
  assert.equal(bytes.toString('hex', 0, 3), 'ffd8ff')
  assert.equal(file!.bytes, bytes.length)
  assert.equal(file!.sha256, createHash('sha256').update(bytes).digest('hex'))
  // The same photo gives the same file, so that it is known when it comes again.
  const again = await sentWhole(form)
  assert.equal(again.files[0]!.sha256, file!.sha256)
})

test('a file goes by a name that fits what is in it', async () => {
  const form = new FormData()
  for (const name of ['IMG_0001.HEIC', 'diploma.exe', 'pagina.pdf', 'schermafdruk', 'foto.PNG']) {
    form.append('bewijs', new Blob([png]), name)
  }
  const { files } = await sentWhole(form)
  assert.deepEqual(
    files.map(({ name }) => name),
    ['IMG_0001.png', 'diploma.png', 'pagina.png', 'schermafdruk.png', 'foto.PNG'],
  )
})

test('fields and files come in together, and the file is what was sent', async () => {
  const form = new FormData()
  form.append('naam', 'Moreel beraad')
  form.append('soort', 'training')
  form.append('soort', 'webinar')
  form.append('bewijs', new Blob([png]), 'Certificaat van Judith.png')
  const { fields, files, refused } = await sentWhole(form)
  assert.deepEqual(fields.get('naam'), ['Moreel beraad'])
  assert.deepEqual(fields.get('soort'), ['training', 'webinar'])
  assert.equal(refused.length, 0)
  const [file] = files
  assert.equal(file!.name, 'Certificaat van Judith.png')
  assert.equal(file!.type, 'image/png')
  assert.equal(file!.bytes, png.length)
  assert.equal(file!.sha256, createHash('sha256').update(png).digest('hex'))
  const kept = await storage({ PEIL_DATA: data }).get(file!.key)
  assert.deepEqual(Buffer.concat(await kept!.toArray()), png)
  assert.deepEqual(await leftBehind(), [])
})

test('no handle of what came in stays open', async () => {
  const form = new FormData()
  for (const name of ['een.png', 'twee.png']) form.append('bewijs', new Blob([png]), name)
  assert.equal((await sentWhole(form)).files.length, 2)
  const handles = await Promise.all(
    (await readdir('/proc/self/fd')).map((one) => readlink(`/proc/self/fd/${one}`).catch(() => '')),
  )
  assert.deepEqual(
    handles.filter((one) => one.startsWith(uploads)),
    [],
  )
})

test('a form without files is read as well, in both encodings', async () => {
  const multipart = new FormData()
  multipart.append('naam', 'Zoë')
  multipart.append('bewijs', new Blob([]), '')
  const first = await sentWhole(multipart)
  assert.deepEqual([first.fields.get('naam'), first.files, first.refused], [['Zoë'], [], []])
  const second = await sentWhole(new URLSearchParams({ naam: 'Zoë & co' }))
  assert.deepEqual(second.fields.get('naam'), ['Zoë & co'])
})

test('what was typed survives when a file is refused, and each file says why', async () => {
  const before = await storedKeys()
  const form = new FormData()
  form.append('voor', 'ervoor')
  form.append('bewijs', new Blob([]), 'leeg.pdf')
  form.append('bewijs', new Blob([png.subarray(0, -8)]), 'half.png')
  form.append('bewijs', new Blob(['MZ programma']), 'virus.pdf')
  form.append('bewijs', new Blob(['tekst']), 'brief.docx')
  form.append('bewijs', new Blob([new Uint8Array(uploadLimits.fileBytes + 1)]), 'groot.pdf')
  form.append('na', 'erna')
  const { fields, files, refused } = await sentWhole(form)
  assert.deepEqual([fields.get('voor'), fields.get('na'), files], [['ervoor'], ['erna'], []])
  assert.deepEqual(
    refused.map(({ name, outcome }) => [name, outcome]),
    [
      ['leeg.pdf', 'empty'],
      ['half.png', 'truncated'],
      ['virus.pdf', 'disguised'],
      ['brief.docx', 'other-kind'],
      ['groot.pdf', 'too-large'],
    ],
  )
  assert.equal(
    refused.at(-1)!.message,
    'Het bestand ‘groot.pdf’ is groter dan 20 MB. Maak een foto of scan in lagere kwaliteit en kies die.',
  )
  assert.deepEqual(await storedKeys(), before)
  assert.deepEqual(await leftBehind(), [])
})

test('a file of exactly 20 MB is taken, one byte more is not', async () => {
  const form = new FormData()
  form.append('bewijs', new Blob([pngOf(uploadLimits.fileBytes)]), 'precies.png')
  form.append('bewijs', new Blob([pngOf(uploadLimits.fileBytes + 1)]), 'net te groot.png')
  const { files, refused } = await sentWhole(form)
  assert.deepEqual(
    files.map(({ name, bytes }) => [name, bytes]),
    [['precies.png', uploadLimits.fileBytes]],
  )
  assert.deepEqual(
    refused.map(({ outcome }) => outcome),
    ['too-large'],
  )
})

test('a list of a gigabyte is refused before it came, and one that is a little too large by its name', async () => {
  const before = await storedKeys()
  const room = process.memoryUsage().rss
  const part = Buffer.alloc(1024 * 1024, 'KRSD-000001;Bos;ja;8\r\n')
  const head = Buffer.from(
    '--grens\r\ncontent-disposition: form-data; name="bestand"; filename="alles.csv"\r\n\r\n',
  )
  const type = 'multipart/form-data; boundary=grens'
  const sends = async (parts: number, declared: boolean) => {
    const end = Buffer.from('\r\n--grens--\r\n')
    const length = head.length + parts * part.length + end.length
    const headers = { 'content-type': type, ...(declared ? { 'content-length': length } : {}) }
    const sending = request(`${address}lijst`, { method: 'POST', headers })
    // Who goes on sending what was refused is cut off.
    let cut = false
    let wake: () => void = () => undefined
    const stop = () => {
      cut = true
      wake()
    }
    sending.on('error', stop)
    sending.on('close', stop)
    sending.on('drain', () => wake())
    const answered = once(sending, 'response').then(([response]) => json(response))
    answered.then(stop, stop)
    sending.write(head)
    for (let sent = 0; sent < parts && !cut; sent += 1) {
      const goesOn = new Promise<void>((resolve) => {
        wake = resolve
      })
      if (!sending.write(part) && !cut) await goesOn
    }
    if (!cut) sending.end(end)
    const answer = await answered.catch(() => undefined)
    sending.destroy()
    return answer as ReceivedForm | undefined
  }
  const large = await sends(1024, true)
  assert.ok(large?.outcome === 'too-much')
  assert.match(large.message, /^Dit formulier bevat te veel gegevens/)
  // Without a length it comes until it is too much, and no further.
  await sends(1024, false)
  assert.ok(process.memoryUsage().rss - room < 300 * 1024 * 1024, 'it is held in memory')
  const little = await sends(21, true)
  assert.ok(little?.outcome === 'received')
  assert.deepEqual(
    little.refused.map(({ message }) => message),
    [
      'Het bestand ‘alles.csv’ is groter dan 20 MB. Bewaar alleen wat nodig is, of deel het op en stuur de delen na elkaar.',
    ],
  )
  assert.deepEqual(await storedKeys(), before)
  assert.deepEqual(await leftBehind(), [])
})

test('more files than are allowed are refused by name', async () => {
  const form = new FormData()
  for (let number = 1; number <= 12; number += 1) {
    form.append('bewijs', new Blob([png]), `${number}.png`)
  }
  const { files, refused } = await sentWhole(form)
  assert.equal(files.length, 10)
  assert.deepEqual(
    refused.map(({ name, outcome }) => [name, outcome]),
    [
      ['11.png', 'too-many'],
      ['12.png', 'too-many'],
    ],
  )
})

test('too many fields, or a field that is too long, is a clear answer and stores nothing', async () => {
  const before = await storedKeys()
  const many = new FormData()
  many.append('bewijs', new Blob([png]), 'foto.png')
  for (let number = 0; number < 1100; number += 1) many.append(`veld-${number}`, 'x')
  assert.equal((await sent(many)).outcome, 'too-much')
  const long = new FormData()
  long.append('naam', 'kort')
  long.append('bewijs', new Blob([png]), 'foto.png')
  long.append('verslag', 'é'.repeat(60 * 1024))
  const answer = await sent(long)
  assert.equal(answer.outcome, 'too-much')
  assert.ok(answer.outcome === 'too-much')
  assert.equal(
    answer.message,
    'Een van de antwoorden is te lang. Gebruik hoogstens 100.000 tekens.',
  )
  assert.deepEqual(answer.fields.get('naam'), ['kort'])
  const encoded = await sent(new URLSearchParams({ verslag: 'x'.repeat(101 * 1024) }))
  assert.equal(encoded.outcome, 'too-much')
  assert.deepEqual(await storedKeys(), before)
})

test('a body that is no form, or that stops in the middle, is unreadable', async () => {
  const json = await sent('{}', { 'content-type': 'application/json' })
  assert.equal(json.outcome, 'unreadable')
  const boundary = { 'content-type': 'multipart/form-data; boundary=grens' }
  const half = '--grens\r\ncontent-disposition: form-data; name="a"; filename="a.png"\r\n\r\n'
  assert.equal((await sent(`${half}half`, boundary)).outcome, 'unreadable')
  assert.equal((await sent('niets', boundary)).outcome, 'unreadable')
  const nameless = { 'content-type': 'multipart/form-data' }
  assert.equal((await sent('niets', nameless)).outcome, 'unreadable')
  assert.deepEqual(await leftBehind(), [])
})

describe('photos that are pages of one paper', () => {
  // Held a quarter turn as a telephone notes it.
  const photo = turned(coloured(40, 20))

  async function pagesOf(key: string) {
    const stored = await storage({ PEIL_DATA: data }).get(key)
    const read = await PDF.load(Buffer.concat(await stored!.toArray()))
    return read.getPages().map((page) => [page.width, page.height])
  }

  function formOf(...files: readonly (readonly [name: string, bytes: Uint8Array])[]): FormData {
    const form = new FormData()
    form.append('_pages', 'bewijs')
    for (const [name, bytes] of files) {
      form.append('bewijs', new Blob([new Uint8Array(bytes)]), name)
    }
    return form
  }

  test('become one PDF, in their order and the right way up', async () => {
    const { files, refused } = await sentWhole(formOf(['IMG_1.JPG', photo], ['IMG_2.png', png]))
    assert.deepEqual(refused, [])
    assert.deepEqual(
      files.map(({ field, name, type }) => ({ field, name, type })),
      [{ field: 'bewijs', name: 'IMG_1.pdf', type: 'application/pdf' }],
    )
    const [file] = files
    assert.deepEqual(await pagesOf(file!.key), [
      [595, 1190],
      [595, 595],
    ])
    // The same photos are the same file, so that it is known when it comes again.
    const again = await sentWhole(formOf(['IMG_1.JPG', photo], ['IMG_2.png', png]))
    assert.equal(again.files[0]!.sha256, file!.sha256)
  })

  test('stay what they are when there is one, and a PDF stays beside them', async () => {
    const { files } = await sentWhole(
      formOf(
        ['foto.jpg', photo],
        ['verslag.pdf', Buffer.from(await pdf('verslag.pdf').arrayBuffer())],
      ),
    )
    assert.deepEqual(files.map(({ name }) => name).toSorted(), ['foto.jpg', 'verslag.pdf'])
  })

  test('are kept apart where one cannot be set on a page, so that nothing is lost', async () => {
    const odd = Buffer.from(png)
    odd.writeUInt8(3, 25)
    odd.writeUInt32BE(crc32(odd.subarray(12, 29)), 29)
    const { files, refused } = await sentWhole(formOf(['a.png', odd], ['b.jpg', photo]))
    assert.deepEqual(refused, [])
    assert.deepEqual(
      files.map(({ name }) => name),
      ['a.png', 'b.jpg'],
    )
    // The next ones are joined as before.
    assert.equal((await sentWhole(formOf(['1.jpg', photo], ['2.jpg', photo]))).files.length, 1)
  })

  test('are kept apart without the wish to join them', async () => {
    const form = formOf(['1.jpg', photo], ['2.jpg', photo])
    form.set('_pages', 'een ander veld')
    assert.equal((await sentWhole(form)).files.length, 2)
  })
})

test('a connection that breaks off leaves nothing behind', async () => {
  const before = await storedKeys()
  const end = new Promise<ReceivedForm>((resolve) => {
    onReceived = resolve
  })
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=grens\r\ncontent-length: 9000000\r\n\r\n' +
      '--grens\r\ncontent-disposition: form-data; name="a"; filename="a.png"\r\n\r\n',
  )
  socket.write(Buffer.alloc(300_000), () => socket.destroy())
  assert.equal((await end).outcome, 'unreadable')
  onReceived = () => undefined
  assert.deepEqual(await storedKeys(), before)
  assert.deepEqual(await leftBehind(), [])
})

test('a form that takes no files says so, and is read when it brings none', async () => {
  const store = storage({ PEIL_DATA: data })
  const withoutFile = new FormData()
  withoutFile.append('naam', 'Farid')
  const withFile = new FormData()
  withFile.append('bewijs', new Blob([png]), '1.png')
  const read = (body: FormData | URLSearchParams) =>
    readForm(new Request('http://x/', { method: 'POST', body }), store, { files: 0 })
  assert.equal((await read(withoutFile)).outcome, 'received')
  assert.equal((await read(new URLSearchParams({ naam: 'Farid' }))).outcome, 'received')
  const refused = await read(withFile)
  assert.ok(refused.outcome === 'too-much')
  assert.equal(refused.message, 'Bij dit formulier horen geen bestanden.')
})

test('when storing fails, what was already stored goes again', async () => {
  const store = storage({ PEIL_DATA: data })
  const before = await storedKeys()
  let turns = 0
  const failing = {
    ...store,
    put: (...given: Parameters<typeof store.put>) => {
      turns += 1
      if (turns === 2) throw new Error('The disk is full.')
      return store.put(...given)
    },
  }
  const form = new FormData()
  form.append('bewijs', new Blob([png]), '1.png')
  form.append('bewijs', new Blob([png]), '2.png')
  const request = new Request('http://x/', { method: 'POST', body: form })
  await assert.rejects(readForm(request, failing), /disk is full/)
  assert.deepEqual(await storedKeys(), before)
})

test('the files of a form that is not accepted after all can be discarded', async () => {
  const before = await storedKeys()
  const form = new FormData()
  form.append('bewijs', new Blob([png]), '1.png')
  const { files } = await sentWhole(form)
  assert.equal((await storedKeys()).length, before.length + 1)
  await discard(files, storage({ PEIL_DATA: data }))
  assert.deepEqual(await storedKeys(), before)
})

test('memory stays flat while two dozen people upload 19 MB at once', async () => {
  const warm = new FormData()
  warm.append('bewijs', new Blob([png]), 'foto.png')
  await discard((await sentWhole(warm)).files, storage({ PEIL_DATA: data }))
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 5)
  // The senders are a process of their own, so that only the reader's memory is measured.
  const senders = spawn(process.execPath, ['-e', sendersScript, address], { stdio: 'inherit' })
  const [code] = await once(senders, 'exit')
  clearInterval(watch)
  assert.equal(code, 0)
  const grown = Math.round((most - before) / 1024 / 1024)
  // Together they sent 456 MB; a reader that holds the files would need at least that much more.
  assert.ok(grown < 280, `memory grew by ${grown} MB`)
})

const sendersScript = `
  const { request } = require('node:http')
  const { once } = require('node:events')
  const megabyte = Buffer.alloc(1024 * 1024)
  async function send() {
    const form = request(process.argv[1], {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=grens' },
    })
    const answer = once(form, 'response')
    form.write('--grens\\r\\ncontent-disposition: form-data; name="a"; filename="a.pdf"\\r\\n\\r\\n%PDF-')
    for (let sent = 0; sent < 19; sent += 1) {
      if (!form.write(megabyte)) await once(form, 'drain')
    }
    form.end('\\r\\n--grens--\\r\\n')
    const [response] = await answer
    if (response.statusCode !== 200) process.exit(1)
    response.resume()
  }
  Promise.all(Array.from({ length: 24 }, send)).then(() => process.exit(0))
`

test('a name is shown without folders, hidden characters or tricks, and not endlessly long', () => {
  assert.equal(shownName('C:\\Users\\Judith\\Certificaat.pdf'), 'Certificaat.pdf')
  assert.equal(shownName('../../etc/passwd'), 'passwd')
  assert.equal(shownName('factuur\u202Efdp.exe'), 'factuurfdp.exe')
  assert.equal(shownName('a\u0000b\r\nc\u200B.pdf'), 'abc.pdf')
  assert.equal(shownName('  '), 'bestand')
  assert.equal(shownName('Zoe\u0308.pdf'), 'Zoë.pdf')
  const long = shownName(`${'x'.repeat(300)}.pdf`)
  assert.equal([...long].length, 100)
  assert.ok(long.endsWith('.pdf'))
})

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** An image of exactly so many bytes: what it lacks is filled with a comment. */
function pngOf(bytes: number): Buffer<ArrayBuffer> {
  return Buffer.concat([
    png.subarray(0, -12),
    chunk('tEXt', Buffer.alloc(bytes - png.length - 12)),
    png.subarray(-12),
  ])
}

const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.of(0, 128))),
  chunk('IEND', Buffer.alloc(0)),
])

function coloured(width: number, height: number): Uint8Array {
  const pixels = Buffer.alloc(width * height * 4, 255)
  return encode({ data: pixels, width, height }, 80).data
}

// With the note of a camera that was held on its side: turn it a quarter to the right.
function turned(jpeg: Uint8Array): Uint8Array {
  const header = Buffer.from(
    'Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0',
    'latin1',
  )
  const length = Buffer.from([0xff, 0xe1, 0, header.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), length, header, jpeg.subarray(2)])
}
