import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { allocated, youthNorm } from '#testing/allocations.ts'
import type { CastAccount } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

// An organisation decides who does which work, by the same screens as the guide, and others check what it decided.

const peil = await testPlatform()
const norm = youthNorm(peil)
const { accountId, cookie } = await peil.signIn('mila@jeugd.example', [])
const actor: CastAccount['actor'] = {
  kind: 'account',
  accountId,
  email: 'mila@jeugd.example',
  seats: [],
  personId: undefined,
  registrationId: undefined,
  authenticatedBy: 'password',
  secondFactor: true,
}
const id = await checkedProvider(peil, 'Jeugdhulp De Brug', [
  [{ accountId, actor, cookie }, ['employer']],
])
const { today } = await peil.act(clock, async (context) => ({ today: context.today }))
const home = `/krsd/organisaties/${id}/werktoedeling`

type Typed = Readonly<Record<string, string | readonly string[]>>

const day = (name: string, on: Temporal.PlainDate): Typed => ({
  [`${name}-dag`]: String(on.day),
  [`${name}-maand`]: String(on.month),
  [`${name}-jaar`]: String(on.year),
})

function answers(so: readonly string[]): Typed {
  return {
    _norm: '2026-01-01',
    ...Object.fromEntries(
      norm.indicators.map((one) => [`vraag-${one.id}`, so.includes(one.id) ? 'ja' : 'nee']),
    ),
  }
}

const registered = (prefix: string): Typed => ({
  [`${prefix}-registratie`]: 'registered',
  [`${prefix}-register`]: 'skj',
  [`${prefix}-nummer`]: '100012345',
  ...day(`${prefix}-gezien`, today),
})

const rest: Typed = {
  _scherm: 'vastleggen',
  werk: 'Weerbaarheidstraining op school',
  'persoon-1-naam': 'Samira Haddad',
  'beslist-door': 'Mila Bos',
  'beslist-als': 'teamleider',
  ...day('opnieuw', today.add({ months: 6 })),
}

async function send(typed: Typed) {
  const answer = await peil.post(`${home}/nieuw`, typed, cookie)
  const html = await answer.text()
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? '',
    html,
    words: wordsOf(html),
  }
}

async function read(path: string) {
  const answer = await peil.get(path, cookie)
  const html = await answer.text()
  return { status: answer.status, html, words: wordsOf(html) }
}

test('an organisation finds where it decides, and begins with the same screens as everybody', async () => {
  assert.match((await read(`/krsd/organisaties/${id}`)).words, /Werktoedeling/)
  assert.match((await read(home)).words, /Nog geen beslissing/)
  assert.match((await read(`${home}/nieuw`)).words, /Stap 1 van 5: De situatie/)
  const choice = await send({ ...answers(['crisis']), _scherm: '3' })
  assert.match(choice.words, /Stap 5 van 5/)
  const last = await send({ ...answers(['crisis']), _scherm: '4', keuze: 'toepassen' })
  assert.match(last.words, /Leg de beslissing vast/)
  assert.match(last.words, /Wie doet het werk\?/)
  assert.match(last.html, /<input type="hidden" name="vraag-crisis" value="ja"/)
})

describe('a decision is recorded', () => {
  const applied = {
    ...answers(['crisis']),
    keuze: 'toepassen',
    ...rest,
    ...registered('persoon-1'),
  }

  test('and then read, whole, as a page, a file and a paper', async () => {
    const done = await send(applied)
    assert.equal(done.status, 303, done.words)
    const page = await read(done.location)
    assert.match(page.words, /Weerbaarheidstraining op school/)
    assert.match(page.words, /In een crisis is een geregistreerde professional nodig/)
    assert.match(
      page.words,
      /Geregistreerd in Kwaliteitsregister Jeugd \(SKJ\), nummer 100012345, gezien op/,
    )
    assert.match(page.words, /De norm was een voorstel/)
    assert.match((await read(home)).words, /Weerbaarheidstraining op school Geregistreerd/)
    const pdf = await peil.get(`${done.location}/beslissing.pdf`, cookie)
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')
    const bytes = Buffer.from(await pdf.arrayBuffer())
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
    assert.match(bytes.toString('latin1'), /\/ByteRange/)
    const file = await peil.get(`${done.location}/beslissing.json`, cookie)
    assert.match(file.headers.get('content-disposition') ?? '', /werktoedeling-.*\.json/)
    const given = await file.text()
    assert.equal(JSON.parse(given).said.work, 'Weerbaarheidstraining op school')
  })

  test('what was typed before the session ended stands on the screen on which it was', async () => {
    const { platform } = peil
    await platform.db
      .updateTable('session')
      .where('account_id', '=', accountId)
      .set({ ended_at: '2020-01-01T00:00:00Z' })
      .execute()
    const led = await peil.post(
      `${home}/nieuw`,
      { ...applied, werk: 'Een lange avond werk' },
      cookie,
    )
    const back = new URL(
      new URL(led.headers.get('location') ?? '', 'http://x').searchParams.get('terug') ?? '',
      'http://x',
    )
    assert.match(back.search, /bewaard=/)
    await platform.db
      .updateTable('session')
      .where('account_id', '=', accountId)
      .set({ ended_at: null })
      .execute()
    const page = await read(`${back.pathname}${back.search}`)
    assert.equal(page.status, 200)
    assert.match(page.html, /value="Een lange avond werk"/)
    assert.match(page.html, /<input type="hidden" name="vraag-crisis" value="ja"/)
  })

  test('under responsibility of somebody who is named', async () => {
    const light = {
      ...answers(['predictable-and-safe']),
      keuze: 'toepassen',
      ...rest,
      'persoon-1-registratie': 'none',
    }
    const bare = await send(light)
    assert.equal(bare.status, 422)
    assert.match(bare.words, /Vul de naam van de verantwoordelijke in/)
    const named = {
      ...light,
      'verantwoordelijk-naam': 'Noor Bakker',
      'verantwoordelijk-register': 'big:nurse',
      'verantwoordelijk-nummer': '19012345601',
      ...day('verantwoordelijk-gezien', today),
    }
    const vague = await send(named)
    assert.match(vague.words, /Spreek af wat er moet kloppen/)
    assert.match(vague.html, /value="Noor Bakker"/)
    const done = await send({ ...named, voorwaarden: ['predictable', 'contact', 'decides'] })
    assert.equal(done.status, 303, done.words)
    assert.match(
      (await read(done.location)).words,
      /BIG-register, als verpleegkundige, nummer 19012345601/,
    )
  })

  test('with whoever else does the work, up to nine', async () => {
    const more = await send({ ...applied, naar: 'nog-iemand' })
    assert.equal(more.status, 200)
    assert.match(more.words, /Wie doet het werk\? Persoon 2/)
    assert.match(more.html, /value="Samira Haddad"/)
    const two = await send({
      ...applied,
      mensen: '2',
      'persoon-2-naam': 'Tom Visser',
      ...registered('persoon-2'),
    })
    assert.equal(two.status, 303, two.words)
    // Who was asked for and left empty is nobody.
    assert.equal((await send({ ...applied, mensen: '3' })).status, 303)
  })

  test('sent twice it is there once', async () => {
    const twice = { ...applied, _idempotency: crypto.randomUUID(), werk: 'Eén keer' }
    const [one, other] = [await send(twice), await send(twice)]
    assert.equal(one.location, other.location)
    assert.equal((await read(home)).words.match(/Eén keer/g)?.length, 1)
  })

  test('what is wrong is said at its field, and what was typed stays', async () => {
    const nobody = await send({ ...applied, 'persoon-1-naam': '', werk: '' })
    assert.equal(nobody.status, 422)
    assert.match(nobody.words, /Vul in over welk werk het gaat/)
    assert.match(nobody.words, /Vul de naam van deze persoon in/)
    assert.match(nobody.html, /value="teamleider"/)
    const unregistered = await send({ ...applied, 'persoon-1-registratie': 'none' })
    assert.match(unregistered.words, /De norm vraagt hier om iemand die geregistreerd is/)
    assert.match(unregistered.html, /href="#persoon-1-registratie"/)
    const past = await send({ ...applied, ...day('opnieuw', today) })
    assert.match(past.words, /Vul een dag in die nog komt/)
  })

  test('nothing about a client is taken, and a number that only looks like one is asked about', async () => {
    const bsn = await send({ ...applied, werk: 'Gesprek over 123456782' })
    assert.equal(bsn.status, 422)
    assert.match(bsn.words, /kan zijn\. Haal dat weg/)
    const name = await send({ ...applied, werk: 'Gesprek met Sem op 3 maart' })
    assert.match(name.words, /Gaat dit over een cliënt\?/)
    assert.equal(
      (await send({ ...applied, werk: 'Training door Sem op 3 maart', 'over-client-hier': 'nee' }))
        .status,
      303,
    )
    const doubtful = { ...applied, 'persoon-1-nummer': '111222333' }
    const asked = await send(doubtful)
    assert.match(asked.words, /Dit nummer kan ook een burgerservicenummer zijn/)
    assert.equal((await send({ ...doubtful, 'persoon-1-nummer-klopt': 'ja' })).status, 303)
  })

  test('what was answered before can be changed, and what was typed since stays', async () => {
    const back = await send({ ...applied, naar: '4' })
    assert.match(back.words, /Stap 5 van 5/)
    assert.match(back.html, /<input type="hidden" name="beslist-als" value="teamleider"/)
    const changed = await send({ ...applied, _norm: '2025-01-01' })
    assert.match(changed.words, /De norm is intussen veranderd/)
    assert.match(changed.html, /name="werk" value="Weerbaarheidstraining op school"/)
  })

  test('with what is not known, there is nothing to record yet', async () => {
    const open = await send({
      ...answers(['predictable-and-safe', 'practical-support']),
      'vraag-crisis': 'weet_niet',
      _scherm: '3',
    })
    assert.match(open.words, /Nog niet te zeggen/)
    assert.doesNotMatch(open.words, /Leg de beslissing vast/)
  })
})

test('a decision is amended by another one, which has its answers to begin with', async () => {
  const first = await allocated(peil, { organisationId: id, actor }, { work: 'Eerst zo' })
  const again = await read(`${home}/nieuw?vorige=${first}`)
  assert.match(again.html, /id="vraag-crisis"[^>]*checked/)
  assert.match(again.html, new RegExp(`name="vorige" value="${first}"`))
  const done = await send({
    ...{ ...answers(['high-risk']), keuze: 'toepassen', ...rest, ...registered('persoon-1') },
    ...{ vorige: first, werk: 'Daarna anders', 'waarom-opnieuw': 'Het is rustiger.' },
  })
  assert.equal(done.status, 303, done.words)
  assert.match((await read(done.location)).words, /Waarom opnieuw beslist Het is rustiger/)
  assert.match(
    (await read(`${home}/${first}`)).words,
    /Hier is een nieuwe beslissing voor in de plaats gekomen/,
  )
  const list = await read(home)
  assert.doesNotMatch(list.words, /Eerst zo/)
  assert.match((await read(`${home}?vervangen=ja`)).words, /Eerst zo.*Vervangen/)
  const twice = await peil.get(`${home}/nieuw?vorige=${first}`, cookie)
  assert.equal(twice.headers.get('location'), done.location)
})

test('what is to be looked at again stands first, and says so', async () => {
  const due = await allocated(
    peil,
    { organisationId: id, actor },
    { work: 'Bijna weer kijken', reviewOn: today.add({ days: 1 }) },
  )
  await peil.setToday(today.add({ days: 1 }).toString())
  const list = await read(home)
  assert.match(list.words, /Kijk opnieuw/)
  assert.ok(list.html.indexOf(due) < list.html.indexOf('Daarna anders'))
  await peil.setToday(today.toString())
})

describe('anybody checks a decision that they were given', () => {
  let given = ''
  before(async () => {
    const made = await allocated(peil, { organisationId: id, actor }, { work: 'Na te kijken' })
    given = await (await peil.get(`${home}/${made}/beslissing.json`, cookie)).text()
  })
  const check = async (form: FormData) => {
    const answer = await peil.app.request('/werktoedeling/controleren', {
      method: 'POST',
      body: form,
      headers: { host: 'peil.test', origin: peil.platform.origin },
    })
    return { status: answer.status, words: wordsOf(await answer.text()) }
  }
  const pasted = (text: string) => {
    const form = new FormData()
    form.set('tekst', text)
    return check(form)
  }

  test('as a file or pasted, without an account', async () => {
    const form = new FormData()
    form.set('bestand', new File([given], 'beslissing.json', { type: 'application/json' }))
    for (const found of [await check(form), await pasted(given)]) {
      assert.equal(found.status, 200)
      assert.match(found.words, /Dit klopt/)
      assert.match(found.words, /leidt nog eens tot dezelfde uitkomst/)
      assert.match(found.words, /Na te kijken/)
      assert.match(found.words, /Samira Haddad/)
    }
    assert.match(
      (await read('/werktoedeling/controleren')).words,
      /peil\/werktoedeling\+[0-9a-f]{8}\+/,
    )
  })

  test('and hears what is wrong with it', async () => {
    const changed = await pasted(given.replaceAll('Samira Haddad', 'Iemand Anders'))
    assert.equal(changed.status, 422)
    assert.match(changed.words, /veranderd nadat het was ondertekend/)
    assert.match((await pasted('')).words, /Kies een bestand, of plak/)
    assert.match((await pasted('hallo')).words, /Dit is niet te lezen/)
    assert.match((await pasted('{"a":1}')).words, /geen bestand van een beslissing/)
    const large = await pasted('x'.repeat(4_000_001))
    assert.equal(large.status, 413)
  })
})

test('an organisation reads in its own log who decided, and what about', async () => {
  const lines = await peil.act(clock, async (context) => {
    await actForOrganisation(context, id)
    const { organisationLog } = await import('#domain/organisations/organisation/own-log.ts')
    return (await organisationLog(context, id, { limit: 50, offset: 0 })).lines
  })
  const { changeInWords } = await import('#web/organisations/log-words.ts')
  const said = lines.map(changeInWords)
  assert.ok(said.includes('legde vast wie welk werk doet: Na te kijken'), said.join('\n'))
  assert.ok(said.some((one) => one.startsWith('legde een nieuwe beslissing vast')))
})
