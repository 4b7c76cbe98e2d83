import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { heicPhoto } from '#testing/heic-photo.ts'
import { pdf } from '#testing/portfolio.ts'
import type { Chance } from './chance.ts'

// Files that nobody means to send: broken, enormous once they are unpacked, with something that runs in them, or with
// a name that leads elsewhere. The same seed gives the same files.

/** A file as it is sent: its name may be anything. */
export interface HostileFile {
  readonly what: string
  readonly name: Buffer
  readonly content: Buffer
}

/** Makes one of them. */
export function hostileFile(chance: Chance): HostileFile {
  const [what, make] = chance.of(Object.entries(kinds))
  return { what, name: Buffer.from(chance.of(names)(chance)), content: make(chance) }
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  for (const [nth, object] of objects.entries()) {
    offsets.push(at)
    const whole = Buffer.concat([
      Buffer.from(`${nth + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    parts.push(whole)
    at += whole.length
  }
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(end)])
}

const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>'

function stream(content: Buffer, more: string): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${content.length} ${more} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ])
}

function withContents(content: Buffer, more: string): Buffer {
  return pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', pages, page, stream(content, more)])
}

function withAction(action: string): Buffer {
  const catalogue = `<< /Type /Catalog /Pages 2 0 R /OpenAction ${action} >>`
  return pdfOf([catalogue, pages, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function png(width: number, height: number, data: Buffer, ...more: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width >>> 0, 0)
  head.writeUInt32BE(height >>> 0, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function jpeg(width: number, height: number, tail: Buffer): Buffer {
  const head = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0001108000000000301220002110103110',
    'hex',
  )
  head.writeUInt16BE(height & 0xffff, 25)
  head.writeUInt16BE(width & 0xffff, 27)
  return Buffer.concat([head, tail])
}

/** A ZIP with entries that unpack to far more than they are. */
function zip(entries: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(content), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(name.length, 26)
    const of = Buffer.alloc(46)
    of.writeUInt32LE(0x02014b50, 0)
    head.copy(of, 6, 4, 30)
    of.writeUInt32LE(at, 42)
    const whole = Buffer.concat([head, Buffer.from(name), packed])
    parts.push(whole)
    central.push(Buffer.concat([of, Buffer.from(name)]))
    at += whole.length
  }
  const all = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, all, end])
}

const megabyte = 1024 * 1024
const zeros = (megabytes: number) => Buffer.alloc(megabytes * megabyte)
// Made once: packing is what takes long.
const bomb = deflateSync(zeros(200))
const bombOfBombs = deflateSync(bomb)
const small = Buffer.from(await pdf('goed.pdf', 'Een verslag.').bytes())
const goodPng = png(8, 8, deflateSync(Buffer.alloc(8 * 25)))

const kinds: Readonly<Record<string, (chance: Chance) => Buffer>> = {
  'PDF with some bytes changed': (chance) => changed(small, chance),
  'PDF that was cut off': (chance) => small.subarray(0, chance.upTo(small.length)),
  'PDF with bytes put in': (chance) => {
    const at = chance.upTo(small.length)
    return Buffer.concat([
      small.subarray(0, at),
      chance.bytes(chance.upTo(2000)),
      small.subarray(at),
    ])
  },
  'PNG with some bytes changed': (chance) => changed(goodPng, chance),
  'HEIC with some bytes changed': (chance) => changed(heicPhoto, chance),
  'HEIC that was cut off': (chance) => heicPhoto.subarray(0, 12 + chance.upTo(heicPhoto.length)),
  'PDF of nothing but its head': () => Buffer.from('%PDF-1.7\n'),
  'PDF that unpacks to 200 MB': () => withContents(bomb, '/Filter /FlateDecode'),
  'PDF packed twice': () => withContents(bombOfBombs, '/Filter [/FlateDecode /FlateDecode]'),
  'PDF with a hundred filters': () =>
    withContents(Buffer.from('x'), `/Filter [${'/ASCIIHexDecode '.repeat(100)}]`),
  'PDF with absurd predictors': (chance) =>
    withContents(
      deflateSync(chance.bytes(100)),
      `/Filter /FlateDecode /DecodeParms << /Predictor ${chance.of([2, 12, 15, 99])} /Columns ${chance.of(absurd)} /Colors ${chance.of(absurd)} >>`,
    ),
  'PDF that says it has a billion pages': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      pages.replace('/Count 1', '/Count 1000000000'),
      page,
      stream(Buffer.from(''), ''),
    ]),
  'PDF of which pages hold each other': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>',
      '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>',
    ]),
  'PDF of many pages': (chance) => {
    const count = 200 + chance.upTo(3000)
    const kids = Array.from({ length: count }, (_, nth) => `${nth + 3} 0 R`).join(' ')
    return pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
      ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
    ])
  },
  'PDF of lists in lists': (chance) => {
    const deep = 1000 + chance.upTo(100_000)
    return pdfOf([
      `<< /Type /Catalog /Pages 2 0 R /X ${'['.repeat(deep)}${']'.repeat(deep)} >>`,
      pages,
      page,
      stream(Buffer.from(''), ''),
    ])
  },
  'PDF of dictionaries in dictionaries': (chance) => {
    const deep = 1000 + chance.upTo(20_000)
    return pdfOf([
      `<< /Type /Catalog /Pages 2 0 R /X ${'<< /A '.repeat(deep)}1${' >>'.repeat(deep)} >>`,
      pages,
      page,
      stream(Buffer.from(''), ''),
    ])
  },
  'PDF that refers to itself': () => pdfOf(['1 0 R', '2 0 R', '<< /Length 3 0 R >>']),
  'PDF with absurd numbers in its table': (chance) =>
    Buffer.from(
      small
        .toString('latin1')
        .replace(/startxref\n\d+/, `startxref\n${chance.of(absurd)}`)
        .replace(/xref\n0 4/, `xref\n0 ${chance.of(absurd)}`),
      'latin1',
    ),
  'PDF of which the table points to itself': () => {
    const text = small.toString('latin1')
    const at = text.indexOf('xref')
    return Buffer.from(text.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${at}`), 'latin1')
  },
  'PDF with a length that lies': (chance) =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      pages,
      page,
      `<< /Length ${chance.of(absurd)} >>\nstream\nx\nendstream`,
    ]),
  'PDF with objects in a stream that holds itself': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      pages,
      page,
      stream(
        deflateSync(Buffer.from('4 0 4 0 << >>')),
        '/Type /ObjStm /N 1000000 /First 4 /Extends 4 0 R /Filter /FlateDecode',
      ),
    ]),
  'PDF with a signature that is none': (chance) => {
    const contents = chance.bytes(chance.upTo(4000)).toString('hex')
    const range = `${chance.of(absurd)} ${chance.of(absurd)} ${chance.of(absurd)} ${chance.of(absurd)}`
    return pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>',
      pages,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [4 0 R] >>',
      '<< /FT /Sig /T (x) /V 5 0 R /Subtype /Widget /Rect [0 0 0 0] >>',
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [${range}] /Contents <${contents}> >>`,
    ])
  },
  'PDF with a script': () => withAction('<< /S /JavaScript /JS (app.alert(1)) >>'),
  'PDF that phones home': () => withAction('<< /S /URI /URI (http://127.0.0.1:9/x) >>'),
  'PDF that sends a form': () => withAction('<< /S /SubmitForm /F (http://127.0.0.1:9/x) >>'),
  'PDF that starts a program': () => withAction('<< /S /Launch /F (/bin/sh) >>'),
  'PDF with a script under another spelling': () => withAction('<< /S /J#61vaScript /J#53 (x) >>'),
  'PDF with a file in it': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >> >>',
      pages,
      page,
      stream(Buffer.from('MZ'), '/Type /EmbeddedFile'),
    ]),
  'PDF with XFA': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 4 0 R /Fields [] >> >>',
      pages,
      page,
      stream(Buffer.from('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), ''),
    ]),
  'PDF with a password': () =>
    Buffer.from(
      small
        .toString('latin1')
        .replace(
          '/Root 1 0 R',
          '/Root 1 0 R /Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P -1 /O (x) /U (x) >>',
        ),
      'latin1',
    ),
  'PDF and a page at once': () =>
    Buffer.concat([Buffer.from('<html><script>alert(1)</script>\n'), small]),
  'PDF with another behind it': () => Buffer.concat(Array.from({ length: 300 }, () => small)),
  'PNG of absurd size': (chance) =>
    png(chance.of(sizes), chance.of(sizes), deflateSync(Buffer.alloc(100))),
  'PNG that unpacks to 200 MB': () => png(8192, 8192, bomb),
  'PNG with words that unpack to 200 MB': () =>
    png(
      8,
      8,
      deflateSync(Buffer.alloc(200)),
      chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), bomb])),
    ),
  'PNG of ten thousand parts': () =>
    png(
      8,
      8,
      deflateSync(Buffer.alloc(200)),
      ...Array.from({ length: 10_000 }, () => chunk('tEXt', Buffer.from('a\0b'))),
    ),
  'PNG with a length that lies': () => {
    const file = Buffer.from(goodPng)
    file.writeUInt32BE(0x7fffffff, 33)
    return file
  },
  'JPEG of absurd size': (chance) => jpeg(chance.of(sizes), chance.of(sizes), chance.bytes(500)),
  'JPEG of noise': (chance) =>
    Buffer.concat([Buffer.from('ffd8ff', 'hex'), chance.bytes(chance.upTo(20_000))]),
  'HEIC of noise': (chance) =>
    Buffer.concat([heicPhoto.subarray(0, 40), chance.bytes(chance.upTo(20_000))]),
  'HEIC with boxes that lie': (chance) => {
    const file = Buffer.from(heicPhoto)
    file.writeUInt32BE(chance.of([0, 1, 7, 0x7fffffff, 0xffffffff]), chance.of([0, 28]))
    return file
  },
  'a ZIP that unpacks to 200 MB': () =>
    zip([
      ['a.txt', zeros(20)],
      ['b.txt', zeros(20)],
    ]),
  'a document of Word that unpacks to far more': () =>
    zip([
      ['[Content_Types].xml', Buffer.from('<Types/>')],
      ['word/document.xml', zeros(20)],
    ]),
  'a sheet of Excel that unpacks to far more': () =>
    zip([
      ['[Content_Types].xml', Buffer.from('<Types/>')],
      ['xl/worksheets/sheet1.xml', zeros(20)],
    ]),
  'a ZIP that leads elsewhere': () =>
    zip([['../../../../etc/cron.d/x', Buffer.from('* * * * * root x')]]),
  'a drawing with a script': () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    ),
  'a page with a script': () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  'a program': () => Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(2000)]),
  'what a virus scanner is tried with': () =>
    Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`),
  nothing: () => Buffer.alloc(0),
  'one byte': (chance) => chance.bytes(1),
  noise: (chance) => chance.bytes(chance.upTo(200_000)),
  'more than may be': () => Buffer.concat([small, zeros(20)]),
}

function changed(file: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(file)
  for (let times = 1 + chance.upTo(20); times > 0; times -= 1) {
    copy[chance.upTo(copy.length)] = chance.upTo(256)
  }
  return copy
}

const absurd = [-1, 0, 1, 65_535, 2_147_483_647, 4_294_967_295, -2_147_483_648, 99_999_999_999]
const sizes = [0, 1, 65_500, 65_535, 2_147_483_647, 4_294_967_295]

const names: readonly ((chance: Chance) => string)[] = [
  () => 'bewijs.pdf',
  () => '../../../../etc/passwd',
  () => '..\\..\\windows\\system32\\a.pdf',
  () => '/etc/shadow',
  () => `${'x'.repeat(5000)}.pdf`,
  () => 'bewijs\u202efdp.exe',
  () => 'a\u0000b.pdf',
  () => 'a\u0007\u001b[31m.pdf',
  () => '🚲👩‍👩‍👧‍👦ﷺ'.repeat(40),
  () => '"; filename="b.exe',
  () => '<img src=x onerror=alert(1)>.pdf',
  () => '.',
  () => '..',
  () => ' ',
  () => 'CON',
  () => '%00%2e%2e%2f',
  () => '__proto__',
  (chance) =>
    chance
      .bytes(30)
      .toString('latin1')
      .replaceAll(/[\r\n"]/g, '_'),
]
