import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import {
  clickThrough,
  inBrowser,
  look,
  noBrowser,
  readText,
  sidewaysScroll,
} from '#testing/browser.ts'
import { testPlatform } from '#testing/platform.ts'

const peil = await testPlatform()
const site = inBrowser(peil)

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
  assert.equal(await page.getByLabel('Leg in je eigen woorden uit waarom').isVisible(), false)
  await page.getByLabel('Uitleggen').check()
  await page.getByLabel('De hulp lukt alleen met iemand die het vertrouwen al heeft.').check()
  await page
    .getByLabel('Leg in je eigen woorden uit waarom')
    .fill('De begeleider is al jaren bekend.')
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
