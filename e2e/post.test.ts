import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Register } from '#regulations/register.ts'
import { axe, inBrowser, noBrowser, sidewaysScroll } from '#testing/browser.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional, stated } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// The original of a VOG goes from a dossier to the back office and is looked at there, in a real
// browser, wide and narrow, in a register that says u and in the same one saying je.

const skip = noBrowser()
const peil = await testPlatform({ register: 'clientondersteuners' })
const site = inBrowser(peil, '/clientondersteuners')
const shots = process.env.PEIL_SCREENSHOTS
const day = Temporal.PlainDate.from
let sanne: CastAccount

before(async () => {
  if (skip) return
  await peil.setToday('2026-09-01')
  const named = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...named }, ['secretariat'])
})

const open = ({ cookie }: CastAccount, width: number) => site.open({ cookie, width })

async function look(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axe(page), [], name)
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (shots) await page.screenshot({ path: `${shots}/post-${name}.png`, fullPage: true })
}

const press = (page: Page, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).click()

const other = { je: /\b(u|uw|U|Uw)\b/, u: /\b(je|jij|jouw|Je)\b/ }

function saying(address: 'je' | 'u'): void {
  const registers = peil.platform.registers as Map<string, Register>
  const register = registers.get('clientondersteuners') ?? assert.fail()
  registers.set('clientondersteuners', { ...register, address })
}

async function withVog(email: string): Promise<CastProfessional> {
  const who = await professional(peil, { email, firstName: 'Anouk', lastName: 'Jansen' })
  const issuedOn = day('2026-08-01')
  const vog = { member: 'document', kind: 'vog', issuedOn, details: { profile: '85' } } as const
  await stated(peil, who, vog, '2026-09-01')
  return who
}

for (const [address, width] of [
  ['u', 1280],
  ['je', 390],
] as const) {
  describe(`a register that says ${address}, ${width} wide`, { skip }, () => {
    test('the original is announced, received, looked at and destroyed', async () => {
      saying(address)
      const anouk = await withVog(`post-${address}@voorbeeld.nl`)
      const mine = await open(anouk, width)
      const said = async () => {
        const text = await mine.locator('main').innerText()
        return text.replace(/register van uw[^.]*|uw werkgever/g, '')
      }
      await mine.goto(`${site.base}/mijn/dossier`)
      await mine.getByRole('link', { name: 'Origineel per post sturen' }).click()
      assert.doesNotMatch(await said(), other[address])
      await look(mine, `${address}-announce`)
      await press(mine, 'Aanmelden en voorblad maken')
      await look(mine, `${address}-announce-wrong`)
      await mine.getByLabel('Nee', { exact: true }).check()
      await press(mine, 'Aanmelden en voorblad maken')
      await mine.getByRole('link', { name: 'Voorblad om te printen (pdf)' }).waitFor()
      await look(mine, `${address}-dossier`)
      const number = /Nummer (P\d+)/.exec(await mine.locator('main').innerText())?.[1] ?? ''
      const office = await open(sanne, width)
      await office.goto(`${site.base}/werk/post`)
      await look(office, `${address}-list-empty`)
      await office.getByLabel('Nummer van het voorblad, of naam').fill('jansen')
      await office.keyboard.press('Enter')
      await office
        .getByRole('link', { name: /Iets anders is binnen/ })
        .first()
        .waitFor()
      await look(office, `${address}-found`)
      await office.getByLabel('Nummer van het voorblad, of naam').fill(number)
      await office.keyboard.press('Enter')
      await office.getByLabel('Nee', { exact: true }).check()
      await look(office, `${address}-receive`)
      await press(office, 'Is binnen')
      await office.getByLabel('In orde', { exact: true }).check()
      await office.getByLabel('Dag', { exact: true }).fill('1')
      await office.getByLabel('Maand', { exact: true }).fill('8')
      await office.getByLabel('Jaar', { exact: true }).fill('2026')
      await look(office, `${address}-check`)
      await press(office, 'Opslaan')
      await office.getByLabel('Vernietigd', { exact: true }).check()
      await look(office, `${address}-part`)
      await press(office, 'Opslaan')
      await office.getByText('krijgt een e-mail').waitFor()
      await mine.reload()
      assert.match(await mine.locator('main').innerText(), /Vernietigd op 1.september.2026/)
      await look(mine, `${address}-dossier-after`)
      saying('u')
    })
  })
}
