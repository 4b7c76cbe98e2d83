import { isSetByHand } from '#domain/demo/lived-in/by-hand.ts'
import {
  asksAnotherName,
  asksShielding,
  asksTheBoard,
  dies,
  isKnownTo,
  isSetRight,
  leaves,
  objects,
} from '#domain/demo/lived-in/happenings.ts'
import {
  aimsForADay,
  asksBeforehand,
  certifiedKrsd,
  collects,
  doesNotPay,
  doesNotSign,
  firstKrsd,
  freeHours,
  hasAgreementReturned,
  lacksProof,
  lessonsGiven,
  onlyAnAccount,
  waitsForApproval,
  waitsForReferees,
} from '#domain/demo/lived-in/lives.ts'
import { firstLklr, registeredLklr, renewsLklr } from '#domain/demo/lived-in/lives-lklr.ts'
import {
  firstSupport,
  registeredSupport,
  renewsSupport,
  sendsVog,
  waitsForExtract,
} from '#domain/demo/lived-in/lives-support.ts'
import type { ErasureStage } from '#domain/demo/lived-in/own-data.ts'
import { asksForEverything, asksToBeErased, isHeldBack } from '#domain/demo/lived-in/own-data.ts'
import { joins } from '#domain/demo/lived-in/roads.ts'
import { isJudgedElsewhere } from '#domain/demo/lived-in/verdicts.ts'
import type { Life, Me } from '#domain/demo/lived-in/world.ts'
import { daysLeft } from '#domain/demo/lived-in/world.ts'

/** A kind of life in a register, and how many live it. */
export interface Lived {
  readonly count: number
  /** How many days before the last one they began, at least and at most. */
  readonly ago: readonly [least: number, most: number]
  readonly live: (me: Me, nth: number) => Life
  /** Why the first of them is worth meeting, in a sentence. */
  readonly about?: string
}

// The road up to being a candidate is the same in every register.
const onTheWay: readonly Lived[] = [
  { count: 3, ago: [3, 30], live: onlyAnAccount },
  {
    count: 4,
    ago: [1, 26],
    live: doesNotSign,
    about: 'Meldde zich aan. De overeenkomst ligt klaar om te tekenen.',
  },
  {
    count: 2,
    ago: [36, 60],
    live: doesNotSign,
    about: 'Tekende niet op tijd. De overeenkomst is vervallen.',
  },
  {
    count: 4,
    ago: [3, 9],
    live: waitsForApproval,
    about: 'Tekende. Het wachten is op het bureau, dat de overeenkomst controleert.',
  },
  {
    count: 1,
    ago: [12, 20],
    live: hasAgreementReturned,
    about: 'Kreeg de overeenkomst terug, en tekent opnieuw.',
  },
  { count: 3, ago: [16, 24], live: doesNotPay, about: 'De eerste factuur ligt er.' },
  {
    count: 3,
    ago: [48, 80],
    live: doesNotPay,
    about: 'Kreeg herinneringen: de eerste factuur is niet betaald.',
  },
  {
    count: 2,
    ago: [95, 150],
    live: doesNotPay,
    about: 'Staat stil, omdat de factuur niet is betaald.',
  },
  { count: 1, ago: [190, 220], live: doesNotPay },
]

// What happens to whoever is registered, in any register.
function afterwards(registered: (then: (me: Me) => Life) => (me: Me) => Life): readonly Lived[] {
  return [
    {
      count: 2,
      ago: [420, 700],
      live: registered((me) => asksAnotherName(me, daysLeft(me, 6))),
      about: 'Trouwde, en vraagt om een andere naam in het register.',
    },
    { count: 1, ago: [500, 700], live: registered((me) => asksAnotherName(me, 200, 'approved')) },
    {
      count: 1,
      ago: [500, 700],
      live: registered(async function* (me) {
        yield* asksAnotherName(me, daysLeft(me, 20), 'refused')
        yield* objects(me, 4, 'made')
      }),
      about: 'Mocht geen andere naam, en maakt bezwaar.',
    },
    {
      count: 1,
      ago: [500, 700],
      live: registered(async function* (me) {
        yield* asksAnotherName(me, daysLeft(me, 40), 'refused')
        yield* objects(me, 9, 'in-hand')
      }),
    },
    {
      count: 1,
      ago: [400, 600],
      live: registered((me) => asksShielding(me, daysLeft(me, 3), 0)),
      about: 'Wordt bedreigd, en vraagt om niet openbaar te staan.',
    },
    { count: 1, ago: [400, 600], live: registered((me) => asksShielding(me, daysLeft(me, 8), 1)) },
    {
      count: 1,
      ago: [500, 700],
      live: registered((me) => asksShielding(me, 200, 2)),
      about: 'Staat afgeschermd.',
    },
    { count: 1, ago: [500, 900], live: registered((me) => dies(me, 200, true)) },
    { count: 1, ago: [500, 900], live: registered((me) => dies(me, daysLeft(me, 4), false)) },
    { count: 2, ago: [400, 800], live: registered((me) => leaves(me, 180, 30)) },
    {
      count: 1,
      ago: [300, 800],
      live: registered((me) => leaves(me, daysLeft(me, 10), 45)),
      about: 'Schrijft zich uit, met een laatste dag die nog komt.',
    },
    {
      count: 1,
      ago: [500, 700],
      live: registered(async function* (me) {
        yield* asksAnotherName(me, daysLeft(me, 60), 'refused')
        yield* objects(me, 6, 'founded')
      }),
      about: 'Kreeg gelijk na bezwaar, en heet nu anders in het register.',
    },
    {
      count: 1,
      ago: [400, 800],
      live: registered((me) => isSetByHand(me, daysLeft(me, 5), 'proposed')),
      about: 'Een collega stelde voor om de registratie stil te zetten.',
    },
    {
      count: 1,
      ago: [400, 800],
      live: registered((me) => isSetByHand(me, daysLeft(me, 30), 'confirmed')),
      about: 'Staat stil, omdat er een stuk ontbreekt.',
    },
    {
      count: 1,
      ago: [400, 800],
      live: registered((me) => isSetByHand(me, daysLeft(me, 12), 'returned')),
    },
    { count: 1, ago: [400, 900], live: registered((me) => isSetRight(me, 180, 'address')) },
    { count: 1, ago: [400, 900], live: registered((me) => isSetRight(me, 190, 'work')) },
    { count: 1, ago: [400, 900], live: registered((me) => isKnownTo(me, 60, 'marieke', 'family')) },
    { count: 1, ago: [400, 900], live: registered((me) => isKnownTo(me, 60, 'sanne', 'work')) },
    {
      count: 1,
      ago: [300, 600],
      live: registered((me) => asksTheBoard(me, daysLeft(me, 5), 'asked')),
      about: 'Vroeg het bestuur iets waar het reglement niets over zegt.',
    },
    {
      count: 2,
      ago: [300, 600],
      live: registered((me) => asksTheBoard(me, daysLeft(me, 14), 'for-advice')),
    },
    {
      count: 1,
      ago: [300, 600],
      live: registered((me) => asksTheBoard(me, daysLeft(me, 16), 'advised-once')),
    },
    {
      count: 2,
      ago: [300, 600],
      live: registered((me) => asksTheBoard(me, daysLeft(me, 25), 'for-decision')),
    },
    { count: 2, ago: [300, 900], live: registered((me) => asksTheBoard(me, 60, 'decided')) },
    { count: 1, ago: [300, 900], live: registered((me) => asksTheBoard(me, 70, 'answered')) },
    {
      count: 2,
      ago: [430, 900],
      // Does not pay the invoice of the second year or later.
      live: registered(async function* (me) {
        yield 1
        me.world.unpaying.add(me.registrationId)
      }),
      about: 'Betaalde een jaar niet.',
    },
    ...ownData(registered),
  ]
}

// What people ask about what is kept of them.
function ownData(registered: (then: (me: Me) => Life) => (me: Me) => Life): readonly Lived[] {
  const erased = (before: number, stage: ErasureStage) =>
    registered((me) => asksToBeErased(me, before, stage))
  const ago: [number, number] = [500, 900]
  const court = {
    ground: 'court',
    reason: 'De rechtbank vroeg om het dossier te bewaren tot de uitspraak.',
  } as const
  return [
    {
      count: 1,
      ago,
      live: erased(5, 'asked'),
      about: 'Schreef zich uit en vraagt om gewist te worden. De functionaris moet nog antwoorden.',
    },
    { count: 1, ago, live: erased(21, 'extended') },
    {
      count: 1,
      ago,
      live: erased(30, 'granted'),
      about: 'Vroeg om gewist te worden. Wat niet bewaard hoeft te blijven, gaat weg.',
    },
    { count: 1, ago, live: erased(5, 'granted') },
    { count: 1, ago, live: erased(40, 'refused'), about: 'Mocht niet worden gewist, met waarom.' },
    { count: 1, ago, live: erased(25, 'taken-back') },
    // Nothing was ever decided about them: after a week it goes by itself.
    {
      count: 1,
      ago: [200, 300],
      live: async function* (me) {
        yield* joins(me)
        yield* asksToBeErased(me, 30, 'waits-it-out')
      },
    },
    {
      count: 1,
      ago,
      live: registered((me) => isHeldBack(me, daysLeft(me, 50), court)),
      about: 'Van haar of hem wordt niets gewist, om een rechtszaak.',
    },
    {
      count: 1,
      ago,
      live: registered((me) =>
        isHeldBack(me, daysLeft(me, 70), {
          ground: 'complaint',
          reason: 'Bij het college van beroep ligt een klacht.',
          lifted: 'De klacht is ingetrokken.',
        }),
      ),
    },
    {
      count: 1,
      ago,
      live: registered((me) => asksForEverything(me, daysLeft(me, 15))),
      about: 'Vroeg alles op wat Peil van iemand bewaart.',
    },
  ]
}

/** Who there is in each register, by kind of life. */
export const lived: Readonly<Record<string, readonly Lived[]>> = {
  krsd: [
    ...onTheWay,
    {
      count: 20,
      ago: [60, 700],
      live: collects(15),
      about: 'Houdt bij wat er is gedaan, en heeft geen haast.',
    },
    {
      count: 4,
      ago: [80, 400],
      live: aimsForADay,
      about: 'Koos een dag waarop het certificaat er moet zijn.',
    },
    { count: 4, ago: [60, 140], live: lacksProof, about: 'Deed genoeg, en mist het bewijs ervan.' },
    {
      count: 5,
      ago: [52, 62],
      live: waitsForReferees,
      about: 'Wacht op het antwoord van referenten.',
    },
    {
      count: 5,
      ago: [50, 60],
      live: asksBeforehand(freeHours),
      about: 'Vraagt of uren in de vrije ruimte meetellen, los van een aanvraag.',
    },
    { count: 3, ago: [120, 260], live: firstKrsd('sent', 500) },
    {
      count: 7,
      ago: [178, 186],
      live: (me, nth) => firstKrsd('sent', 130 - nth)(me),
      about: 'Vroeg certificering aan. Het bureau moet de aanvraag nog bekijken.',
    },
    {
      count: 2,
      ago: [190, 195],
      live: firstKrsd('returned', 130),
      about: 'Kreeg de aanvraag terug met vragen.',
    },
    { count: 2, ago: [190, 195], live: firstKrsd('answered', 130) },
    { count: 1, ago: [230, 240], live: firstKrsd('taken-back', 130) },
    {
      count: 6,
      ago: [195, 225],
      live: firstKrsd('passed-on', 130),
      about: 'De aanvraag ligt bij de commissie.',
    },
    { count: 3, ago: [195, 225], live: firstKrsd('judged-once', 130) },
    {
      count: 2,
      ago: [200, 225],
      live: firstKrsd('divided', 130),
      about: 'Over deze aanvraag zijn twee leden het niet eens.',
    },
    { count: 3, ago: [200, 225], live: firstKrsd('judged', 130) },
    {
      count: 32,
      ago: [420, 1950],
      live: certifiedKrsd(),
      about: 'Gecertificeerd, voor de eerste of de tweede keer.',
    },
    {
      count: 4,
      ago: [1300, 1900],
      live: certifiedKrsd(undefined, { renews: false }),
      about: 'Liet de certificering verlopen.',
    },
    {
      count: 3,
      ago: [330, 900],
      live: certifiedKrsd(undefined, { look: { rejects: 9 } }),
      about: 'Werd afgewezen.',
    },
    ...objecting((then) => certifiedKrsd((me) => then(me), { look: { rejects: 2 } })),
    ...afterwards((then) => certifiedKrsd((me) => then(me))),
  ],
  lklr: [
    ...onTheWay,
    {
      count: 4,
      ago: [70, 160],
      live: collects(20),
      about: 'Is aan het verzamelen, en vroeg nog niets aan.',
    },
    { count: 3, ago: [42, 46], live: firstLklr('sent'), about: 'Vroeg de eerste registratie aan.' },
    { count: 1, ago: [50, 55], live: firstLklr('returned') },
    { count: 2, ago: [50, 60], live: firstLklr('passed-on') },
    {
      count: 4,
      ago: [52, 62],
      live: asksBeforehand(lessonsGiven),
      about: 'Gaf les, en vraagt wat dat waard is.',
    },
    {
      count: 30,
      ago: [120, 1700],
      live: registeredLklr(),
      about: 'Geregistreerd in de eerste vijf jaar.',
    },
    {
      count: 3,
      ago: [1900, 1990],
      live: registeredLklr(undefined, false),
      about: 'Liet de registratie verlopen.',
    },
    {
      count: 4,
      ago: [1724, 1728],
      live: renewsLklr(100, 'sent'),
      about: 'Vraagt herregistratie aan, na vijf jaar.',
    },
    {
      count: 5,
      ago: [1745, 1755],
      live: renewsLklr(100, 'passed-on'),
      about: 'De herregistratie ligt bij de commissie, met de steekproef getrokken.',
    },
    { count: 3, ago: [1745, 1755], live: renewsLklr(100, 'judged-once') },
    {
      count: 2,
      ago: [1845, 1850],
      live: renewsLklr(12, 'passed-on'),
      about: 'Blijft geregistreerd zolang de aanvraag loopt.',
    },
    {
      count: 6,
      ago: [1800, 1950],
      live: renewsLklr(110, 'renewed'),
      about: 'Is opnieuw geregistreerd.',
    },
    ...objecting(
      (then) =>
        async function* (me) {
          yield* renewsLklr(200, 'refused')(me)
          yield* then(me)
        },
      1500,
    ),
    ...afterwards((then) => registeredLklr(then)),
  ],
  clientondersteuners: [
    ...onTheWay,
    { count: 4, ago: [36, 60], live: sendsVog(false), about: 'Stuurt de VOG op met de post.' },
    { count: 4, ago: [38, 60], live: sendsVog(true), about: 'De VOG ligt bij het bureau.' },
    {
      count: 2,
      ago: [40, 48],
      live: waitsForExtract,
      about: 'Is net afgestudeerd, en wacht op het uittreksel van DUO.',
    },
    {
      count: 3,
      ago: [46, 52],
      live: firstSupport('sent'),
      about: 'Vroeg de eerste registratie aan.',
    },
    { count: 1, ago: [55, 60], live: firstSupport('returned') },
    { count: 3, ago: [55, 70], live: firstSupport('passed-on') },
    { count: 1, ago: [60, 70], live: firstSupport('judged-once') },
    {
      count: 24,
      ago: [120, 1700],
      live: registeredSupport(),
      about: 'Senior, in de eerste vijf jaar.',
    },
    { count: 5, ago: [120, 900], live: registeredSupport(undefined, 'junior'), about: 'Junior.' },
    {
      count: 3,
      ago: [1792, 1798],
      live: renewsSupport(100, 'sent'),
      about: 'Vraagt herregistratie aan, na vijf jaar.',
    },
    { count: 2, ago: [1800, 1810], live: renewsSupport(100, 'passed-on') },
    {
      count: 4,
      ago: [1850, 1990],
      live: renewsSupport(110, 'renewed'),
      about: 'Is opnieuw geregistreerd.',
    },
    {
      count: 1,
      ago: [300, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, daysLeft(me, 6), 'not-final')),
    },
    {
      count: 1,
      ago: [300, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, daysLeft(me, 4), 'hearing')),
      about: 'Kan reageren op een uitspraak van een college buiten het register.',
    },
    {
      count: 2,
      ago: [300, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, daysLeft(me, 15), 'for-decision')),
    },
    {
      count: 1,
      ago: [300, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, daysLeft(me, 18), 'proposed')),
    },
    {
      count: 1,
      ago: [500, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, 200, 'none')),
    },
    {
      count: 1,
      ago: [500, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, 200, 'warning')),
    },
    {
      count: 1,
      ago: [300, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, daysLeft(me, 50), 'suspension')),
      about: 'Is geschorst na een uitspraak.',
    },
    {
      count: 1,
      ago: [500, 900],
      live: registeredSupport((me) => isJudgedElsewhere(me, 200, 'removal')),
      about: 'Is doorgehaald na een uitspraak.',
    },
    ...afterwards((then) => registeredSupport(then)),
  ],
}

// Objections against a decision of the committee, at every point.
function objecting(
  decided: (then: (me: Me) => Life) => (me: Me) => Life,
  begun = 0,
): readonly Lived[] {
  const of = (stage: Parameters<typeof objects>[2], after: number) =>
    decided((me) => objects(me, after, stage))
  const recent: [number, number] = [begun + 200, begun + 230]
  const before: [number, number] = [begun + 330, begun + 480]
  return [
    { count: 1, ago: recent, live: of('made', 20), about: 'Maakte bezwaar tegen een besluit.' },
    { count: 1, ago: recent, live: of('asked', 12) },
    { count: 1, ago: recent, live: of('in-hand', 8) },
    {
      count: 1,
      ago: recent,
      live: of('hearing', 5),
      about: 'Is uitgenodigd om te vertellen waarom er bezwaar is.',
    },
    { count: 1, ago: recent, live: of('extended', 4) },
    { count: 1, ago: before, live: of('unfounded', 20), about: 'Het bezwaar was ongegrond.' },
    {
      count: 1,
      ago: before,
      live: of('in-hand', 80),
      about: 'Maakte te laat bezwaar, met een reden.',
    },
    { count: 1, ago: before, live: of('taken-back', 15) },
  ]
}
