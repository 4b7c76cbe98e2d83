import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { mostAttestationsADay } from '#domain/dossier/attestation/ask-attestation.ts'
import { isFreeMail } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import { remindAttestations } from '#domain/dossier/attestation/remind-attestations.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { clientSupport, professional, proofsOf } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

const here = '/clientondersteuners'
const today = '2026-09-01'
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday(today)
})

async function withWork(): Promise<CastProfessional> {
  people += 1
  const email = `verklaring${people}@voorbeeld.nl`
  const who = await professional(peil, { email, firstName: 'Anouk', lastName: 'Jansen' })
  await peil.act(who.actor, (context) =>
    state(context, {
      registrationId: who.registrationId,
      stated: {
        member: 'work',
        first: Temporal.PlainDate.from('2022-01-01'),
        hoursPerWeek: hundredthsOf(1600),
        details: { employer: 'Stichting Voorbeeld', ...clientSupport },
      },
      files: [],
    }),
  )
  return who
}

const worksAt = (who: CastProfessional, employer: string) =>
  peil.act(who.actor, async (context) => {
    const done = await state(context, {
      registrationId: who.registrationId,
      stated: {
        member: 'work',
        first: Temporal.PlainDate.from('2024-03-01'),
        hoursPerWeek: hundredthsOf(800),
        details: { employer, ...clientSupport },
      },
      files: [],
    })
    assert.ok(done.outcome === 'stated')
    return done.claimId
  })

const once = () => ({ _once: crypto.randomUUID() })

const ask = (who: CastProfessional, document: string, email: string) =>
  peil.post(
    `${here}/mijn/dossier/vragen/${document}`,
    { ...once(), name: 'Petra Smit', email },
    who.cookie,
  )

/** The link of the last mail to an address. */
async function linkTo(email: string): Promise<string> {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .where('body_text', 'like', '%/verklaring/%')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select('body_text')
    .executeTakeFirstOrThrow()
  return /(\/clientondersteuners\/verklaring\/[\w-]+)/.exec(mail.body_text)?.[1] ?? ''
}

async function mailsTo(email: string): Promise<number> {
  const { count } = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .where('body_text', 'like', '%/verklaring/%')
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const signed = { name: 'Petra Smit', function: 'Teamleider', organisation: 'Stichting Voorbeeld' }

const answer = (link: string, fields: Readonly<Record<string, string>>) =>
  peil.post(link, { ...once(), remark: '', ...signed, ...fields })

const all = (who: CastProfessional) =>
  peil.act(who.actor, (context) => attestationsOf(context, who.registrationId), today)

const documents = async (who: CastProfessional) => {
  const { dossier } = await peil.act(
    who.actor,
    (context) => loadDossier(context, who.registrationId),
    today,
  )
  return dossier.documents
}

describe('a statement by an employer', () => {
  test('is not asked of the professional as long as it is awaited, and is taken back when the work changes', async () => {
    const anouk = await withWork()
    await peil.act(anouk.actor, async (context) => {
      const { registrationId } = anouk
      for (const stated of [
        { member: 'category', category: 'senior' } as const,
        { member: 'fact', fact: 'listed-diploma', value: true } as const,
      ]) {
        await state(context, { registrationId, stated, files: await proofsOf(peil, stated) })
      }
    })
    const dossier = async () => {
      const page = await (await peil.get(`${here}/mijn/dossier`, anouk.cookie)).text()
      return page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    }
    const asks = async () => (await dossier()).split('Gevraagd aan anderen')[0]?.split('Werk ')[0]
    assert.match((await asks()) ?? '', /[Vv]erklaring werkervaring/)
    await ask(anouk, 'work-statement', 'wacht@werkgever.example')
    assert.match(await dossier(), /Gevraagd aan anderen/)
    assert.doesNotMatch((await asks()) ?? '', /[Vv]erklaring werkervaring/)
    // Nobody there has read it where the address refuses mail: whoever asked is told, and asks another.
    const refused = (cause: 'refused' | null) =>
      peil.platform.db
        .updateTable('mail_message')
        .set({ cause })
        .where('to_address', '=', 'wacht@werkgever.example')
        .execute()
    await refused('refused')
    assert.match(await dossier(), /Het adres wacht@werkgever\.example weigert onze e-mail/)
    assert.match((await asks()) ?? '', /[Vv]erklaring werkervaring/)
    await refused(null)
    await answer(await linkTo('wacht@werkgever.example'), { answer: 'ja' })
    assert.equal((await documents(anouk)).length, 1)
    const { standing } = await peil.act(anouk.actor, (context) =>
      loadDossier(context, anouk.registrationId),
    )
    const job = standing.claims.find(({ stated }) => stated.member === 'work')
    const withdrawn = await peil.post(
      `${here}/mijn/dossier/${job?.id}/intrekken`,
      once(),
      anouk.cookie,
    )
    assert.equal(withdrawn.status, 303)
    assert.equal((await documents(anouk)).length, 0)
    assert.match(await dossier(), /Wat eerder is opgegeven/)
  })

  test('is about the work there alone, and a question to another employer stays beside it', async () => {
    const anouk = await withWork()
    const { registrationId } = anouk
    const again = await worksAt(anouk, 'stichting voorbeeld.')
    const other = await worksAt(anouk, 'Gemeente Heideveld')
    const { standing } = await peil.act(anouk.actor, (context) =>
      loadDossier(context, registrationId),
    )
    const first = standing.claims.find(({ stated }) => stated.member === 'work')?.id ?? ''
    const path = `${here}/mijn/dossier/vragen/work-statement`
    const asks = (work: string, email: string) =>
      peil.post(path, { ...once(), work, name: 'Petra Smit', email }, anouk.cookie)
    const form = await (await peil.get(path, anouk.cookie)).text()
    assert.equal(form.match(/type="radio"/g)?.length, 2, 'one for each employer')
    const neither = await asks('', 'een@werkgever.example')
    assert.equal(neither.status, 422)
    const said = await neither.text()
    assert.match(said, /value="een@werkgever\.example"/)
    assert.equal(said.split('Kies over welk werk de verklaring gaat.').length - 1, 2)

    assert.equal((await asks(first, 'een@werkgever.example')).status, 303)
    const dossier = async () =>
      (await (await peil.get(`${here}/mijn/dossier`, anouk.cookie)).text()).replaceAll(/\s+/g, ' ')
    assert.match(await dossier(), /ook over werk bij Gemeente Heideveld/)
    assert.equal((await asks(other, 'twee@werkgever.example')).status, 303)
    assert.doesNotMatch(await dossier(), /ook over werk bij/)
    const [one, two] = [
      await linkTo('een@werkgever.example'),
      await linkTo('twee@werkgever.example'),
    ]
    const shown = async (link: string) =>
      (await (await peil.get(link)).text()).replaceAll('\u00a0', ' ')
    assert.match(await shown(one), /16 uur per week.*8 uur per week.*stichting voorbeeld\./s)
    assert.match(await shown(one), /Met ‘u’ is daar Anouk Jansen\s+bedoeld/)
    assert.doesNotMatch(await shown(one), /Gemeente Heideveld/)
    assert.match(await shown(two), /Gemeente Heideveld/)
    assert.doesNotMatch(await shown(two), /Stichting Voorbeeld/i)

    await asks(first, 'drie@werkgever.example')
    assert.equal((await peil.get(one)).status, 410, 'the same employer is asked anew')
    assert.equal((await peil.get(two)).status, 200)
    const three = await linkTo('drie@werkgever.example')
    await answer(three, { answer: 'ja' })
    const heideveld = { ...signed, organisation: 'Gemeente Heideveld' }
    await answer(two, { answer: 'ja', ...heideveld })
    assert.equal((await documents(anouk)).length, 2)
    const gone = await peil.post(`${here}/mijn/dossier/${again}/intrekken`, once(), anouk.cookie)
    assert.equal(gone.status, 303)
    assert.deepEqual(
      (await documents(anouk)).map(({ kind }) => kind),
      ['work-statement'],
    )
    const left = (await all(anouk)).filter(({ answer: said }) => said === 'confirmed')
    const standingNow = (
      await peil.act(anouk.actor, (context) => loadDossier(context, registrationId))
    ).standing.claims.filter(({ endedOn }) => endedOn === undefined)
    assert.deepEqual(
      left
        .filter(({ claimId }) => standingNow.some(({ id }) => id === claimId))
        .map((each) => each.signed?.organisation),
      ['Gemeente Heideveld'],
    )
  })

  test('that is open about other work stays when a spell is withdrawn', async () => {
    const anouk = await withWork()
    const other = await worksAt(anouk, 'Gemeente Heideveld')
    const { standing } = await peil.act(anouk.actor, (context) =>
      loadDossier(context, anouk.registrationId),
    )
    const first = standing.claims.find(({ stated }) => stated.member === 'work')?.id ?? ''
    for (const [work, email] of [
      [first, 'blijft@werkgever.example'],
      [other, 'vervalt@werkgever.example'],
    ] as const) {
      const path = `${here}/mijn/dossier/vragen/work-statement`
      await peil.post(path, { ...once(), work, name: 'Petra Smit', email }, anouk.cookie)
    }
    await peil.post(`${here}/mijn/dossier/${other}/intrekken`, once(), anouk.cookie)
    assert.equal((await peil.get(await linkTo('blijft@werkgever.example'))).status, 200)
    assert.equal((await peil.get(await linkTo('vervalt@werkgever.example'))).status, 410)
  })

  test('shows who asks what, and is the document once it is signed', async () => {
    const anouk = await withWork()
    const asked = await ask(anouk, 'work-statement', 'Petra@Werkgever.example')
    assert.equal(asked.status, 303)
    const link = await linkTo('petra@werkgever.example')
    const page = (await (await peil.get(link)).text()).replaceAll('\u00a0', ' ')
    for (const shown of ['Anouk Jansen', '16 uur per week', 'Stichting Voorbeeld']) {
      assert.ok(page.includes(shown), shown)
    }
    assert.equal((await documents(anouk)).length, 0, 'opening the link changes nothing')
    const answered = await answer(link, { answer: 'ja' })
    assert.equal(answered.status, 200)
    assert.deepEqual(
      (await documents(anouk)).map(({ kind, issuedOn, state }) => [
        kind,
        issuedOn.toString(),
        state,
      ]),
      [['work-statement', today, 'claimed']],
    )
    const [one] = await all(anouk)
    assert.deepEqual(one?.signed, signed)
    assert.equal(one?.freeMail, false)
    await assertRecorded(peil, 'attestation', 'ask', one?.id)
    await assertRecorded(peil, 'attestation', 'confirm', one?.id)
    const again = await answer(link, { answer: 'ja' })
    assert.match(await again.text(), /U hebt al geantwoord/)
    assert.equal((await documents(anouk)).length, 1)
  })

  test('that is refused shows nothing, and says why', async () => {
    const anouk = await withWork()
    await ask(anouk, 'work-statement', 'nee@werkgever.example')
    const link = await linkTo('nee@werkgever.example')
    const without = await answer(link, { answer: 'nee' })
    assert.equal(without.status, 422)
    assert.match(await without.text(), /Schrijf kort op wat er niet klopt/)
    await answer(link, { answer: 'nee', remark: 'Zij werkt hier niet.' })
    assert.equal((await documents(anouk)).length, 0)
    const dossier = await (await peil.get(`${here}/mijn/dossier`, anouk.cookie)).text()
    assert.match(dossier, /Zij werkt hier niet\./)
    await assertRecorded(peil, 'attestation', 'decline', (await all(anouk))[0]?.id)
  })

  test('confirms a document that was given, and then not another', async () => {
    const anouk = await withWork()
    const before = await ask(anouk, 'vog', 'vog@werkgever.example')
    assert.equal(before.status, 409, 'there is no VOG yet: it says so')
    assert.match(
      await before.text(),
      /href="[^"]*\/mijn\/dossier[^"]*">Bekijk hoe het er nu voor staat/,
    )
    assert.equal((await all(anouk)).length, 0)
    const claim = await peil.act(anouk.actor, (context) =>
      state(context, {
        registrationId: anouk.registrationId,
        stated: {
          member: 'document',
          kind: 'vog',
          issuedOn: Temporal.PlainDate.from('2026-08-01'),
          details: { profile: '85' },
        },
        files: [],
      }),
    )
    await ask(anouk, 'vog', 'vog@werkgever.example')
    const link = await linkTo('vog@werkgever.example')
    assert.match(await (await peil.get(link)).text(), /85/)
    await answer(link, { answer: 'ja' })
    const [one] = await all(anouk)
    assert.equal(one?.claimId, claim.outcome === 'stated' && claim.claimId)
    assert.equal((await documents(anouk)).length, 1)
    const dossier = await (await peil.get(`${here}/mijn/dossier`, anouk.cookie)).text()
    assert.match(dossier, /Petra Smit, Teamleider bij Stichting Voorbeeld, verklaarde op/)
  })

  const givesVog = async (who: CastProfessional, issuedOn: string, replaces?: string) => {
    const done = await peil.act(who.actor, (context) =>
      state(context, {
        registrationId: who.registrationId,
        stated: {
          member: 'document',
          kind: 'vog',
          issuedOn: Temporal.PlainDate.from(issuedOn),
          details: {},
        },
        ...(replaces === undefined ? {} : { replaces }),
        files: [],
      }),
    )
    return done.outcome === 'stated' ? done.claimId : ''
  }

  test('is not asked any more of what was replaced before there was an answer', async () => {
    const anouk = await withWork()
    const id = await givesVog(anouk, '2026-08-01')
    await ask(anouk, 'vog', 'ingehaald@werkgever.example')
    const link = await linkTo('ingehaald@werkgever.example')
    assert.equal((await peil.get(link)).status, 200)
    await givesVog(anouk, '2026-08-20', id)
    assert.equal((await peil.get(link)).status, 410)
    const late = await answer(link, { answer: 'ja' })
    assert.equal(late.status, 410)
    assert.match(await late.text(), /ingetrokken of opnieuw gesteld/)
    assert.equal((await all(anouk)).length, 0)
    const dossier = await (await peil.get(`${here}/mijn/dossier`, anouk.cookie)).text()
    assert.match(dossier, /om een verklaring/, 'the new one can be asked about')
    const remind = () =>
      peil.act({ kind: 'system', task: 'test' }, remindAttestations, '2026-09-09')
    await remind()
    assert.equal(await mailsTo('ingehaald@werkgever.example'), 1)
  })

  test('answered twice at the same instant is kept once', async () => {
    const anouk = await withWork()
    await ask(anouk, 'work-statement', 'dubbel@werkgever.example')
    const link = await linkTo('dubbel@werkgever.example')
    const both = await Promise.all([
      answer(link, { answer: 'ja' }),
      answer(link, { answer: 'nee', remark: 'Toch niet.' }),
    ])
    const pages = await Promise.all(both.map((page) => page.text()))
    assert.equal(pages.filter((page) => /Bedankt voor/.test(page)).length, 1)
    assert.equal(pages.filter((page) => /U hebt al geantwoord/.test(page)).length, 1)
    assert.ok((await documents(anouk)).length <= 1)
  })

  test('answered while it is asked of another does not fail', async () => {
    const anouk = await withWork()
    for (let turn = 0; turn < 4; turn += 1) {
      await ask(anouk, 'work-statement', `beurt${turn}@werkgever.example`)
      const link = await linkTo(`beurt${turn}@werkgever.example`)
      const [answered, asked] = await Promise.all([
        answer(link, { answer: 'ja' }),
        ask(anouk, 'work-statement', `ander${turn}@werkgever.example`),
      ])
      assert.ok([200, 410].includes(answered.status), String(answered.status))
      assert.equal(asked.status, 303)
    }
  })

  test('is not waited for any more once whoever asked it has left, and is of whoever applies anew', async () => {
    const anouk = await withWork()
    await givesVog(anouk, '2026-08-01')
    const links: string[] = []
    for (const document of ['work-statement', 'vog']) {
      await ask(anouk, document, `${document}-vertrokken@werkgever.example`)
      links.push(await linkTo(`${document}-vertrokken@werkgever.example`))
    }
    const become = (status: 'expired' | 'withdrawn') =>
      peil.platform.db
        .updateTable('registration')
        .set({ status })
        .where('id', '=', anouk.registrationId)
        .execute()
    const mails = () => mailsTo('work-statement-vertrokken@werkgever.example')
    await become('expired')
    for (const link of links) assert.equal((await peil.get(link)).status, 200)
    await become('withdrawn')
    await peil.act({ kind: 'system', task: 'test' }, remindAttestations, '2026-09-09')
    assert.equal(await mails(), 1)
    for (const link of links) {
      assert.equal((await peil.get(link)).status, 410)
      assert.equal((await answer(link, { answer: 'ja' })).status, 410)
    }
    await become('expired')
    await peil.act({ kind: 'system', task: 'test' }, remindAttestations, '2026-09-09')
    assert.equal(await mails(), 2)
  })

  test('is not asked of oneself, and of an address that anybody can have with a mark', async () => {
    const anouk = await withWork()
    for (const address of [
      `Verklaring${people}@voorbeeld.nl`,
      `verklaring${people}+chef@voorbeeld.nl`,
      `ｖerklaring${people}@voorbeeld.nl`,
    ]) {
      const own = await ask(anouk, 'work-statement', address)
      assert.equal(own.status, 422, address)
      assert.match(await own.text(), /uw eigen e-mailadres/)
    }
    const other = await ask(anouk, 'work-statement', `verklaring.${people}@voorbeeld.nl`)
    assert.equal(other.status, 303, 'a point is read over by Gmail alone')
    await ask(anouk, 'work-statement', 'baas@gmail.com')
    assert.equal((await all(anouk))[0]?.freeMail, true)
  })

  test('is withdrawn when it is asked of another, and ends by itself', async () => {
    const anouk = await withWork()
    await ask(anouk, 'work-statement', 'eerst@werkgever.example')
    const first = await linkTo('eerst@werkgever.example')
    await ask(anouk, 'work-statement', 'daarna@werkgever.example')
    const gone = await peil.get(first)
    assert.equal(gone.status, 410)
    assert.equal((await answer(first, { answer: 'ja' })).status, 410)
    assert.equal((await documents(anouk)).length, 0)
    await assertRecorded(peil, 'attestation', 'withdraw')
    const second = await linkTo('daarna@werkgever.example')
    await peil.setToday('2027-01-01')
    assert.equal((await peil.get(second)).status, 410)
    assert.equal((await answer(second, { answer: 'ja' })).status, 410)
    await peil.setToday(today)
  })

  test('is reminded of once, with a link of its own', async () => {
    const anouk = await withWork()
    await ask(anouk, 'work-statement', 'traag@werkgever.example')
    const first = await linkTo('traag@werkgever.example')
    const remind = () =>
      peil.act({ kind: 'system', task: 'test' }, remindAttestations, '2026-09-09')
    await remind()
    await remind()
    const second = await linkTo('traag@werkgever.example')
    assert.notEqual(first, second)
    assert.equal(await mailsTo('traag@werkgever.example'), 2)
    assert.equal((await answer(second, { answer: 'ja' })).status, 200)
    assert.match(await (await peil.get(first)).text(), /al geantwoord/)
    await assertRecorded(peil, 'attestation', 'remind')
  })

  test('cannot be asked without end on one day', async () => {
    const anouk = await withWork()
    for (let nth = 0; nth < mostAttestationsADay; nth += 1) {
      await ask(anouk, 'work-statement', `nr${nth}@werkgever.example`)
    }
    const over = await ask(anouk, 'work-statement', 'over@werkgever.example')
    assert.equal(over.status, 422)
    assert.match(await over.text(), /Probeer het morgen weer/)
  })

  test('a link that was never sent leads nowhere', async () => {
    assert.equal((await peil.get(`${here}/verklaring/${'a'.repeat(43)}`)).status, 404)
    assert.equal((await peil.get(`/krsd/verklaring/${'a'.repeat(43)}`)).status, 404)
  })
})

test('an address that anybody can have is told from one of an organisation', () => {
  for (const free of ['a@gmail.com', 'a@Hotmail.co.uk', 'a@live.nl', 'a@ziggo.nl']) {
    assert.equal(isFreeMail(free), true, free)
  }
  for (const own of [
    'a@gemeente-heideveld.nl',
    'a@zorg.live.example.nl',
    'a@mijnziggo.nl',
    'a@mail.heideveld.nl',
  ]) {
    assert.equal(isFreeMail(own), false, own)
  }
})
