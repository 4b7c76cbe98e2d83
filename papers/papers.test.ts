import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PDF } from '@libpdf/core'
import { fixedWords, oddWording, wordingOf } from '#testing/odd-register.ts'
import type { AccreditationData } from './accreditation.ts'
import { accreditation } from './accreditation.ts'
import { activityForm } from './activity-form.ts'
import { agreement, signedAgreement } from './agreement.ts'
import { certificate, certificatePicture, pictureSize } from './certificate.ts'
import { condolence } from './condolence.ts'
import { congratulation } from './congratulation.ts'
import { coverSheet } from './cover-sheet.ts'
import { decisionList } from './decision-list.ts'
import { creditNote, invoice, invoiceAmounts } from './invoice.ts'
import type { MeasureData } from './measure.ts'
import { measure } from './measure.ts'
import type { ObjectionData } from './objection.ts'
import { objection } from './objection.ts'
import { portfolio } from './portfolio.ts'
import { creditorReference } from './reference.ts'
import { refusal } from './refusal.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { registrationForm } from './registration-form.ts'
import type { RulingData } from './ruling.ts'
import { ruling } from './ruling.ts'
import { signedForm } from './signed-form.ts'
import type { StatusByHandData } from './status-by-hand.ts'
import { statusByHand } from './status-by-hand.ts'
import { onTheTypesetter } from './typeset.ts'

const run = promisify(execFile)
const tsx = import.meta.resolve('tsx')

const register: DocumentRegister = {
  brand: 'krsd',
  name: 'Kwaliteitsregister Sociaal Domein',
  shortName: 'KRSD',
  organisation: 'Stichting KRSD',
  wording: await wordingOf('krsd'),
  website: 'krsd.example',
  signInAt: 'peil.example/krsd',
  contact: { email: 'bureau@krsd.example' },
  addressLines: ['Voorbeeldstraat 1', '3511 AB Utrecht'],
  accent: '#0b5a8f',
  formOfAddress: 'je',
  iban: 'NL91ABNA0417164300',
  accountName: 'Stichting KRSD',
  kvk: '12345678',
  unit: { one: 'uur', many: 'uur' },
  signatory: 'Directeur',
  example: false,
}
const person = { name: 'Farid El Amrani', addressLines: ['Kanaalweg 12', '3526 KM Utrecht'] }

const agreementData = {
  register,
  person,
  title: 'Registratieovereenkomst',
  number: 'KRSD-O-000123',
  textVersion: '1.0',
  regulationVersion: '2021-01-01',
  madeOn: '2026-11-21',
  signBefore: '2026-12-21',
  sections: [
    { heading: 'Waarover dit gaat', paragraphs: ['Eerste alinea.', 'Tweede alinea.'] },
    { heading: 'Kosten', paragraphs: ['De kosten staan in de tarieven.'] },
  ],
}

const coverData = {
  register,
  person,
  document: 'de VOG',
  number: 'P000123',
  address: 'https://peil.example/krsd/werk/post?zoek=P000123',
  envelope: true,
  note: 'Post is op eigen risico.',
  announcedOn: '2026-11-21',
}

const formData = {
  register,
  heading: 'Formulier intervisie',
  name: 'Farid El Amrani',
  registrationNumber: 'KRSD-000123',
  activity: 'Intervisie in de regio',
  kind: 'Intervisie',
  completedOn: '2026-06-01',
  amount: '6 uur',
  answers: [
    { question: 'Welke situatie is besproken?', answer: 'Een gesprek.\n\nEn #nog een.' },
    { question: 'Wat is er geleerd?', answer: 'Doorvragen.' },
  ],
  filledInOn: '2026-06-03',
}

const signedFormData = {
  register,
  heading: 'Registratieformulier vrije ruimte',
  name: 'Farid El Amrani',
  registrationNumber: 'KRSD-000123',
  activity: 'Stagiaires',
  kind: 'Begeleiden van stagiaires of junioren',
  completedOn: '2026-06-01',
  amount: '10 uur',
  answers: [{ question: 'Wie is begeleid?', answer: 'Twee stagiaires.' }],
  criterion: 'Het hoort bij het vak.',
  handedInOn: '2026-06-03',
  referee: { name: 'Petra de Wit', relation: 'leidinggevende', confirmedOn: '2026-06-05' },
  madeOn: '2026-06-10',
}

const evidence = {
  unsignedSha256: 'ab'.repeat(32),
  signedBy: 'Farid El Amrani',
  email: 'farid@voorbeeld.example',
  authentication: 'Ingelogd met e-mailadres en wachtwoord',
  statement: 'Ik heb de overeenkomst gelezen en ga ermee akkoord.',
  signedAt: '2026-11-22T23:30:00Z',
}

const invoiceData = {
  register,
  number: 'KRSD-2026-0042',
  recipient: person,
  invoiceDate: '2026-11-22',
  dueDate: '2026-12-22',
  lines: [{ description: 'Registratie van een jaar', cents: 9500 }],
  vat: { treatment: 'exempt', ground: 'artikel 11 van de wet' } as const,
  reference: creditorReference('KRSD20260042'),
}

const creditData = {
  register,
  number: 'KRSD-C-000001',
  recipient: person,
  date: '2027-03-01',
  invoice: { number: 'KRSD-2026-0042', date: '2026-11-22' },
  amounts: { net: 7851, vat: 1649, total: 9500 },
  ground: '',
  reason: 'Uitgeschreven, niet te innen.',
}

const certificateData = {
  register,
  title: 'Bewijs van registratie',
  name: 'Farid El Amrani',
  registrationNumber: 'KRSD-004217',
  decidedOn: '2027-01-14',
  first: '2027-01-14',
  last: '2030-01-13',
  code: '7KQ4-M2XD-9TWB',
  checkUrl: 'https://krsd.example/krsd/certificaat/7KQ4M2XD9TWB',
}

const letterData = {
  register,
  person,
  registrationNumber: 'KRSD-004217',
  kind: 'first' as const,
  date: '2027-01-15',
  decidedOn: '2027-01-14',
}

const condolenceData = { register, person, who: 'Noor de Wit', number: '', date: '2027-01-14' }

const congratulationData = {
  ...letterData,
  first: '2027-01-14',
  last: '2030-01-13',
  applyAgainFrom: '2029-01-14',
}

const refusalData = {
  ...letterData,
  applicationNumber: 'KRSD-A-000045',
  norms: [
    { name: 'Totaal', source: 'artikel 5', met: true, required: 9600, counted: 12300, reasons: [] },
    {
      name: 'Geaccrediteerd',
      source: 'artikel 5',
      met: false,
      required: 2400,
      counted: 2300,
      reasons: ['Er is 1 uur te weinig geaccrediteerd.'],
    },
    { name: 'Spreiding', source: 'artikel 6', met: true, reasons: [] },
  ],
  reason: 'Het geaccrediteerde deel is te klein.',
  objection: {
    weeks: 6,
    last: '2027-02-26',
    to: ['Stichting KRSD', 'Voorbeeldstraat 1'],
    decisionWeeks: 6,
  },
}

const portfolioData = {
  register,
  name: 'Lonneke',
  registrationNumber: 'KRSD-004218',
  status: 'Kandidaat',
  madeOn: '2022-12-01',
  first: '2019-01-01',
  norms: [
    {
      name: 'Totaal',
      unit: { one: 'uur', many: 'uur' },
      required: 9600,
      approved: 5000,
      pending: 50,
      planned: 700,
      sentence: 'Nog 46 uur nodig.',
    },
  ],
  activities: [
    {
      day: '2022-03-12',
      title: 'BOA her- en bijscholing',
      kind: 'Training',
      accredited: true,
      claimed: 2400,
      counted: 2400,
      state: 'Goedgekeurd',
      evidence: ['bewijs.pdf'],
    },
    {
      day: '2022-05-01',
      title: 'Workshop',
      provider: 'Leerplein',
      kind: 'Workshop',
      accredited: false,
      claimed: 650,
      counted: 400,
      state: 'Deels goedgekeurd',
      reason: 'Voor een dagdeel rekenen we 4 uur.',
      evidence: [],
    },
  ],
}

const decisionListData = {
  register,
  meetingDate: '2027-01-14',
  madeOn: '2027-01-15',
  present: [{ name: 'Anna de Wit', role: 'voorzitter' }],
  decisions: [
    {
      applicationNumber: 'KRSD-A-000044',
      name: 'Farid El Amrani',
      kind: 'first' as const,
      outcome: 'granted' as const,
      first: '2027-01-14',
      last: '2030-01-13',
      decidedBy: ['Anna de Wit', 'Bram Visser'],
      withdrawn: ['Cem Yılmaz (zelfde werkgever)'],
    },
  ],
}

// Registered for a while instead.
const insteadData = {
  ...refusalData,
  temporary: {
    first: '2027-01-15',
    last: '2028-01-14',
    open: ['Geaccrediteerd: nog 1 uur'],
    shortensNext: true,
    rule: 'Wie alleen geaccrediteerde uren mist, krijgt een jaar. (hoofdstuk 2)',
  },
}

const rulingData: RulingData = {
  register,
  person,
  registrationNumber: 'KRSD-004217',
  number: 'B-2027-0004',
  askedOn: '2027-01-15',
  decidedOn: '2027-02-14',
  board: { the: 'het dagelijks orgaan', The: 'Het dagelijks orgaan' },
  advice: { by: 'de raad', By: 'De raad', given: 'for' },
  question: 'Ik liep een jaar stage in Spanje.\n\nEn #nog een.',
  wish: 'Dat de stage meetelt.',
  granted: true,
  decision: 'De stage telt mee.',
  ground: 'Het doel was hetzelfde.',
  stays: [],
  objection: {
    weeks: 6,
    last: '2027-03-28',
    to: ['Stichting KRSD', 'Voorbeeldstraat 1'],
    decisionWeeks: 6,
  },
}

// Under a condition and for a while; refused against the advice; of an application; in the place of another.
const conditionalData = {
  ...rulingData,
  condition: 'De uren zijn er op de laatste dag.',
  until: '2028-02-13',
}
const objectionData: ObjectionData = {
  register: rulingData.register,
  person: rulingData.person,
  registrationNumber: 'KRSD-000123',
  number: 'BZ-2027-0001',
  title: 'Besluit op aanvraag A-2027-0001',
  of: '2027-01-14',
  receivedOn: '2027-02-26',
  decidedOn: '2027-03-01',
  body: { the: 'het bestuur', The: 'Het bestuur' },
  outcome: 'founded',
  decision: 'De training telt mee.',
  reason: 'Die hoort bij het vak.',
  excusable: true,
  heard: '2027-02-27',
  changes: ['Training: 8 in plaats van 0 uur toegekend.'],
  fee: 5000,
  further: 'Daarna is er de rechter.',
}

const refusedData = { ...rulingData, granted: false, decision: 'De stage telt niet mee.' }
const hoursData = {
  ...rulingData,
  applicationNumber: 'KRSD-A-000045',
  question: '‘2.080 uur’ is niet gehaald. Er zijn 1.900 uur.',
  advice: { ...rulingData.advice, by: 'de raad', By: 'De raad', given: 'divided' as const },
}
const correctedData = {
  ...refusedData,
  instead: { of: '2027-02-14', because: 'De duur was verkeerd gelezen.' },
  stays: ['Het besluit van 20 februari 2027 op aanvraag KRSD-A-000045 (toegekend) blijft staan.'],
  decidedOn: '2027-03-01',
}

const measureData: MeasureData = {
  register,
  person,
  registrationNumber: 'KRSD-004217',
  number: 'V-2027-0004',
  by: 'het tuchtcollege',
  givenOn: '2027-01-15',
  gist: 'De klacht is gegrond.',
  decidedOn: '2027-02-14',
  board: { the: 'het dagelijks orgaan', The: 'Het dagelijks orgaan' },
  kind: 'suspension',
  interim: false,
  first: '2027-02-14',
  last: '2027-05-13',
  reason: 'De uitspraak is ernstig.\n\nEn #nog iets.',
  heard: 'Er is van geleerd.',
  meanwhile: { activities: true, apply: false, invoices: false },
  objection: {
    weeks: 6,
    last: '2027-03-28',
    to: ['Stichting KRSD', 'Voorbeeldstraat 1'],
    decisionWeeks: 6,
    suspends: false,
  },
}

// Without days: a removal with the day of coming back, and what ends or changes nothing.
const byHandData: StatusByHandData = {
  register,
  person,
  registrationNumber: 'KRSD-000123',
  decidedOn: '2027-02-14',
  board: { the: 'het bestuur', The: 'Het bestuur' },
  what: 'De registratie is doorgehaald.',
  means: ['Het keurmerk geldt niet meer.'],
  ground: 'Valse stukken',
  rests: 'Artikel 9 van het reglement.',
  source: 'notulen van 12 februari',
  reason: 'Het diploma is <vals>.',
  objection: {
    weeks: 6,
    last: '2027-03-28',
    to: ['Stichting', 'Straat 1'],
    decisionWeeks: 6,
    here: true,
  },
}
const accreditationData: AccreditationData = {
  register,
  asker: { name: 'Academie De Brug', addressLines: ['Brugweg 1', '1234 AB Heideveld'] },
  number: 'ACC-KRSD-00012',
  courseNumber: 'OPL-000012',
  course: 'Passend onderwijs',
  handedInOn: '2027-01-04',
  decidedOn: '2027-02-14',
  by: { the: 'het bestuur', The: 'Het bestuur' },
  granted: {
    counts: ['7 uur geaccrediteerd, als training of opleiding'],
    first: '2027-02-14',
    last: '2030-02-13',
    conditions: 'Met een <toets>.',
  },
  reason: 'Het past bij het vak.',
  objection: { last: '2027-03-28', to: ['Stichting', 'Straat 1'], decisionWeeks: 6 },
}
const { first: _first, last: _last, ...undated } = measureData
const interimData = { ...measureData, interim: true, heard: '' }

const everyDocument: readonly (readonly [
  string,
  (of: DocumentRegister) => Promise<MadeDocument>,
])[] = [
  ['the agreement', (of) => agreement({ ...agreementData, register: of })],
  ['the signed agreement', (of) => signedAgreement({ ...agreementData, register: of }, evidence)],
  ['the invoice', (of) => invoice({ ...invoiceData, register: of })],
  ['the credit note', (of) => creditNote({ ...creditData, register: of })],
  ['the certificate', (of) => certificate({ ...certificateData, register: of })],
  [
    'a document that was signed here',
    (of) =>
      signedForm({
        register: of,
        words: {
          title: 'Verzoek In opleiding',
          parties: [{ label: 'Professional', value: 'Farid El Amrani' }],
          rows: [{ label: 'Opleiding', value: 'Masterclass 1 tot en met 4' }],
          promises: ['Ik volg binnen een jaar de masterclasses.'],
          paragraphs: ['Ik heb dit naar waarheid ingevuld.'],
        },
        signatures: [
          {
            party: 'Professional',
            name: 'Farid El Amrani',
            authentication: 'Ingelogd met e-mailadres en wachtwoord',
            signedAt: '2026-11-22T23:30:00Z',
            wordsSha256: 'ab'.repeat(32),
          },
        ],
        day: '2026-11-23',
      }),
  ],
  ['the letter of condolence', (of) => condolence({ ...condolenceData, register: of })],
  ['the congratulation', (of) => congratulation({ ...congratulationData, register: of })],
  ['the refusal', (of) => refusal({ ...refusalData, register: of })],
  ['the ruling', (of) => ruling({ ...rulingData, register: of })],
  ['the decision on an objection', (of) => objection({ ...objectionData, register: of })],
  ['the ruling under a condition', (of) => ruling({ ...conditionalData, register: of })],
  ['the ruling in an application', (of) => ruling({ ...hoursData, register: of })],
  ['the corrected ruling', (of) => ruling({ ...correctedData, register: of })],
  ['the registration form', (of) => registrationForm({ ...signedFormData, register: of })],
  ['the measure', (of) => measure({ ...measureData, register: of })],
  ['the measure before hearing', (of) => measure({ ...interimData, register: of })],
  [
    'the removal',
    (of) => measure({ ...undated, kind: 'removal', backFrom: '2029-02-14', register: of }),
  ],
  ['an accreditation', (of) => accreditation({ ...accreditationData, register: of })],
  [
    'no accreditation',
    (of) => accreditation({ ...accreditationData, granted: null, register: of }),
  ],
  ['a decision by hand', (of) => statusByHand({ ...byHandData, register: of })],
  ['the warning', (of) => measure({ ...undated, kind: 'warning', register: of })],
  ['the form of an activity', (of) => activityForm({ ...formData, register: of })],
  ['the letter instead', (of) => refusal({ ...insteadData, register: of })],
  ['the cover sheet', (of) => coverSheet({ ...coverData, register: of })],
  ['the portfolio', (of) => portfolio({ ...portfolioData, register: of })],
  ['the list of decisions', (of) => decisionList({ ...decisionListData, register: of })],
]

for (const [name, make] of everyDocument) {
  test(`${name} is tagged, in Dutch, with title, author and the date it was given`, async () => {
    const made = await make(register)
    const pdf = await PDF.load(made.pdf)
    const source = Buffer.from(made.pdf).toString('latin1')
    assert.equal(pdf.getTitle(), made.title)
    assert.equal(pdf.getAuthor(), 'Stichting KRSD')
    assert.equal(pdf.getLanguage(), 'nl-NL')
    assert.match(source, /pdfuaid:part>1</)
    assert.match(source, /\/StructTreeRoot/)
    assert.match(made.fileName, /^[a-z0-9-]+\.pdf$/)
    assert.equal(made.sha256, createHash('sha256').update(made.pdf).digest('hex'))
  })

  test(`${name} has the same bytes when it is made again`, async () => {
    assert.equal((await make(register)).sha256, (await make(register)).sha256)
  })

  test(`${name} says that it is an example where it is one`, async () => {
    assert.doesNotMatch(await textOf(await make(register)), /voorbeeld:/i)
    assert.match(await textOf(await make({ ...register, example: true })), /Voorbeeld:/)
  })

  test(`${name} never mixes je and u`, async () => {
    const je = await textOf(await make(register))
    assert.doesNotMatch(je, /\b(u|uw|U|Uw)\b/)
    const u = await textOf(await make({ ...register, formOfAddress: 'u' }))
    assert.doesNotMatch(u, /\b(je|jou|jouw|Je|Jouw)\b/)
  })
}

const odd: DocumentRegister = { ...register, wording: await oddWording() }

for (const [name, make] of everyDocument) {
  test(`${name} has the words of its register`, async () => {
    const made = await make(odd)
    assert.doesNotMatch(`${made.title} ${made.fileName}`, fixedWords)
    // Addresses are the same in every register.
    assert.doesNotMatch((await textOf(made)).replace('/certificaat/', '/'), fixedWords)
  })
}

// Pictures, a digit in a box, a family joined into one, the bullet that Word copies, names in other scripts.
const printable = '🚲 ✅ 🎓 1️⃣ 👨‍👩‍👧 🫨 \uf0b7 ሰላም ⵜⴰⵎⴰⵣⵉⵖⵜ محمد שלום ภาษาไทย नमस्ते Γιώργος Андрей'
// Chinese, what is no character, half a character, a control, marks piled upon each other and upon another script.
const unprintable = `中文 \ufffe \u0007 \ud83c Z${'\u0321\u0316'.repeat(40)} a\u0e34\u064b \u202eabc`

for (const [name, make] of everyDocument) {
  test(`${name} is made with whatever was typed, and shows what a font shows`, async () => {
    const made = await make({ ...register, organisation: printable, signatory: printable })
    assert.doesNotMatch(await textOf(made), /□/)
    const other = await make({ ...register, organisation: unprintable, signatory: unprintable })
    assert.match(await textOf(other), /□/)
  })
}

test('what no font shows leaves the rest of the text as it was typed', async () => {
  const text = await textOf(
    await refusal({
      ...refusalData,
      reason: 'Geen bewijs 中 van Đỗ Thị ✅, stap 1 en 2. \uf0b7 Dit.',
    }),
  )
  assert.match(text, /Geen bewijs □ van Đỗ Thị ✅, stap 1 en 2\. • Dit\./)
})

test('a text of a hundred thousand characters is printed, from left to right and from right to left', async () => {
  const long = 'Wat een lange reden. 🚲 '.repeat(2500) + 'محمد الفاسي '.repeat(3500)
  assert.ok((await refusal({ ...refusalData, reason: long })).pdf.length > 0)
})

test('papers are the same whatever fonts a machine has', async () => {
  const typed = { ...register, organisation: printable, signatory: printable }
  const data = { ...refusalData, register: typed, reason: printable + unprintable }
  const here = (await refusal(JSON.parse(JSON.stringify(data)))).sha256
  const folder = mkdtempSync(path.join(tmpdir(), 'peil-machine-'))
  try {
    const script = path.join(folder, 'make.mts')
    const from = new URL('./refusal.ts', import.meta.url).href
    writeFileSync(
      script,
      `import { refusal } from ${JSON.stringify(from)}
process.stdout.write((await refusal(${JSON.stringify(data)})).sha256)`,
    )
    // One machine has no fonts, another has our own in other weights, under the same names.
    const arabic = path.dirname(
      fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-arabic')),
    )
    for (const fonts of [folder, arabic]) {
      const conf = path.join(folder, 'fonts.conf')
      writeFileSync(
        conf,
        `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${fonts}</dir></fontconfig>`,
      )
      const { stdout } = await run(process.execPath, ['--import', tsx, script], {
        env: { ...process.env, FONTCONFIG_FILE: conf },
      })
      assert.equal(stdout, here)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a template that is broken fails by itself: what comes after it is made', async () => {
  const broken = { template: 'nergens', as: 'pdf', facts: '{}', creationTimestamp: 0 } as const
  await assert.rejects(onTheTypesetter(broken), /could not be set/)
  assert.ok((await refusal(refusalData)).pdf.length > 0)
})

test('no character that there is stops a paper', async () => {
  for (let plane = 0; plane <= 16; plane += 1) {
    const characters = Array.from({ length: 0x10000 / 23 }, (_, index) =>
      String.fromCodePoint(plane * 0x10000 + index * 23),
    )
    const reason = characters.join(' ')
    assert.ok((await refusal({ ...refusalData, reason })).pdf.length > 0, `plane ${plane}`)
  }
})

test('text of people is only ever text', async () => {
  const tricky = '#panic("x") *vet* $x$ @label <b> \\ // [a](b) "quotes"'
  const made = await agreement({
    ...agreementData,
    person: { name: tricky, addressLines: [] },
    sections: [{ heading: tricky, paragraphs: [tricky] }],
  })
  const text = await textOf(made)
  assert.equal(text.split('#panic("x") *vet* $x$').length - 1, 4)
})

test('the agreement gives its sections, its number and the last day to sign', async () => {
  const text = await textOf(await agreement(agreementData))
  assert.match(text, /1\. Waarover dit gaat/)
  assert.match(text, /Tweede alinea\./)
  assert.match(text, /KRSD-O-000123/)
  assert.match(text, /uiterlijk op 21 december 2026/)
  assert.doesNotMatch(text, /Bewijs van ondertekening/)
})

test('the signed agreement records what was signed, by whom, how and when', async () => {
  const text = await textOf(await signedAgreement(agreementData, evidence))
  assert.match(text, /Bewijs van ondertekening/)
  assert.match(text, /23 november 2026 om 0\.30 uur/)
  assert.match(text, /2026-11-22T23:30:00Z/)
  assert.match(text, /Ingelogd met e-mailadres en wachtwoord/)
  assert.ok(text.replace(/\s/g, '').includes(evidence.unsignedSha256))
})

test('VAT is exempt, included or added, and always sums up to the cent', () => {
  const lines = [{ description: '', cents: 9500 }]
  assert.deepEqual(invoiceAmounts(lines, { treatment: 'exempt', ground: '' }), {
    net: 9500,
    vat: 0,
    total: 9500,
  })
  assert.deepEqual(invoiceAmounts(lines, { treatment: 'included', rate: 21 }), {
    net: 7851,
    vat: 1649,
    total: 9500,
  })
  assert.deepEqual(invoiceAmounts(lines, { treatment: 'excluded', rate: 21 }), {
    net: 9500,
    vat: 1995,
    total: 11495,
  })
})

test('the invoice says what to pay, how, and why there is no VAT', async () => {
  const text = await textOf(await invoice(invoiceData))
  assert.match(text, /€\s95,00/)
  assert.match(text, /NL91 ABNA 0417 1643 00/)
  assert.match(text, /RF08 KRSD 2026 0042/)
  assert.match(text, /Vrijgesteld van btw: artikel 11 van de wet/)
  assert.match(text, /22 december 2026/)
})

test('a paid invoice says so and asks for nothing', async () => {
  const text = await textOf(await invoice({ ...invoiceData, paidOn: '2026-12-01' }))
  assert.match(text, /Voldaan op 1 december 2026/)
  assert.doesNotMatch(text, /Zo betaal je|Te betalen/)
})

test('a credit note takes back the whole invoice, with its VAT', async () => {
  const text = await textOf(await creditNote(creditData))
  assert.match(text, /Creditnota KRSD-C-000001/)
  assert.match(text, /vervalt factuur KRSD-2026-0042 van 22 november 2026/)
  for (const amount of ['78,51', '16,49', '95,00']) assert.match(text, new RegExp(`€\\s.${amount}`))
  assert.match(text, /niet te innen/)
  const part = { ...creditData, whole: false, amounts: { net: 1653, vat: 347, total: 2000 } }
  const ofPart = await textOf(await creditNote(part))
  assert.match(ofPart, /vervalt een deel van factuur KRSD-2026-0042 van 22 november 2026: €\s20,00/)
  assert.doesNotMatch(ofPart, /niet meer te betalen/)
})

test('the certificate stands on one page, also for a long name', async () => {
  for (const name of ['Bo Li', `Maria-Magdalena ${'van den Heuvel-'.repeat(6)}Bruggen`]) {
    const made = await certificate({ ...certificateData, name, category: 'Senior' })
    assert.equal((await PDF.load(made.pdf)).getPageCount(), 1)
  }
  const text = await textOf(await certificate(certificateData))
  for (const words of ['Farid El Amrani', 'KRSD-004217', '13 januari 2030', '7KQ4-M2XD-9TWB']) {
    assert.ok(text.includes(words), words)
  }
})

test('the picture of a certificate is the certificate: A4 on its side, and another for another name', async () => {
  const picture = Buffer.from(await certificatePicture(certificateData))
  assert.equal(picture.toString('latin1', 1, 4), 'PNG')
  // The width and the height stand in the first chunk of a PNG.
  assert.deepEqual(
    { width: picture.readUInt32BE(16), height: picture.readUInt32BE(20) },
    pictureSize,
  )
  const other = await certificatePicture({ ...certificateData, name: 'Bo Li' })
  assert.notDeepEqual(Buffer.from(other), picture)
})

test('the refusal gives its reasons per norm and the last day to object', async () => {
  const text = await textOf(await refusal(refusalData))
  assert.match(text, /Er is 1 uur te weinig geaccrediteerd\./)
  assert.match(text, /123 uur/)
  assert.match(text, /26 februari 2027 \(binnen 6 weken/)
})

test('the letter instead says for how long, what is still to be done and what it takes off', async () => {
  const text = (await textOf(await refusal(insteadData))).replace(/\s+/g, ' ')
  assert.match(
    text,
    /Je bent voorlopig gecertificeerd van 15 januari 2027 tot en met 14 januari 2028/,
  )
  assert.match(text, /Wat je in die tijd inhaalt • Geaccrediteerd: nog 1 uur/)
  assert.match(text, /uiterlijk op 14 januari 2028/)
  assert.match(text, /voorlopige certificering dan heeft geduurd, gaan af van de periode die volgt/)
  assert.match(text, /Bezwaar maken|bezwaar maken/)
  assert.doesNotMatch(text, /afgewezen|Later opnieuw aanvragen/)
  const whole = { ...insteadData, temporary: { ...insteadData.temporary, shortensNext: false } }
  assert.doesNotMatch(await textOf(await refusal(whole)), /gaan af/)
})

test('a decision on an objection says what became of it, what changes, what is paid back and where to go', async () => {
  const plainOf = async (data: ObjectionData) =>
    (await textOf(await objection(data))).replaceAll(/\s+/g, ' ')
  const founded = await plainOf(objectionData)
  for (const words of [
    'gegrond verklaard',
    'De training telt mee.',
    'Dat is te begrijpen',
    'komt in de plaats van het vorige',
    '8 in plaats van 0 uur',
    '€ 50,00',
    'Daarna is er de rechter.',
  ]) {
    assert.ok(founded.replaceAll('\u00a0', ' ').includes(words), words)
  }
  const { heard: _, excusable: __, further: ___, ...rest } = objectionData
  const other = await plainOf({
    ...rest,
    outcome: 'unfounded',
    changes: [],
    fee: 0,
    unheard: 'Het bezwaar is duidelijk ongegrond.',
  })
  assert.ok(other.includes('ongegrond verklaard'))
  assert.ok(other.includes('Er verandert niets.'))
  assert.ok(other.includes('Er is geen gesprek geweest.'))
  assert.ok(!other.includes('rechter') && !other.includes('Kosten'))
})

test('a ruling says what was decided, why, what was advised, what it means and how to object', async () => {
  const plainOf = async (data: RulingData) =>
    (await textOf(await ruling(data))).replaceAll(/\s+/g, ' ')
  const plain = await plainOf(rulingData)
  assert.match(plain, /Het dagelijks orgaan heeft je verzoek toegewezen\./)
  assert.match(plain, /De raad adviseerde positief\./)
  assert.doesNotMatch(plain, /besliste anders|voorwaarde|geldt tot|vervangt/)
  assert.match(plain, /bezwaar maken\. Dat kan tot en met 28 maart 2027/)
  assert.match(plain, /En #nog een\./)
  const conditional = await plainOf(conditionalData)
  assert.match(
    conditional,
    /toegewezen, onder een voorwaarde\. Dit geldt tot en met 13 februari 2028/,
  )
  assert.match(conditional, /De voorwaarde De uren zijn er op de laatste dag\./)
  const refused = await plainOf(refusedData)
  assert.match(refused, /verzoek afgewezen\..*besliste anders/)
  const hours = await plainOf(hoursData)
  assert.match(hours, /aanvraag KRSD-A-000045.*besloten dat de norm is gehaald/)
  assert.match(hours, /De leden van de raad adviseerden verschillend\./)
  const corrected = await plainOf(correctedData)
  assert.match(corrected, /Nieuw besluit op je verzoek/)
  assert.match(
    corrected,
    /vervangt het besluit van 14 februari 2027\. De duur was verkeerd gelezen\./,
  )
  assert.match(corrected, /Wat niet vanzelf verandert .*KRSD-A-000045 \(toegekend\) blijft staan/)
})

test('the certificate of a registration for a while says so', async () => {
  const text = await textOf(await certificate({ ...certificateData, temporary: true }))
  assert.match(text, /is voorlopig gecertificeerd in/)
})

test('the list of decisions says of whom it is for a while', async () => {
  const [first, ...others] = decisionListData.decisions
  assert.ok(first)
  const decisions = [{ ...first, outcome: 'temporary' as const }, ...others]
  assert.match(await textOf(await decisionList({ ...decisionListData, decisions })), /Voorlopig/)
})

test('the portfolio adds up what it lists', async () => {
  const text = await textOf(await portfolio(portfolioData))
  assert.match(text, /50 van 96 uur goedgekeurd, 0,5 nog te beoordelen, 7 gepland/)
  assert.match(text, /30,5/)
  assert.match(text, /is 24 geaccrediteerd/)
  assert.match(text, /Voor een dagdeel rekenen we 4 uur\./)
})

test('a portfolio without activities and a meeting without decisions say so', async () => {
  const empty = await textOf(await portfolio({ ...portfolioData, norms: [], activities: [] }))
  assert.match(empty, /Er staan nog geen activiteiten/)
  const quiet = await textOf(await decisionList({ ...decisionListData, decisions: [] }))
  assert.match(quiet, /geen besluiten genomen/)
})

test('a cover sheet says whose it is, where it goes and what happens to it', async () => {
  const text = await textOf(await coverSheet(coverData))
  assert.match(text, /Stichting KRSD\s+Voorbeeldstraat 1\s+3511 AB Utrecht/)
  for (const said of [/P000123/, /Farid El Amrani/, /de VOG/, /Zit erbij/, /op eigen risico/]) {
    assert.match(text, said)
  }
  const without = await textOf(await coverSheet({ ...coverData, envelope: false }))
  assert.match(without, /wordt het origineel na de controle vernietigd/)
})

test('the form of an activity has each question with its answer, line by line and as text', async () => {
  const text = await textOf(await activityForm(formData))
  for (const said of [
    /Formulier intervisie/,
    /KRSD-000123/,
    /6 uur/,
    /Welke situatie is besproken\?\s+Een gesprek\.\s+En #nog een\./,
    /Wat is er geleerd\?\s+Doorvragen\./,
    /Ingevuld door Farid El Amrani op 3 juni 2026/,
  ]) {
    assert.match(text, said)
  }
})

test('the registration form says what was signed digitally, and has lines for what was not', async () => {
  const signed = await textOf(await registrationForm(signedFormData))
  assert.match(signed, /Farid El Amrani stuurde dit digitaal in op\s+3\s+juni\s+2026/)
  assert.match(
    signed,
    /Petra de Wit \(leidinggevende\) bevestigde dit digitaal op\s+5\s+juni\s+2026/,
  )
  assert.doesNotMatch(signed, /Plaats en datum/)
  const { handedInOn: _, referee: __, ...blank } = signedFormData
  const open = await textOf(await registrationForm(blank))
  assert.equal(open.match(/Plaats en datum/g)?.length, 2)
  assert.match(open, /De referent[\s\S]*Relatie[\s\S]*Handtekening/)
  const alone = await textOf(
    await registrationForm({ ...blank, alone: { on: '2026-06-04', reason: 'Niemand was erbij.' } }),
  )
  assert.match(alone, /Geen referent[\s\S]*zelf\s+op\s+4\s+juni\s+2026[\s\S]*Niemand\s+was\s+erbij/)
})

test('many documents at once each come out right', async () => {
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, number) =>
      certificate({ ...certificateData, name: `Persoon ${number}` }),
    ),
  )
  const texts = await Promise.all(made.map(textOf))
  texts.forEach((text, number) => {
    assert.match(text, new RegExp(`Persoon ${number}\\b`))
  })
})

async function textOf(made: MadeDocument): Promise<string> {
  const pdf = await PDF.load(made.pdf)
  return pdf
    .getPages()
    .map((page) => page.extractText().text)
    .join('\n')
}
