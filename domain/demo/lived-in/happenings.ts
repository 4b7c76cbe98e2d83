import { decideAtBoard } from '#domain/certification/committee/decide-at-board.ts'
import { compareCorrection } from '#domain/certification/correction/compare-correction.ts'
import type { Wish } from '#domain/certification/correction/correction.ts'
import { sealOf } from '#domain/certification/correction/correction.ts'
import { makeCorrection } from '#domain/certification/correction/make-correction.ts'
import { confirmDeath } from '#domain/certification/death/confirm-death.ts'
import { runningDeathOf } from '#domain/certification/death/queries.ts'
import { reportDeath } from '#domain/certification/death/report-death.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { approveNameChange } from '#domain/certification/name-change/approve-name-change.ts'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { openNameChange } from '#domain/certification/name-change/queries.ts'
import { refuseNameChange } from '#domain/certification/name-change/refuse-name-change.ts'
import { askGrounds, passOnObjection } from '#domain/certification/objection/check-objection.ts'
import { decideObjection } from '#domain/certification/objection/decide-objection.ts'
import { decisionsAbout } from '#domain/certification/objection/decisions.ts'
import {
  extendObjection,
  inviteObjector,
  leaveUnheard,
} from '#domain/certification/objection/hear-objector.ts'
import { isLate, makeObjection } from '#domain/certification/objection/make-objection.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import { withdrawObjection } from '#domain/certification/objection/withdraw-objection.ts'
import { adviseRuling } from '#domain/certification/ruling/advise-ruling.ts'
import { askRuling } from '#domain/certification/ruling/ask-ruling.ts'
import { answerRuling, passOnRuling } from '#domain/certification/ruling/pass-on-ruling.ts'
import { findRuling } from '#domain/certification/ruling/queries.ts'
import { planEnd } from '#domain/certification/validity/plan-end.ts'
import { looksAt } from '#domain/demo/lived-in/looking.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { asMe, asStaff, expected, on } from '#domain/demo/lived-in/world.ts'
import type { InterestKind } from '#domain/people/body/conflict.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { askShielding } from '#domain/people/shielding/ask-shielding.ts'
import { decideShielding } from '#domain/people/shielding/decide-shielding.ts'
import { runningShieldingOf } from '#domain/people/shielding/queries.ts'

// What can happen to anybody in a register, whatever it is.

/** How far an objection comes. */
export type ObjectionStage =
  | 'made'
  | 'without-grounds'
  | 'asked'
  | 'in-hand'
  | 'hearing'
  | 'extended'
  | 'unfounded'
  | 'founded'
  | 'taken-back'

const ofTheHours = {
  why: 'De trainer heeft schriftelijk bevestigd dat ik alle dagen aanwezig was. Die brief is niet meegewogen.',
  wish: 'Dat mijn uren alsnog meetellen.',
}

const ofTheName = {
  why: 'De akte zat bij mijn aanvraag, op de tweede bladzijde. Die is niet gezien.',
  wish: 'Dat mijn naam alsnog wordt gewijzigd.',
}

/** Objects to the newest decision about themselves, after so many days. */
export async function* objects(me: Me, after: number, stage: ObjectionStage): Life {
  yield after
  const id = await asMe(me, async (context) => {
    const decisions = await decisionsAbout(context, me.registrationId)
    const decision = decisions.find(({ superseded, onObjection }) => !superseded && !onObjection)
    if (decision === undefined) throw new Error('there is nothing to object to')
    const late = isLate(decision, context.today)
    const { why, wish } = decision.about === 'name-change' ? ofTheName : ofTheHours
    const made = {
      registrationId: me.registrationId,
      about: decision.about,
      aboutId: decision.id,
      lines: decision.lines.map((line) => line.id).slice(0, 1),
      grounds: stage === 'without-grounds' || stage === 'asked' ? '' : why,
      wish,
      lateReason: late ? 'Ik lag in die weken in het ziekenhuis.' : '',
      files: [],
    }
    return expected(await makeObjection(context, made), 'made').id
  })
  const seen = () =>
    asStaff(me, 'sanne', async (context) => {
      const objection = await findObjection(context, id)
      return { id, version: objection?.version ?? 0 }
    })
  if (stage === 'made' || stage === 'without-grounds') return
  yield 3
  if (stage === 'taken-back') {
    const now = await seen()
    await asMe(me, async (context) => expected(await withdrawObjection(context, now), 'withdrawn'))
    return
  }
  const now = await seen()
  if (stage === 'asked') {
    await asStaff(me, 'sanne', async (context) =>
      expected(await askGrounds(context, now, 'Wilt u uw redenen nog geven?'), 'asked'),
    )
    return
  }
  await looksAt(me, 'sanne', { thing: 'objection', id })
  await asStaff(me, 'sanne', async (context) =>
    expected(await passOnObjection(context, now, 'Compleet en op tijd.'), 'passed-on'),
  )
  if (stage === 'in-hand') return
  yield 6
  const next = await seen()
  await looksAt(me, 'henk', { thing: 'objection', id })
  await asStaff(me, 'henk', async (context, memberId) => {
    const acting = { seen: next, memberId }
    switch (stage) {
      case 'hearing': {
        const hearing = { on: context.today.add({ days: 16 }), place: 'Online, om 10.00 uur' }
        return expected(await inviteObjector(context, acting, hearing), 'done')
      }
      case 'extended':
        return expected(
          await extendObjection(context, acting, 'Wij wachten nog op de opleider.'),
          'done',
        )
      default:
        return expected(await leaveUnheard(context, acting, 'not-wanted'), 'done')
    }
  })
  if (stage !== 'unfounded' && stage !== 'founded') return
  yield 4
  const last = await seen()
  await asStaff(me, 'henk', async (context, memberId) => {
    const said =
      stage === 'founded'
        ? {
            outcome: stage,
            decision: 'Het bezwaar is gegrond. Wat is gevraagd, wordt alsnog gedaan.',
            reason: 'De stukken bij het bezwaar nemen weg wat er nog ontbrak.',
          }
        : {
            outcome: stage,
            decision: 'Het bezwaar is ongegrond. Het besluit blijft zoals het was.',
            reason: 'Ook uit de stukken bij het bezwaar blijkt niet wat er nog ontbrak.',
          }
    const deciding = {
      ...said,
      excusable: undefined,
      grants: new Map(),
      answers: new Map(),
      published: { decision: '', ground: '' },
      instead: undefined,
    }
    expected(await decideObjection(context, last, memberId, deciding), 'decided')
  })
}

/** Asks for another name; the back office answers, or has yet to. */
export async function* asksAnotherName(
  me: Me,
  after: number,
  answer?: 'approved' | 'refused',
): Life {
  yield after
  const { firstName, initials, lastName } = me.person
  const name = { firstName, initials, namePrefix: 'van', lastName: `Buren-${lastName}` }
  await asMe(me, async (context) =>
    expected(
      await askNameChange(context, {
        registrationId: me.registrationId,
        name,
        reason: 'Ik ben getrouwd en gebruik voortaan deze naam.',
      }),
      'asked',
    ),
  )
  if (answer === undefined) return
  yield 3
  await asStaff(me, 'sanne', async (context) => {
    const change = await openNameChange(context, me.registrationId)
    if (change === undefined) throw new Error('no name was asked')
    const checked = { id: change.id, version: change.version }
    if (answer === 'approved') expected(await approveNameChange(context, checked), 'approved')
    else {
      const refusal = {
        ...checked,
        answer: 'Stuur een kopie van de akte mee, met het nummer afgeschermd.',
      }
      expected(await refuseNameChange(context, refusal), 'refused')
    }
  })
}

/** Asks to be kept out of sight; two of the back office look at it. */
export async function* asksShielding(me: Me, after: number, eyes: 0 | 1 | 2): Life {
  yield after
  await asMe(me, async (context) =>
    expected(
      await askShielding(context, {
        registrationId: me.registrationId,
        ground: 'threat',
        everywhere: true,
      }),
      'asked',
    ),
  )
  for (const who of ['sanne', 'joost'].slice(0, eyes)) {
    yield 1
    await asStaff(me, who, async (context) => {
      const shielding = await runningShieldingOf(context, me.registrationId)
      if (shielding === undefined) throw new Error('nothing was asked')
      const { id, version, status } = shielding
      const reviewOn = context.today.add({ months: 10 })
      const decision =
        status === 'asked' ? { is: 'grant' as const, reviewOn } : { is: 'confirm' as const }
      expected(await decideShielding(context, { id, version }, decision), 'proposed', 'holds')
    })
  }
}

/** Dies; the back office is told, and a colleague looks too. */
export async function* dies(me: Me, after: number, confirmed: boolean): Life {
  yield after
  await asStaff(me, 'sanne', async (context) =>
    expected(
      await reportDeath(context, {
        registrationId: me.registrationId,
        diedOn: context.today.subtract({ days: 9 }),
        toldBy: 'relative',
        toldName: `Familie ${me.person.lastName}`,
        toldEmail: `familie.${me.person.email}`,
        toldAddress: '',
        seenHow: 'Rouwkaart gezien',
      }),
      'reported',
      'confirmed',
    ),
  )
  if (!confirmed) return
  yield 1
  await asStaff(me, 'joost', async (context) => {
    const death = await runningDeathOf(context, me.registrationId)
    if (death === undefined) throw new Error('nothing was reported')
    expected(await confirmDeath(context, { id: death.id, version: death.version }), 'confirmed')
  })
}

/** Chooses a last day. */
export async function* leaves(me: Me, after: number, days: number): Life {
  yield after
  await asMe(me, async (context) => {
    const member = await findMember(context, me.registrationId)
    const asked = {
      registrationId: me.registrationId,
      version: member?.version ?? 0,
      last: context.today.add({ days }),
    }
    expected(await planEnd(context, asked), 'planned')
  })
}

/** The back office sets something right that the register had wrong. */
export async function* isSetRight(me: Me, after: number, what: 'address' | 'work'): Life {
  yield after
  const { street, postcode, employer, municipality, job } = me.person
  const address = {
    phone: '',
    street,
    houseNumber: '112',
    postcode,
    city: 'Havendam',
    country: 'NL',
  }
  const work = { employer: `${employer} (na de fusie)`, municipality, jobTitle: job }
  await looksAt(me, 'sanne', { thing: 'registration', id: me.registrationId })
  const wish: Wish =
    what === 'address' ? { subject: 'address', address } : { subject: 'work', work }
  await asStaff(me, 'sanne', async (context) => {
    const { registrationId } = me
    const compared = expected(await compareCorrection(context, registrationId, wish), 'differs')
    const made = await makeCorrection(context, {
      registrationId,
      wish,
      reason: 'Bij het overtypen is het verkeerd gegaan.',
      source: '',
      seen: sealOf(compared.changes),
    })
    expected(made, 'corrected')
  })
}

/** Somebody who works for the register says that there is a tie. */
export async function* isKnownTo(me: Me, after: number, who: string, kind: InterestKind): Life {
  yield after
  await asStaff(me, who, async (context, memberId) => {
    const note = kind === 'family' ? 'Mijn zwager' : 'Wij gaven samen les'
    const { registrationId } = me
    expected(await declareInterest(context, { registrationId, memberId, kind, note }), 'declared')
  })
}

/** How far a question to the board comes. */
export type RulingStage =
  | 'asked'
  | 'answered'
  | 'for-advice'
  | 'advised-once'
  | 'for-decision'
  | 'decided'

function advises(me: Me, id: string, who: string, reason: string): Promise<boolean> {
  return asStaff(me, who, async (context, memberId) => {
    const done = await adviseRuling(context, id, { memberId, favours: true, reason })
    return expected(done, 'advised', 'conflict').outcome === 'advised'
  })
}

const cases = [
  [
    'Ik woon en werk een jaar in het buitenland. Telt mijn werk daar mee?',
    'Dat die maanden meetellen.',
  ],
  [
    'Mijn opleider bestaat niet meer en geeft geen bewijs af. Wat nu?',
    'Dat een verklaring van een medecursist genoeg is.',
  ],
  ['Ik was acht maanden ziek. Kan de termijn korter tellen?', 'Een jaar langer de tijd.'],
  [
    'Ik werk als vrijwilliger naast mijn baan. Telt dat?',
    'Dat die uren meetellen als begeleiding.',
  ],
] as const

/** Asks the board something on which the regulation is silent. */
export async function* asksTheBoard(me: Me, after: number, stage: RulingStage): Life {
  yield after
  const [question, wish] = me.world.random.pick(cases)
  const { registrationId } = me
  const id = await asMe(
    me,
    async (context) =>
      expected(await askRuling(context, { registrationId, question, wish, files: [] }), 'asked').id,
  )
  const seen = () =>
    asStaff(me, 'sanne', async (context) => ({
      id,
      version: (await findRuling(context, id))?.version ?? 0,
    }))
  if (stage === 'asked') return
  yield 4
  const first = await seen()
  if (stage === 'answered') {
    await asStaff(me, 'sanne', async (context) =>
      expected(
        await answerRuling(
          context,
          first,
          'Dat staat in het reglement, bij de soorten activiteiten.',
        ),
        'answered',
      ),
    )
    return
  }
  await asStaff(me, 'sanne', async (context) =>
    expected(await passOnRuling(context, first, 'Hierover zegt het reglement niets.'), 'passed-on'),
  )
  if (stage === 'for-advice') return
  const reason = 'Het past bij de bedoeling van de norm.'
  for (const who of ['marieke', 'tom']) {
    yield 2
    const ruling = await on(me.world, me.register, { kind: 'system', task: 'demo' }, (context) =>
      findRuling(context, id),
    )
    if (ruling?.status === 'for-advice') {
      // Where a tie keeps one of them from it, the chair does.
      const advised = await advises(me, id, who, reason)
      if (!advised && !(await advises(me, id, 'aylin', reason)))
        throw new Error('nobody may advise')
    }
    if (stage === 'advised-once') return
  }
  if (stage === 'for-decision') return
  yield 10
  const last = await seen()
  await asStaff(me, 'henk', async (context, memberId) => {
    const decision = {
      granted: true,
      decision: 'Het verzoek wordt toegewezen.',
      ground: 'Het reglement wil dat iemand zijn vak bijhoudt, waar dat ook is.',
      published: {
        question: 'Telt wat iemand buiten de gewone plaatsen deed?',
        decision: 'Dat telt mee, als het bewijs daarvan er is.',
        ground: 'Het gaat om wat iemand leerde.',
      },
    }
    expected(await decideAtBoard(context, last, memberId, decision), 'decided')
  })
}
