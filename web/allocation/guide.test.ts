import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform()
const jeugd = peil.platform.norms.get('jeugd')?.[0]
assert.ok(jeugd)
const questions = '/werktoedeling/jeugd/vragen'

type Typed = Readonly<Record<string, string | readonly string[]>>

/** Answers to all indicators: that they are not so, but for these. */
function answers(but: Readonly<Record<string, string>> = {}): Typed {
  assert.ok(jeugd)
  return Object.fromEntries(jeugd.indicators.map(({ id }) => [`vraag-${id}`, but[id] ?? 'nee']))
}

const light = { 'predictable-and-safe': 'ja' }

/** What is shown after this screen was sent with these answers. */
async function send(screen: number, typed: Typed) {
  const body = new URLSearchParams()
  const all = { _norm: '2026-01-01', _scherm: String(screen), ...typed }
  for (const [name, values] of Object.entries(all)) {
    for (const value of [values].flat()) body.append(name, value)
  }
  const answer = await peil.app.request(questions, {
    method: 'POST',
    body,
    headers: { host: 'peil.test', origin: peil.platform.origin },
  })
  const html = await answer.text()
  const [, title = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(html) ?? []
  return { status: answer.status, html, title: wordsOf(title), words: wordsOf(html) }
}

test('the guide is there for everybody, says what it is, and stands outside the registers', async () => {
  const home = await peil.get('/werktoedeling/jeugd')
  assert.equal(home.status, 200)
  const words = wordsOf(await home.text())
  assert.match(words, /Wie doet welk werk in de jeugdhulp\?/)
  assert.match(words, /Dit is een voorstel/)
  assert.match(words, /Er wordt niets bewaard/)
  for (const { label } of jeugd.outcomes) assert.ok(words.includes(label), label)
  const begun = await peil.get('/werktoedeling')
  assert.equal(begun.headers.get('location'), '/werktoedeling/jeugd')
  for (const path of ['/', '/sitemap.xml']) {
    assert.ok((await (await peil.get(path)).text()).includes('/werktoedeling/jeugd'), path)
  }
  assert.equal((await peil.get('/werktoedeling/zorg')).status, 404)
})

test('the whole norm is there to read by its version, with its table for others', async () => {
  const page = await peil.get('/werktoedeling/jeugd/norm/2026-01-01')
  assert.equal(page.status, 200)
  const html = await page.text()
  const words = wordsOf(html)
  for (const { question } of jeugd.indicators) assert.ok(words.includes(question), question)
  for (const { id, text } of jeugd.table.rules) {
    assert.ok(words.includes(text), text)
    assert.ok(html.includes(`id="regel-${id}"`), id)
  }
  assert.match(words, /De aanbieder van jeugdhulp is verantwoordelijk/)
  const table = await peil.get('/werktoedeling/jeugd/norm/2026-01-01/tabel.dmn')
  assert.match(table.headers.get('content-disposition') ?? '', /jeugd-2026-01-01\.dmn/)
  assert.match(await table.text(), /<dmn:decisionTable[^>]* hitPolicy="PRIORITY"/)
  assert.equal((await peil.get('/werktoedeling/jeugd/norm/2025-01-01')).status, 404)
})

describe('five screens lead to an outcome', () => {
  test('one after the other, with what was answered kept in the form', async () => {
    const first = await peil.get(questions)
    const html = await first.text()
    assert.match(wordsOf(html), /Stap 1 van 5: De situatie/)
    assert.doesNotMatch(html, /\schecked/)
    const typed = answers({ ...light, 'mbo-level': 'ja' })
    const second = await send(0, typed)
    assert.match(second.words, /Stap 2 van 5: Het werk/)
    assert.match(second.html, /<input type="hidden" name="vraag-crisis" value="nee"/)
    assert.match((await send(1, typed)).words, /Stap 3 van 5: De verantwoordelijkheid/)
    assert.match((await send(2, typed)).words, /Stap 4 van 5: De taak/)
    const outcome = await send(3, typed)
    assert.equal(outcome.title, 'Een niet-geregistreerde professional')
    assert.match(outcome.words, /de taak past bij een mbo-opleiding/)
    assert.match(outcome.words, /voorstel, regel 14/)
  })

  test('a registered professional, applied', async () => {
    const typed = answers({ crisis: 'ja', 'decisive-say': 'ja' })
    const choice = await send(3, typed)
    assert.match(choice.words, /Stap 5 van 5/)
    assert.match(choice.words, /Bij dit werk past: een geregistreerde professional/)
    const outcome = await send(4, { ...typed, keuze: 'toepassen' })
    assert.equal(outcome.title, 'Een geregistreerde professional')
    assert.match(outcome.words, /In een crisis is een geregistreerde professional nodig/)
    assert.match(outcome.words, /Over hulp die niet vrij toegankelijk is, beslist/)
    assert.match(
      outcome.words,
      /BIG-register ?, als arts, verpleegkundige, GZ-psycholoog of psychotherapeut/,
    )
    assert.match(outcome.words, /Deze norm is een voorstel/)
  })

  test('somebody under responsibility, with the conditions', async () => {
    const outcome = await send(4, { ...answers(light), keuze: 'toepassen' })
    assert.equal(
      outcome.title,
      'Iemand onder verantwoordelijkheid van een geregistreerde professional',
    )
    assert.match(outcome.words, /Er zijn afspraken over contact/)
    assert.match(outcome.words, /Die is bij naam bekend/)
    assert.match(outcome.words, /ingroeitraject/)
  })

  test('explained, with grounds and in own words', async () => {
    const outcome = await send(4, {
      ...answers({ 'high-risk': 'ja' }),
      keuze: 'uitleggen',
      gronden: ['trust', 'looking-along'],
      uitleg: 'De begeleider kent het gezin al jaren.\nElke week is er overleg.',
    })
    assert.equal(outcome.title, 'Met uitleg: het gaat hier anders')
    assert.match(outcome.words, /De hulp lukt alleen met iemand die het vertrouwen al heeft/)
    assert.match(outcome.words, /De begeleider kent het gezin al jaren/)
    assert.match(outcome.words, /Besluit Jeugdwet, artikel 5\.1\.1/)
  })

  test('what is not known is found out first, where it makes a difference', async () => {
    const open = await send(
      3,
      answers({ ...light, 'unsafe-surroundings': 'weet_niet', 'practical-support': 'ja' }),
    )
    assert.equal(open.title, 'Nog niet te zeggen')
    assert.match(
      open.words,
      /Het wordt een geregistreerde professional of een niet-geregistreerde professional/,
    )
    assert.match(open.words, /Zoek dit nog uit Is het thuis of in de omgeving onveilig\?/)
    const settled = await send(3, answers({ crisis: 'ja', 'unsafe-surroundings': 'weet_niet' }))
    assert.match(settled.words, /Bij dit werk past: een geregistreerde professional/)
  })
})

describe('what is wrong is said at its question, and nothing is lost', () => {
  test('a question that was left open', async () => {
    const { 'vraag-crisis': _, ...rest } = answers()
    const again = await send(0, { ...rest, uitleg: 'Al geschreven.' })
    assert.equal(again.status, 422)
    assert.match(again.html, /<title>Fout: /)
    assert.match(again.html, /href="#vraag-crisis"/)
    assert.match(again.words, /Kies een antwoord bij ‘Is er een crisis\?’/)
    assert.match(again.html, /id="vraag-high-risk-2"[^>]*checked/)
    assert.match(again.html, /<input type="hidden" name="uitleg" value="Al geschreven\."/)
    // Also where a later screen was sent: then the first that is not right is shown.
    assert.match((await send(3, rest)).words, /Stap 1 van 5/)
  })

  test('two answers that contradict each other are asked once more, and can be so', async () => {
    const typed = answers({ crisis: 'ja', 'predictable-and-safe': 'ja' })
    const asked = await send(0, typed)
    assert.equal(asked.status, 422)
    assert.match(
      asked.words,
      /Er is een crisis, en de situatie is voorspelbaar en veilig\. Klopt dat allebei\?/,
    )
    assert.match(asked.html, /id="klopt-1"/)
    const confirmed = await send(0, { ...typed, klopt: '1' })
    assert.match(confirmed.words, /Stap 2 van 5/)
    assert.match(confirmed.html, /<input type="hidden" name="klopt" value="1"/)
  })

  test('an explanation without grounds or words', async () => {
    const typed = answers({ crisis: 'ja' })
    const nothing = await send(4, typed)
    assert.match(nothing.words, /Kies toepassen of uitleggen/)
    const bare = await send(4, { ...typed, keuze: 'uitleggen' })
    assert.equal(bare.status, 422)
    assert.match(bare.words, /Kies minstens één reden/)
    assert.match(bare.words, /Leg in eigen woorden uit waarom het anders kan/)
  })

  test('a version of the norm that changed meanwhile', async () => {
    const changed = await send(3, { ...answers({ crisis: 'ja' }), _norm: '2025-01-01' })
    assert.match(changed.words, /De norm is intussen veranderd/)
    assert.match(changed.words, /Stap 1 van 5/)
    assert.match(changed.html, /id="vraag-crisis"[^>]*checked/)
  })

  test('going back asks nothing of what is left', async () => {
    const { 'vraag-complex-unknown-cause': _, ...typed } = answers()
    const back = await send(1, { ...typed, naar: 'terug' })
    assert.equal(back.status, 200)
    assert.match(back.words, /Stap 1 van 5/)
    const again = await send(4, { ...answers({ crisis: 'ja' }), keuze: 'toepassen', naar: '0' })
    assert.match(again.words, /Stap 1 van 5/)
  })
})

describe('nothing about a client is taken', () => {
  const explained = (uitleg: string, more: Typed = {}) =>
    send(4, { ...answers({ crisis: 'ja' }), keuze: 'uitleggen', gronden: 'trust', uitleg, ...more })

  test('a BSN is refused, whatever is said of it', async () => {
    for (const more of [{}, { 'over-client': 'nee' }]) {
      const refused = await explained('Het gaat om 123 456 782.', more)
      assert.equal(refused.status, 422)
      assert.match(refused.words, /een getal dat een burgerservicenummer kan zijn/)
      assert.match(refused.html, /Het gaat om 123 456 782\./)
    }
  })

  test('a name with a date is asked about', async () => {
    const text = 'Vanaf 1 mei 2026 doet collega Samira dit.'
    const asked = await explained(text)
    assert.equal(asked.status, 422)
    assert.match(asked.words, /Gaat dit over een cliënt\?/)
    assert.match(asked.html, /href="#over-client"/)
    const client = await explained(text, { 'over-client': 'ja' })
    assert.equal(client.status, 422)
    assert.match(client.words, /Haal weg waaraan de cliënt te herkennen is/)
    const colleague = await explained(text, { 'over-client': 'nee' })
    assert.equal(colleague.status, 200)
    assert.match(colleague.words, /doet collega Samira dit/)
  })
})

test('a form from elsewhere is not taken, and no answer stands in an address', async () => {
  const answer = await peil.app.request(questions, {
    method: 'POST',
    body: new URLSearchParams({ _scherm: '0' }),
    headers: { host: 'peil.test', origin: 'https://elsewhere.example' },
  })
  assert.equal(answer.status, 403)
  const asked = await peil.get(`${questions}?vraag-crisis=ja`)
  assert.doesNotMatch(await asked.text(), /\schecked/)
})

test('each page speaks of people as of equal worth', async () => {
  const pages = [
    wordsOf(await (await peil.get('/werktoedeling/jeugd')).text()),
    (
      await send(4, {
        ...answers({ crisis: 'ja' }),
        keuze: 'uitleggen',
        gronden: 'trust',
        uitleg: 'Zo.',
      })
    ).words,
    (await send(4, { ...answers(light), keuze: 'toepassen' })).words,
    (await send(3, answers({ ...light, 'mbo-level': 'ja' }))).words,
  ]
  for (const words of pages) {
    assert.doesNotMatch(
      words,
      /\b(lager|lagere|hoger|toch toegestaan|ondanks|ongeregistreerd|minder goed)\b/i,
    )
  }
})
