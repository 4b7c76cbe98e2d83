import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askFollowUps } from '#domain/certification/follow-up/ask-follow-ups.ts'
import { noBrowser } from '#testing/browser.ts'
import { vog } from '#testing/client-support.ts'
import {
  becomesJunior,
  broker,
  closesSupervision,
  finishes,
  inTraining,
  nurse,
  passes,
  seniorAtHand,
} from '#testing/in-training.ts'
import { comesByPost, follow, give, go, openStage, publicly, said, send } from '#testing/journey.ts'
import { clock } from '#testing/people.ts'

// Somebody in training of the Cliëntondersteuners, from signing up until they are a Junior: what article 2
// asks of them, a diploma that takes a masterclass away, and what comes after a year.

const skip = noBrowser()
const stage = await openStage('clientondersteuners')
const { peil } = stage

describe('in training', { skip }, () => {
  // Article 2: whoever has a diploma in nursing needs no masterclass 4. Within a year the others and both
  // tests; the explanation to article 2: after that the back office looks at it, and nothing lapses.
  test('a year in training without the masterclasses ends in a task; a nurse becomes a Junior without masterclass 4', async () => {
    const supervisor = await seniorAtHand(stage, 'Ervaren')
    const who = await inTraining(stage, supervisor, ['Samira', 'Haddad'], nurse)
    assert.match(await publicly(stage, who), /In opleiding/)
    await go(who, '/mijn/dossier')
    assert.match(
      await said(who),
      /nog: masterclass 1, masterclass 2 en masterclass 3\..*Uiterlijk op 1 september 2027\./s,
    )
    await peil.setToday('2027-08-31')
    await peil.act(clock, askFollowUps)
    const office = await stage.office()
    await go(office, '/werk/vervolg')
    assert.match(await said(office), /Vervolg \(0\)/)
    await peil.setToday('2027-09-01')
    await peil.act(clock, askFollowUps)
    await go(office, '/werk')
    assert.match(await said(office), /1 persoon staat al een tijd in een categorie/)
    await go(office, '/werk/vervolg')
    await follow(office, who.name)
    await send(office, 'Afhandelen', { 'Wat is er afgesproken?': 'Zij rondt het deze maand af.' })
    assert.match(await publicly(stage, who), /Geregistreerd[\s\S]*In opleiding/)
    await give(who, 'VOG', vog('2027-08-20'))
    await comesByPost(stage, who, 'vog', '2027-08-20')
    for (const passed of [
      'masterclass 1',
      'masterclass 2',
      'de praktijktoets',
      'de reflectietoets',
    ]) {
      await passes(who, `Certificaat van ${passed}`, '2027-08-25')
    }
    await finishes(who)
    await closesSupervision(who, supervisor)
    await go(who, '/mijn/dossier')
    await follow(who, 'Junior aanvragen')
    assert.match(await said(who), /U kunt dit nog niet aanvragen/)
    assert.match(await said(who), /Certificaat van masterclass 3/i)
    await passes(who, 'Certificaat van masterclass 3', '2027-08-28')
    await becomesJunior(stage, who)
    assert.match(await publicly(stage, who), /Junior[\s\S]*31 augustus 2031/)
  })

  // Article 2: with the diploma Mantelzorgmakelaar there is no masterclass 2, and with that alone no masterclass 4
  // is taken away.
  test('a Mantelzorgmakelaar in training becomes a Junior without masterclass 2', async () => {
    const supervisor = await seniorAtHand(stage, 'Rijp')
    const who = await inTraining(stage, supervisor, ['Bram', 'Mulder'], broker)
    await peil.setToday('2027-08-01')
    for (const passed of [
      'masterclass 1',
      'masterclass 3',
      'de praktijktoets',
      'de reflectietoets',
    ]) {
      await passes(who, `Certificaat van ${passed}`, '2027-07-10')
    }
    await finishes(who)
    await closesSupervision(who, supervisor)
    await go(who, '/mijn/dossier')
    await follow(who, 'Junior aanvragen')
    assert.match(await said(who), /Certificaat van masterclass 4/i)
    assert.doesNotMatch(await said(who), /Certificaat van masterclass 2/i)
    await passes(who, 'Certificaat van masterclass 4', '2027-07-20')
    await becomesJunior(stage, who)
    assert.match(await publicly(stage, who), /Junior[\s\S]*31 augustus 2031/)
  })
})
