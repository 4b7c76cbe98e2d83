import assert from 'node:assert/strict'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { professional } from '#testing/cast.ts'
import { category, issued, start, vog } from '#testing/client-support.ts'
import type { Stage, Traveller } from '#testing/journey.ts'
import {
  answer,
  applicationAt,
  apply,
  comesByPost,
  decided,
  follow,
  give,
  go,
  paper,
  said,
  send,
  signUp,
  tickAll,
} from '#testing/journey.ts'
import { clock } from '#testing/people.ts'
import { byHand } from '#testing/records.ts'

// What somebody in training of the Cliëntondersteuners goes through on the screen, article 2: the request
// with its promises, a supervisor, the certificates, and the statement that both sign.

/** A diploma that takes a masterclass away: its name in the dossier, and what is asked about it. */
export interface Exempting {
  readonly name: 'Diploma Mantelzorgmakelaar' | 'Diploma Verpleegkunde'
  readonly question: string
  readonly proof: string
}

export const broker: Exempting = {
  name: 'Diploma Mantelzorgmakelaar',
  question: 'Hebt u het diploma Mantelzorgmakelaar?',
  proof: 'Uw diploma Mantelzorgmakelaar',
}

export const nurse: Exempting = {
  name: 'Diploma Verpleegkunde',
  question: 'Hebt u een diploma Verpleegkunde?',
  proof: 'Uw diploma Verpleegkunde',
}

const atDrechtsteden = {
  name: 'Opleiding bij HBO Drechtsteden',
  question: 'Volgt of volgde u de opleiding bij HBO Drechtsteden?',
}

/** A Senior of the register with this last name, who takes on whoever asks. */
export async function seniorAtHand(stage: Stage, lastName: string): Promise<Traveller> {
  const { peil, register } = stage
  const who = await professional(peil, {
    email: `willemijn.${lastName.toLowerCase()}@voorbeeld.nl`,
    firstName: 'Willemijn',
    lastName,
    status: 'certified',
    validFirst: '2025-01-01',
    validLast: '2029-12-31',
  })
  await peil.act(clock, async (context) => {
    await byHand(context)
    const { registrationId: id } = who
    await context.db
      .updateTable('registration')
      .set({ category: 'senior' })
      .where('id', '=', id)
      .where('register', '=', register)
      .execute()
    await publishEntry(context, id)
  })
  return { ...who, ...(await stage.desk(who)), name: `Willemijn ${lastName}` }
}

/** Somebody signs up to be in training, with a supervisor and a diploma that takes a masterclass away, and is. */
export async function inTraining(
  stage: Stage,
  supervisor: Traveller,
  name: readonly [firstName: string, lastName: string],
  exempting: Exempting,
): Promise<Traveller> {
  await stage.peil.setToday(start)
  const who = await signUp(stage, ...name)
  await give(who, 'Kies een categorie', category('In opleiding'))
  await give(who, 'Een ander diploma op hbo-niveau', {
    'Hebt u een ander hbo- of wo-diploma?': 'Ja',
    'Naam van de opleiding': 'Verpleegkunde',
    'School of hogeschool': 'Hogeschool Voorbeeld',
    'Een scan of foto van uw diploma': paper(`diploma van ${who.name}`),
  })
  await give(who, 'Bezig met de opleiding tot cliëntondersteuner', {
    'Volgt u de opleiding tot cliëntondersteuner?': 'Ja',
  })
  await give(who, 'Datum van het diploma', {
    'Op welke datum is uw diploma afgegeven?': '1995-07-01',
  })
  await give(who, 'VOG', vog('2026-08-03'))
  await comesByPost(stage, who, 'vog', '2026-08-03')
  await give(who, 'Cv', { [issued]: '2026-08-20', Bestanden: paper(`cv van ${who.name}`) })
  await isTakenOn(who, supervisor)
  await asksToBeInTraining(who, exempting)
  const id = await apply(who)
  await decided(stage, who)
  await go(who, `/mijn/certificering/${id}`)
  assert.match(await said(who), /U bent geregistreerd/)
  return who
}

// Finds a Senior in the register and asks; the Senior says yes at her own desk.
async function isTakenOn(who: Traveller, supervisor: Traveller): Promise<void> {
  await go(who, '/mijn/dossier')
  await follow(who, /toezegging van uw supervisor/i)
  await send(who, 'Zoeken', { 'Naam of registratienummer': supervisor.name })
  await send(who, 'Vragen', { 'Wie vraagt u?': supervisor.name })
  await go(supervisor, '/mijn/begeleiding')
  await follow(supervisor, /^Antwoorden/)
  await send(supervisor, 'Antwoord versturen', { 'Uw antwoord': 'Ja, ik word supervisor' })
}

// The diplomas stand on the request, so they are stated first, each with its proof.
async function asksToBeInTraining(who: Traveller, exempting: Exempting): Promise<void> {
  await go(who, '/mijn/dossier')
  await follow(who, /Verzoek In opleiding$/i)
  await follow(who, atDrechtsteden.name)
  await send(who, 'Opslaan', { [atDrechtsteden.question]: 'Nee' })
  for (const diploma of [broker, nurse]) {
    await go(who, '/mijn/dossier')
    await follow(who, /Verzoek In opleiding$/i)
    await follow(who, diploma.name)
    const has = diploma === exempting
    await answer(who, { [diploma.question]: has ? 'Ja' : 'Nee' })
    if (has) {
      const about = { 'School of opleider': 'De Academie', [diploma.proof]: paper(diploma.name) }
      await answer(who, about)
    }
    await send(who, 'Opslaan')
  }
  await follow(who, /Verzoek In opleiding$/i)
  await answer(who, {
    'Bij welke opleider?': 'De Academie',
    'Op welke dag begint of begon de opleiding?': '2026-09-15',
    'Uw voor- en achternaam': who.name,
  })
  await tickAll(who)
  await send(who, 'Ondertekenen')
}

/** Adds the certificate of a masterclass or a test. */
export async function passes(who: Traveller, certificate: string, on: string): Promise<void> {
  await give(who, certificate, { [issued]: on, Bestanden: paper(certificate) })
}

/** Answers what is asked of a Junior and was not of somebody in training, on the page of the change. */
export async function finishes(who: Traveller): Promise<void> {
  for (const [name, question, said] of askedOfJunior) {
    await go(who, '/mijn/dossier')
    await follow(who, 'Junior aanvragen')
    await follow(who, name)
    await send(who, 'Opslaan', { [question]: said })
  }
}

const askedOfJunior = [
  ["Een van de genoemde hbo-diploma's", "Hebt u een van de genoemde hbo-diploma's?", 'Nee'],
  [
    'Een ervaringscertificaat (EVC) met rapportage',
    'Hebt u een erkend ervaringscertificaat (EVC) op hbo-niveau, met rapportage?',
    'Nee',
  ],
  [
    'Opleiding tot cliëntondersteuner afgerond',
    'Hebt u de opleiding tot cliëntondersteuner afgerond?',
    'Ja',
  ],
] as const

/** Signs the statement that the supervision was closed, and so does the supervisor. */
export async function closesSupervision(who: Traveller, supervisor: Traveller): Promise<void> {
  await go(who, '/mijn/dossier/ondertekenen/supervision-statement')
  await answer(who, {
    'Op welke dag begon de supervisie?': '2026-09-01',
    'Op welke dag was de laatste bijeenkomst?': '2027-08-20',
    'Hoe vaak kwam u bij elkaar?': '9',
    'Uw voor- en achternaam': who.name,
  })
  await tickAll(who)
  await send(who, 'Ondertekenen')
  await go(supervisor, '/mijn/begeleiding')
  await follow(supervisor, /^Bekijken/)
  await follow(supervisor, /^Lezen en tekenen/)
  await send(supervisor, 'Versturen', {
    'Tekent u mee?': 'Ja, ik onderteken dit',
    'Uw voor- en achternaam': supervisor.name,
  })
}

/** Asks to become a Junior, which the committee grants. */
export async function becomesJunior(stage: Stage, who: Traveller): Promise<void> {
  await go(who, '/mijn/dossier')
  await follow(who, 'Junior aanvragen')
  await tickAll(who)
  await send(who, 'Aanvraag insturen')
  const id = await applicationAt(who)
  await decided(stage, who)
  await go(who, `/mijn/certificering/${id}`)
}
