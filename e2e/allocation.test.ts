import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { hundredthsOf } from '#engine'
import {
  clickThrough,
  inBrowser,
  look,
  noBrowser,
  readText,
  sidewaysScroll,
} from '#testing/browser.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { checkedEmployer, gaveSight, teamOf } from '#testing/employers.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const site = inBrowser(peil)
const mila = await colleague(
  peil,
  { email: 'mila@jeugd.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const brug = await checkedProvider(peil, 'Jeugdhulp De Brug', [[mila, ['employer']]])

/** Answers every question of a screen: that it is not so, but for these; by the keyboard where that is asked. */
async function answer(page: Page, but: Readonly<Record<string, string>> = {}): Promise<void> {
  const names = await page
    .locator('input[type=radio][name^="vraag-"]')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('name') ?? ''))])
  for (const name of names) {
    const value = but[name.replace('vraag-', '')] ?? 'nee'
    await page.locator(`input[name="${name}"][value="${value}"]`).check()
  }
  await clickThrough(page.getByRole('button', { name: /Volgende|Uitkomst bekijken/ }))
}

test('somebody without an account and without JavaScript explains, on a phone', {
  skip: noBrowser(),
}, async () => {
  const page = await site.open({ width: 390, javaScript: false })
  await page.goto(`${site.base}/werktoedeling/jeugd`)
  await clickThrough(page.getByRole('link', { name: 'Beginnen' }))
  await answer(page, { 'high-risk': 'ja', 'predictable-and-safe': 'nee' })
  await answer(page)
  await clickThrough(page.getByRole('button', { name: 'Vorige' }))
  assert.equal(
    await page.locator('input[name="vraag-changing-course"][value="nee"]').isChecked(),
    true,
  )
  await answer(page)
  await answer(page)
  await answer(page)
  assert.match(
    await readText(page.locator('main')),
    /Bij dit werk past: een geregistreerde professional/,
  )
  assert.equal(await page.getByLabel('Leg in eigen woorden uit waarom').isVisible(), false)
  await page.getByLabel('Uitleggen').check()
  await page.getByLabel('De hulp lukt alleen met iemand die het vertrouwen al heeft.').check()
  await page.getByLabel('Leg in eigen woorden uit waarom').fill('De begeleider is al jaren bekend.')
  await clickThrough(page.getByRole('button', { name: 'Uitkomst bekijken' }))
  assert.match(await readText(page.locator('main')), /De begeleider is al jaren bekend/)
  assert.equal(await sidewaysScroll(page), 0)
  assert.equal(new URL(page.url()).search, '')
  await clickThrough(page.getByRole('button', { name: 'Antwoorden wijzigen' }))
  assert.equal(await page.getByLabel('Uitleggen').isChecked(), true)
})

test('the guide can be used by the keyboard, and looks right wide, small and dark', {
  skip: noBrowser(),
}, async () => {
  const page = await site.open()
  await page.goto(`${site.base}/werktoedeling/jeugd`)
  await look(page, 'werktoedeling')
  await page.getByRole('link', { name: 'Beginnen' }).focus()
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  for (const id of [
    'danger-to-life',
    'crisis',
    'unsafe-surroundings',
    'high-risk',
    'predictable-and-safe',
  ]) {
    await page.locator(`input[name="vraag-${id}"][value="ja"]`).focus()
    await page.keyboard.press(id === 'predictable-and-safe' ? 'Space' : 'ArrowRight')
  }
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  assert.match(await readText(page.locator('h1')), /Wat voor werk is het\?/)
  await look(page, 'werktoedeling-werk')
  await clickThrough(page.getByRole('button', { name: 'Volgende' }))
  assert.match(await look(page, 'werktoedeling-fout'), /Pas 4 antwoorden aan/)
  const dark = await site.open({ width: 320, scheme: 'dark' })
  await dark.goto(`${site.base}/werktoedeling/jeugd/norm/2026-01-01`)
  await look(dark, 'werktoedeling-norm')
})

test('an organisation records three decisions without JavaScript, one of which turns, and an outsider checks the file', {
  skip: noBrowser(),
}, async () => {
  const page = await site.open({ cookie: mila.cookie, javaScript: false })
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const fillDay = async (name: string, on: Temporal.PlainDate) => {
    await page.locator(`#${name}, [name="${name}-dag"]`).first().fill(String(on.day))
    await page.locator(`[name="${name}-maand"]`).fill(String(on.month))
    await page.locator(`[name="${name}-jaar"]`).fill(String(on.year))
  }
  const decide = async (so: readonly string[], applies: boolean) => {
    const but = Object.fromEntries(so.map((id) => [id, 'ja']))
    for (let screen = 0; screen < 4; screen++) await answer(page, but)
    if (!applies) return
    await page.getByLabel('Toepassen').check()
    await clickThrough(page.getByRole('button', { name: 'Uitkomst bekijken' }))
  }
  const whole = async (work: string, who: string) => {
    await page.getByLabel('Over welk werk gaat het?').fill(work)
    await page.locator('[name="persoon-1-naam"]').fill(who)
    await page.getByLabel('Wie besliste dit?').fill('Mila Bos')
    await page.getByLabel('In welke functie?').fill('teamleider')
    await fillDay('opnieuw', today.add({ months: 6 }))
  }
  const seen = async (prefix: string) => {
    await page.locator(`[name="${prefix}-register"]`).selectOption('skj')
    await page.locator(`[name="${prefix}-nummer"]`).fill('100012345')
    await fillDay(`${prefix}-gezien`, today)
  }
  const keep = () => clickThrough(page.getByRole('button', { name: 'Vastleggen' }))
  const list = `${site.base}/krsd/organisaties/${brug}/werktoedeling`

  await page.goto(list)
  await clickThrough(page.getByRole('link', { name: 'Nieuwe beslissing' }))
  await decide(['crisis'], true)
  await whole('Gesprekken met een gezin', 'Samira Haddad')
  await page.getByLabel('Ja', { exact: true }).check()
  await seen('persoon-1')
  await keep()
  assert.match(await readText(page.locator('main')), /De beslissing is vastgelegd/)

  await page.goto(`${list}/nieuw`)
  await decide(['predictable-and-safe'], true)
  await whole('Weerbaarheidstraining', 'Noor Bakker')
  await page.locator('[name="persoon-1-registratie"][value="none"]').check()
  await page.locator('[name="verantwoordelijk-naam"]').fill('Samira Haddad')
  await seen('verantwoordelijk')
  await keep()
  assert.match(await look(page, 'werktoedeling-vastleggen', false), /Spreek af wat er moet kloppen/)
  for (const one of await page.locator('[name="voorwaarden"]').all()) await one.check()
  await keep()
  assert.match(await readText(page.locator('main')), /Draagt de verantwoordelijkheid/)

  await page.goto(`${list}/nieuw`)
  await decide(['predictable-and-safe', 'practical-support'], false)
  await whole('Samen de week plannen', 'Tom Visser')
  await page.locator('[name="persoon-1-registratie"][value="none"]').check()
  await keep()
  assert.match(await readText(page.locator('main')), /Een niet-geregistreerde professional/)

  // Somebody's registration ended: it is decided anew, with an explanation.
  await page.goto(list)
  await clickThrough(page.getByRole('link', { name: 'Gesprekken met een gezin' }))
  await clickThrough(page.getByRole('link', { name: 'Opnieuw beslissen' }))
  for (let screen = 0; screen < 4; screen++) {
    await clickThrough(page.getByRole('button', { name: 'Volgende' }))
  }
  await page.getByLabel('Uitleggen').check()
  await page.getByLabel('De hulp lukt alleen met iemand die het vertrouwen al heeft.').check()
  await page.getByLabel('Leg in eigen woorden uit waarom').fill('De registratie wordt verlengd.')
  await clickThrough(page.getByRole('button', { name: 'Uitkomst bekijken' }))
  assert.equal(await page.locator('[name="persoon-1-naam"]').inputValue(), 'Samira Haddad')
  await page.getByLabel('Waarom is er een nieuwe beslissing?').fill('De registratie is verlopen.')
  await page.locator('[name="persoon-1-registratie"][value="none"]').check()
  await fillDay('opnieuw', today.add({ months: 1 }))
  await keep()
  assert.match(await readText(page.locator('main')), /De registratie is verlopen/)
  const file = `${page.url()}/beslissing.json`
  const given = await (await page.context().request.get(file)).text()

  const outsider = await site.open({ width: 390 })
  await outsider.goto(`${site.base}/werktoedeling/controleren`)
  await look(outsider, 'werktoedeling-controleren')
  await outsider.locator('input[type=file]').setInputFiles({
    name: 'beslissing.json',
    mimeType: 'application/json',
    buffer: Buffer.from(given),
  })
  await clickThrough(outsider.getByRole('button', { name: 'Nakijken' }))
  assert.match(await look(outsider, 'werktoedeling-nagekeken'), /Dit klopt/)
  const wide = await site.open({ cookie: mila.cookie })
  await wide.goto(list)
  await look(wide, 'werktoedeling-lijst')
  await wide.goto(page.url())
  await look(wide, 'werktoedeling-beslissing')
})

test('a manager proposes Passend onderwijs to the team of Lonneke, who plans it for herself, without JavaScript', {
  skip: noBrowser(),
}, async () => {
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam')
  const municipality = await checkedEmployer(peil, 'Gemeente Heideveld', [[mila, ['employer']]])
  const team = await teamOf(peil, municipality, mila, { name: 'Leerplicht' })
  const lonneke = await professional(peil, {
    ...{ email: 'lonneke@gmail.com', firstName: 'Lonneke', lastName: 'de Wit' },
    since: today.subtract({ years: 2 }).toString(),
  })
  const to = { organisationId: municipality, teamId: team, level: 'learning' as const }
  await gaveSight(peil, lonneke, to)
  const teacher = await colleague(
    peil,
    { email: 'tess@jeugd.example', firstName: 'Tess', lastName: 'Bos' },
    [],
  )
  const school = await checkedProvider(peil, 'Academie De Brug', [[teacher, ['applicant']]])
  const courseId = await peil.act(teacher.actor, async (context) => {
    const own = { is: 'organisation', id: school } as const
    const made = await makeCourse(
      context,
      own,
      courseFacts({
        ...{ title: 'Passend onderwijs', studyLoad: hundredthsOf(700) },
        reviewOn: today.add({ months: 6 }),
      }),
    )
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, own, made.id)
    const days = [today.add({ months: 1 })]
    await addEdition(context, own, made.id, editionFacts({ days }))
    return made.id
  })
  const decided = { amount: 700, first: '2022-01-01', last: today.add({ years: 2 }).toString() }
  await accredited(peil, courseId, decided)

  const page = await site.open({ cookie: mila.cookie, javaScript: false })
  await page.goto(`${site.base}/krsd/organisaties/${municipality}/teams/${team}`)
  await clickThrough(page.getByRole('link', { name: 'Een opleiding voorstellen' }))
  assert.match(await look(page, 'team-opleidingen', false), /Passend onderwijs.*1 van de 1/s)
  await clickThrough(page.getByRole('link', { name: 'Passend onderwijs' }))
  await look(page, 'team-opleiding-voorstellen', false)
  await page.getByLabel('Lonneke de Wit').uncheck()
  await page.getByLabel('Een woord erbij').fill('Zullen we samen gaan?')
  await clickThrough(page.getByRole('button', { name: 'Voorstellen' }))
  assert.match(await readText(page.locator('main')), /Kies ten minste één persoon/)
  assert.equal(await page.getByLabel('Een woord erbij').inputValue(), 'Zullen we samen gaan?')
  await page.getByLabel('Lonneke de Wit').check()
  await clickThrough(page.getByRole('button', { name: 'Voorstellen' }))
  assert.match(await look(page, 'team-voorgesteld', false), /0 van 1/)

  const phone = await site.open({ cookie: lonneke.cookie, width: 390, javaScript: false })
  await phone.goto(`${site.base}/krsd/mijn`)
  assert.match(await readText(phone.locator('main')), /stelt een opleiding voor/)
  await clickThrough(phone.getByRole('link', { name: 'Bekijken', exact: true }))
  const shown = await look(phone, 'voorstel-390', false)
  assert.match(shown, /Zullen we samen gaan\?/)
  assert.match(shown, /dekt/i)
  assert.equal(await sidewaysScroll(phone), 0)
  await clickThrough(phone.getByRole('button', { name: 'Ik doe mee' }))
  assert.match(await readText(phone.locator('main')), /‘Passend onderwijs’ is gepland/)

  await page.reload()
  const seen = await readText(page.locator('main'))
  assert.match(seen, /1 van 1/)
  const small = await site.open({ cookie: mila.cookie, width: 390 })
  await small.goto(page.url())
  assert.match(await look(small, 'team-voorgesteld-390'), /Lonneke de Wit/)
  assert.equal(await sidewaysScroll(small), 0)
})
