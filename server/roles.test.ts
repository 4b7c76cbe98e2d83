import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { signedInRoutes } from '#api/api.ts'
import { proposeAddition } from '#domain/certification/addition/propose-addition.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { runningDeathOf } from '#domain/certification/death/queries.ts'
import { reportDeath } from '#domain/certification/death/report-death.ts'
import { declareInterest } from '#domain/certification/interest/declare-interest.ts'
import { declaredTies } from '#domain/certification/interest/queries.ts'
import { askInterim } from '#domain/certification/interim/ask-interim.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { listMeetings } from '#domain/certification/meeting/queries.ts'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { openNameChange } from '#domain/certification/name-change/queries.ts'
import { refuseNameChange } from '#domain/certification/name-change/refuse-name-change.ts'
import { passOnObjection } from '#domain/certification/objection/check-objection.ts'
import { makeObjection } from '#domain/certification/objection/make-objection.ts'
import { askRuling } from '#domain/certification/ruling/ask-ruling.ts'
import { passOnRuling } from '#domain/certification/ruling/pass-on-ruling.ts'
import { proposeStatus } from '#domain/certification/status-by-hand/propose-status.ts'
import { standingOf } from '#domain/certification/status-by-hand/queries.ts'
import { sealOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import type { Part } from '#domain/demo/cast/seats-in.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { payingOrganisation } from '#domain/money/payer/find-payer.ts'
import { bookPayment } from '#domain/money/payment/book-payment.ts'
import { settlementsOf } from '#domain/money/payment/queries.ts'
import { refundPayment } from '#domain/money/payment/refund-payment.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { askShielding } from '#domain/people/shielding/ask-shielding.ts'
import { runningShieldingOf } from '#domain/people/shielding/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'
import { allocated } from '#testing/allocations.ts'
import {
  activity,
  colleague,
  enough,
  file,
  judge,
  passOn,
  professional,
  stated,
} from '#testing/cast.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'
import { readNotice } from '#web/notice.ts'
import { routes } from '#web/routes.ts'

// Who may come where, written down here and nowhere derived: every line of the table of the site stands in
// one area, and every page about one thing is tried with a thing that is there. Who may not come
// cannot tell from the answer whether it is; the test knows, since its owner sees it.

const peil = await testPlatform({ cast: true })
const system = { kind: 'system', task: 'test' } as const
const today = () => Temporal.Now.plainDateISO('Europe/Amsterdam').toString()

type Answer =
  /** An answer: the page, or what became of the form. */
  | 'in'
  /** Led to signing in. */
  | 'sign'
  /** Led to the second step of signing in. */
  | 'step'
  /** Led to why they can do nothing today. */
  | 'term'
  /** The page does not exist. */
  | 'none'

const names = [
  'stranger',
  'newcomer',
  'owner',
  'another',
  'office',
  'member',
  'chair',
  'administrator',
  'half',
  'former',
  'director',
  'retired',
  'guard',
] as const
type Name = (typeof names)[number]

interface Area {
  readonly is: string
  /** In the order of the names. */
  readonly answers: readonly Answer[]
  readonly lines: readonly string[]
}

// Who acts for an organisation and in what role, before the second step, for another, or not any more.
const actors = [
  ...(['manager', 'applicant', 'recorder', 'employer', 'coordinator', 'reader'] as const),
  ...(['half', 'elsewhere', 'gone'] as const),
] as const

// A page of an organisation stands here with the roles that may come, whether it was checked or not.
//             manager applicant recorder employer coordinator reader half elsewhere gone
const organisationAreas = [
  {
    is: 'what whoever acts for it sees',
    answers: ['in', 'in', 'in', 'in', 'in', 'in', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id',
      'GET /organisaties/:id/keurmerken',
      'GET /organisaties/:id/mensen',
      'GET /organisaties/:id/opleidingen',
      'GET /organisaties/:id/opleidingen/:course',
      'GET /organisaties/:id/vertrekken',
      'POST /organisaties/:id/vertrekken',
    ],
  },
  {
    is: 'what whoever states its labels does',
    answers: ['in', 'in', 'none', 'none', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/facturen',
      'GET /organisaties/:id/facturen/:invoice',
      'POST /organisaties/:id/facturen/:invoice',
      'GET /organisaties/:id/facturen/:invoice/:paper',
      'GET /organisaties/:id/keurmerken/nieuw',
      'POST /organisaties/:id/keurmerken/nieuw',
      'GET /organisaties/:id/keurmerken/:label',
      'POST /organisaties/:id/keurmerken/:label',
      'GET /organisaties/:id/keurmerken/:label/bewijs/:event',
      'GET /organisaties/:id/keurmerken/:label/intrekken',
      'POST /organisaties/:id/keurmerken/:label/intrekken',
    ],
  },
  {
    is: 'what its managers do',
    answers: ['in', 'none', 'none', 'none', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/bewijs',
      'POST /organisaties/:id/bewijs',
      'GET /organisaties/:id/bewijs/:file',
      'GET /organisaties/:id/sluiten',
      'POST /organisaties/:id/sluiten',
      'GET /organisaties/:id/e-facturen',
      'POST /organisaties/:id/e-facturen',
      'GET /organisaties/:id/gegevens',
      'POST /organisaties/:id/gegevens',
      'GET /organisaties/:id/logboek',
      'GET /organisaties/:id/programmas',
      'POST /organisaties/:id/programmas',
      'GET /organisaties/:id/mensen/:member',
      'POST /organisaties/:id/mensen/:member',
      'GET /organisaties/:id/mensen/:member/weghalen',
      'POST /organisaties/:id/mensen/:member/weghalen',
      'GET /organisaties/:id/mensen/uitnodigen',
      'POST /organisaties/:id/mensen/uitnodigen',
      'POST /organisaties/:id/mensen/uitnodiging/:invitation',
    ],
  },
  {
    is: 'what whoever keeps its courses does, once it was checked',
    answers: ['in', 'in', 'none', 'none', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/aanbod',
      'POST /organisaties/:id/aanbod',
      'GET /organisaties/:id/aanbod/lijst.csv',
      'GET /organisaties/:id/aanbod/:import',
      'POST /organisaties/:id/aanbod/:import',
      'GET /organisaties/:id/aanbod/:import/fouten.csv',
      'GET /organisaties/:id/opleidingen/nieuw',
      'POST /organisaties/:id/opleidingen/nieuw',
      'POST /organisaties/:id/opleidingen/:course/aanbod',
      'GET /organisaties/:id/opleidingen/:course/wijzigen',
      'POST /organisaties/:id/opleidingen/:course/wijzigen',
      'GET /organisaties/:id/opleidingen/:course/uitvoering',
      'POST /organisaties/:id/opleidingen/:course/uitvoering',
      'GET /organisaties/:id/opleidingen/:course/uitvoering/:edition',
      'POST /organisaties/:id/opleidingen/:course/uitvoering/:edition',
      'GET /organisaties/:id/opleidingen/:course/uitvoering/:edition/vervallen',
      'POST /organisaties/:id/opleidingen/:course/uitvoering/:edition/vervallen',
      'GET /organisaties/:id/opleidingen/:course/accreditatie',
      'POST /organisaties/:id/opleidingen/:course/accreditatie',
      'GET /organisaties/:id/accreditatie',
      'POST /organisaties/:id/accreditatie',
      'GET /organisaties/:id/accreditatie/:request',
      'POST /organisaties/:id/accreditatie/:request',
      'GET /organisaties/:id/accreditatie/:request/stoppen',
      'POST /organisaties/:id/accreditatie/:request/stoppen',
      'GET /organisaties/:id/accreditatie/:request/register/:asked',
      'POST /organisaties/:id/accreditatie/:request/register/:asked',
      'GET /organisaties/:id/accreditatie/:request/bestanden',
      'POST /organisaties/:id/accreditatie/:request/bestanden',
      'GET /organisaties/:id/accreditatie/:request/bestanden/:file',
      'POST /organisaties/:id/accreditatie/:request/bestanden/:file',
      'GET /organisaties/:id/accreditatie/:request/controleren',
      'POST /organisaties/:id/accreditatie/:request/controleren',
      'GET /organisaties/:id/accreditatie/:request/aanvullen/:part',
      'POST /organisaties/:id/accreditatie/:request/aanvullen/:part',
      'GET /organisaties/:id/accreditatie/:request/bezwaar/:part',
      'POST /organisaties/:id/accreditatie/:request/bezwaar/:part',
      'GET /organisaties/:id/accreditatie/:request/besluit/:part',
    ],
  },
  {
    is: 'what whoever looks after its courses or who was there sees, once it was checked',
    answers: ['in', 'in', 'in', 'none', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/aanmeldingen/:edition',
      'GET /organisaties/:id/aanmeldingen/:edition/lijst.csv',
    ],
  },
  {
    is: 'what its recorders do, once it was checked',
    answers: ['in', 'none', 'in', 'none', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/deelname',
      'GET /organisaties/:id/deelname/:edition',
      'POST /organisaties/:id/deelname/:edition',
      'GET /organisaties/:id/deelname/:edition/lijst.csv',
      'GET /organisaties/:id/deelname/:edition/trainer',
      'POST /organisaties/:id/deelname/:edition/trainer',
      'GET /organisaties/:id/lijsten/:delivery',
      'POST /organisaties/:id/lijsten/:delivery',
      'GET /organisaties/:id/lijsten/:delivery/fouten.csv',
      'GET /organisaties/:id/oneens/:contest',
      'POST /organisaties/:id/oneens/:contest',
    ],
  },
  {
    is: 'who does which work, and lists of numbers, which its employers see to, once it was checked',
    answers: ['in', 'none', 'none', 'in', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/lijst-nakijken',
      'POST /organisaties/:id/lijst-nakijken',
      'GET /organisaties/:id/werktoedeling',
      'GET /organisaties/:id/werktoedeling/nieuw',
      'POST /organisaties/:id/werktoedeling/nieuw',
      'GET /organisaties/:id/werktoedeling/inspectie',
      'POST /organisaties/:id/werktoedeling/inspectie',
      'GET /organisaties/:id/werktoedeling/:allocation',
      'GET /organisaties/:id/werktoedeling/:allocation/beslissing.json',
      'GET /organisaties/:id/werktoedeling/:allocation/beslissing.pdf',
    ],
  },
  {
    is: 'what whoever coordinates a team sees of it, once it was checked',
    answers: ['in', 'none', 'none', 'in', 'in', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/teams',
      'POST /organisaties/:id/teams',
      'GET /organisaties/:id/teams/:team/verslag',
      'GET /organisaties/:id/teams/vragen',
      'POST /organisaties/:id/teams/vragen',
      'GET /organisaties/:id/teams/:team',
      'GET /organisaties/:id/teams/:team/lijst.csv',
      'GET /organisaties/:id/teams/:team/opleidingen',
      'POST /organisaties/:id/teams/:team/opleidingen',
      'GET /organisaties/:id/teams/:team/opleidingen/:number',
      'POST /organisaties/:id/teams/:team/opleidingen/:number',
      'GET /organisaties/:id/meekijken/:sight',
      'GET /organisaties/:id/meekijken/:sight/stoppen',
      'POST /organisaties/:id/meekijken/:sight/intrekken',
    ],
  },
  {
    is: 'the teams, which its employers keep, once it was checked',
    answers: ['in', 'none', 'none', 'in', 'none', 'none', 'step', 'none', 'none'],
    lines: [
      'GET /organisaties/:id/teams/iedereen',
      'GET /organisaties/:id/teams/iedereen/verslag',
      'GET /organisaties/:id/teams/iedereen/lijst.csv',
      'GET /organisaties/:id/teams/nieuw',
      'POST /organisaties/:id/teams/nieuw',
      'GET /organisaties/:id/teams/:team/wijzigen',
      'POST /organisaties/:id/teams/:team/wijzigen',
      'GET /organisaties/:id/teams/:team/opheffen',
      'POST /organisaties/:id/teams/:team/opheffen',
      'GET /organisaties/:id/meekijken/:sight/team',
      'POST /organisaties/:id/meekijken/:sight/team',
    ],
  },
  {
    is: 'ceasing to look along, which is done once',
    answers: ['in', 'none', 'none', 'in', 'in', 'none', 'step', 'none', 'none'],
    lines: ['POST /organisaties/:id/meekijken/:sight/stoppen'],
  },
] as const satisfies readonly { is: string; answers: readonly Answer[]; lines: readonly string[] }[]

// stranger: without an account; newcomer: with an account only; owner and another: professionals;
// office: the back office; member, chair: of the committee; half: the back office before the
// second step; former: a professional whose registration ended; director: of the board; retired: of
// the committee until yesterday; guard: the data protection officer.
//                stranger newcomer owner another office member chair administrator half former director retired guard
const areas: readonly Area[] = [
  {
    is: 'what anybody may read',
    answers: ['in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'],
    lines: [
      'GET ',
      'GET /bewijsstukken',
      'GET /broncode',
      'GET /certificaat',
      'GET /certificaat/:code',
      'GET /certificaat/:code/keurmerk.png',
      'GET /competenties',
      'GET /contact',
      'GET /cookies',
      'GET /hoe-werkt-het',
      'GET /klacht-of-bezwaar',
      'GET /kosten',
      'GET /opleidingen',
      'GET /opleidingen/nieuws.atom',
      'GET /privacy',
      'GET /register',
      'GET /register/:id',
      'GET /reglement',
      'GET /reglement/:version',
      'GET /steekproef',
      'GET /teksten/:text',
      'GET /toegankelijkheid',
      'GET /uitspraken',
      'GET /uren-en-normen',
      'GET /voor-aanbieders',
      'GET /vragen',
    ],
  },
  {
    is: 'nobody, where no text has versions',
    answers: Array.from({ length: 13 }, () => 'none' as const),
    lines: ['GET /teksten/:text/:version'],
  },
  {
    is: 'nobody, where nobody treats complaints',
    answers: Array.from({ length: 13 }, () => 'none' as const),
    lines: ['GET /klacht-of-bezwaar/klacht', 'POST /klacht-of-bezwaar/klacht'],
  },
  {
    is: 'nobody, without naming a passkey of their own',
    answers: ['sign', ...Array.from({ length: 12 }, () => 'none' as const)],
    lines: ['GET /mijn/beveiliging/toegangssleutel-verwijderen'],
  },
  {
    is: 'nobody, of a course that was never offered or a calendar that was withdrawn',
    answers: Array.from({ length: 13 }, () => 'none' as const),
    lines: [
      'GET /agenda/:token/agenda.ics',
      'GET /agenda/team/:organisation/:token/agenda.ics',
      'GET /inspectie/:token',
      'POST /inspectie/:token',
      'GET /betaling/:payment',
      'POST /betaling/:payment',
      'GET /betaling/:payment/naar-de-bank',
      'GET /demo/bank/:payment',
      'POST /demo/bank/:payment',
      'GET /factuur/:token',
      'POST /factuur/:token',
      'GET /factuur/:token/factuur.pdf',
      'GET /factuur/:token/factuur.xml',
      'GET /opleidingen/tip/:token',
      'POST /opleidingen/tip/:token',
      'GET /opleidingen/:number',
      'GET /opleidingen/:number/:edition/agenda.ics',
    ],
  },
  {
    is: 'nobody, who pays an invoice that is not theirs',
    answers: ['sign', ...Array.from({ length: 12 }, () => 'none' as const)],
    lines: ['POST /aanmelden/betalen'],
  },
  {
    is: 'nobody, who chooses a course that was never offered',
    answers: ['sign', ...Array.from({ length: 12 }, () => 'none' as const)],
    lines: [
      'POST /mijn/opleidingen/:number',
      'GET /mijn/opleidingen/:number/beoordelen',
      'POST /mijn/opleidingen/:number/beoordelen',
      'GET /mijn/opleidingen/:number/beoordelingen/:rating/melden',
      'POST /mijn/opleidingen/:number/beoordelingen/:rating/melden',
      'POST /mijn/opleidingen/:number/doel',
      'GET /mijn/opleidingen/:number/doorsturen',
      'POST /mijn/opleidingen/:number/doorsturen',
      'GET /mijn/opleidingen/:number/:edition/aanmelden',
      'POST /mijn/opleidingen/:number/:edition/aanmelden',
      'GET /mijn/opleidingen/:number/:edition/afmelden',
      'POST /mijn/opleidingen/:number/:edition/afmelden',
      'GET /mijn/opleidingen/:number/:edition/plek',
      'POST /mijn/opleidingen/:number/:edition/plek',
    ],
  },
  {
    is: 'nobody, of an invoice that is not theirs',
    answers: ['sign', ...Array.from({ length: 12 }, () => 'none' as const)],
    lines: [
      'GET /mijn/facturen/:id/betaalbewijs.pdf',
      'GET /mijn/facturen/:id/e-factuur/:paper',
      'GET /mijn/facturen/jaaroverzicht/:year',
      'GET /mijn/facturen/:id/doorsturen',
      'POST /mijn/facturen/:id/doorsturen',
      'POST /mijn/facturen/doorgestuurd/:forward',
    ],
  },
  {
    is: 'nobody, of a quarter that was never drawn',
    answers: Array.from({ length: 13 }, () => 'none' as const),
    lines: ['GET /steekproef/:quarter/logboek.json'],
  },
  {
    is: 'the way in, and links with a secret',
    answers: ['in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'],
    lines: [
      'GET /aanmelden',
      'GET /aanmelden/account',
      'POST /aanmelden/account',
      'GET /aanmelden/account/verstuurd',
      'POST /aanmelden/account/verstuurd',
      'GET /aanmelden/bevestigen/:token',
      'POST /aanmelden/bevestigen/:token',
      'GET /eerste-beheerder/:token',
      'POST /eerste-beheerder/:token',
      'GET /inloggen',
      'POST /inloggen',
      'POST /inloggen/toegangssleutel',
      'GET /inloggen/link',
      'POST /inloggen/link',
      'GET /inloggen/link/:token',
      'POST /inloggen/link/:token',
      'GET /inloggen/nieuw-e-mailadres/:token',
      'POST /inloggen/nieuw-e-mailadres/:token',
      'GET /inloggen/nieuw-wachtwoord/:token',
      'POST /inloggen/nieuw-wachtwoord/:token',
      'GET /inloggen/tweede-stap-stoppen/:token',
      'POST /inloggen/tweede-stap-stoppen/:token',
      'GET /inloggen/uitnodiging/:token',
      'POST /inloggen/uitnodiging/:token',
      'GET /inloggen/verstuurd',
      'GET /inloggen/wachtwoord-vergeten',
      'POST /inloggen/wachtwoord-vergeten',
      'GET /organisaties/uitnodiging/:token',
      'POST /organisaties/uitnodiging/:token',
      'GET /deelname/erbij/:token',
      'POST /deelname/erbij/:token',
      'GET /deelname/tekenen/:token',
      'POST /deelname/tekenen/:token',
      'GET /referent/:token',
      'POST /referent/:token',
      'GET /feedback/:token',
      'POST /feedback/:token',
      'GET /reeks/:token',
      'POST /reeks/:token',
      'GET /verklaring/:token',
      'POST /verklaring/:token',
      'POST /uitloggen',
    ],
  },
  {
    is: 'the demo',
    answers: ['in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'],
    lines: [
      'GET /demo',
      'POST /demo',
      'POST /demo/portfolio',
      'GET /demo/postvak',
      'GET /demo/postvak/:id',
      'GET /demo/uittreksel',
      'GET /kit',
      'POST /kit',
    ],
  },
  {
    is: 'who has an account',
    answers: ['sign', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'],
    lines: [
      'GET /aanmelden/controleren',
      'POST /aanmelden/controleren',
      'GET /aanmelden/gegevens',
      'POST /aanmelden/gegevens',
      'GET /aanmelden/klaar',
      'GET /aanmelden/ingevuld.txt',
      'GET /aanmelden/taken',
      'GET /aanmelden/verklaringen',
      'POST /aanmelden/verklaringen',
      'GET /aanmelden/werk',
      'POST /aanmelden/werk',
      'GET /inloggen/bevestigen',
      'POST /inloggen/bevestigen',
      'GET /inloggen/bevestigen/:token',
      'POST /inloggen/bevestigen/:token',
      'GET /inloggen/tweede-stap',
      'POST /inloggen/tweede-stap',
      'GET /inloggen/tweede-stap-instellen',
      'POST /inloggen/tweede-stap-instellen',
      'GET /mijn/alles-over-mij',
      'POST /mijn/alles-over-mij',
      'GET /mijn/alles-over-mij/:id',
      'GET /mijn/berichten',
      'GET /mijn/berichten/:id',
      'GET /mijn/wissen',
      'POST /mijn/wissen',
      'GET /mijn/beveiliging',
      'GET /mijn/beveiliging/e-mailadres',
      'POST /mijn/beveiliging/e-mailadres',
      'GET /mijn/beveiliging/wachtwoord',
      'POST /mijn/beveiliging/wachtwoord',
      'GET /mijn/beveiliging/tweede-stap',
      'POST /mijn/beveiliging/tweede-stap',
      'POST /mijn/beveiliging/herstel-stoppen',
      'GET /mijn/beveiliging/toegangssleutel',
      'POST /mijn/beveiliging/toegangssleutel',
      'POST /mijn/beveiliging/toegangssleutel-verwijderen',
      'POST /inloggen/bevestigen/toegangssleutel',
      'POST /inloggen/tweede-stap/toegangssleutel',
      'POST /mijn/beveiliging/sessies',
      'GET /mijn/documenten/:id',
      'GET /mijn/termijn',
      'GET /organisaties/aanmelden',
      'POST /organisaties/aanmelden',
      'GET /organisaties/:id/toegang',
      'POST /organisaties/:id/toegang',
      'GET /wisselen',
      'POST /wisselen',
    ],
  },
  {
    // Who does, is in a matrix of its own below.
    is: 'who acts for the organisation, which none of them does',
    answers: ['sign', ...Array.from({ length: 12 }, () => 'none' as const)],
    lines: organisationAreas.flatMap(({ lines }) => lines),
  },
  {
    is: 'who looks who organisations are',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'in',
      'none',
      'none',
      'in',
      'step',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /werk/organisaties',
      'GET /werk/organisaties/:id',
      'POST /werk/organisaties/:id',
      'GET /werk/organisaties/:id/bewijs/:file',
      'GET /werk/organisaties/:id/beheerder',
      'POST /werk/organisaties/:id/beheerder',
      'GET /werk/organisaties/dubbelen',
      'GET /werk/organisaties/:id/samenvoegen/:other',
      'POST /werk/organisaties/:id/samenvoegen/:other',
    ],
  },
  {
    is: 'who asks of an activity whether its label holds',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'in',
      'in',
      'in',
      'none',
      'step',
      'none',
      'none',
      'term',
      'none',
    ],
    lines: [
      'GET /keurmerken',
      'GET /keurmerken/vastleggen',
      'POST /keurmerken/vastleggen',
      'GET /keurmerken/:id',
      'POST /keurmerken/:id',
      'GET /keurmerken/:id/bewijs/:event',
    ],
  },
  {
    is: 'what is there only where an organisation is named in which people sign in',
    answers: Array.from({ length: 13 }, () => 'none' as const),
    lines: [
      'GET /inloggen/organisatie',
      'GET /inloggen/organisatie/terug',
      'POST /inloggen/organisatie/terug',
      'GET /inloggen/organisatie/uitgelogd',
    ],
  },
  {
    is: 'the same for whoever has signed in',
    answers: ['sign', ...Array.from({ length: 12 }, () => 'none' as const)],
    lines: ['GET /mijn/beveiliging/organisatie', 'POST /mijn/beveiliging/organisatie'],
  },
  {
    // None of them has set it up.
    is: 'what asks for a second step of anybody',
    answers: [
      'sign',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
      'step',
    ],
    lines: ['GET /mijn/beveiliging/herstelcodes', 'POST /mijn/beveiliging/herstelcodes'],
  },
  {
    is: 'what stays to be read when a registration has ended',
    answers: [
      'sign',
      'none',
      'in',
      'in',
      'none',
      'none',
      'none',
      'none',
      'none',
      'in',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /aanmelden/betalen',
      'GET /aanmelden/overeenkomst',
      'GET /mijn',
      'GET /mijn/meenemen',
      'GET /mijn/opleidingen',
      'GET /mijn/registers',
      'GET /mijn/activiteiten/:id',
      'GET /mijn/activiteiten/:id/bewijs/:evidence',
      'GET /mijn/activiteiten/:id/formulier.pdf',
      'GET /mijn/certificering',
      'GET /mijn/certificering/:id',
      'GET /mijn/bezwaar',
      'GET /mijn/bezwaar/:id',
      'GET /mijn/bezwaar/:id/aanvullen',
      'POST /mijn/bezwaar/:id/aanvullen',
      'GET /mijn/bezwaar/:id/gesprek',
      'POST /mijn/bezwaar/:id/gesprek',
      'GET /mijn/bezwaar/:id/intrekken',
      'POST /mijn/bezwaar/:id/intrekken',
      'GET /mijn/bezwaar/maken/:about/:id',
      'POST /mijn/bezwaar/maken/:about/:id',
      'GET /mijn/facturen',
      'GET /mijn/gegevens',
      'GET /mijn/gegevens/inzage',
      'GET /mijn/meekijken',
      'GET /mijn/status',
      'GET /mijn/portfolio.pdf',
      'GET /mijn/ontwikkeling',
      'GET /mijn/reeksen',
      'GET /mijn/ontwikkeling/plan',
      'GET /mijn/ontwikkeling/plan/samenvatting.pdf',
    ],
  },
  {
    is: 'who has a registration',
    answers: [
      'sign',
      'none',
      'in',
      'in',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /aanmelden/nieuwe-overeenkomst',
      'POST /aanmelden/nieuwe-overeenkomst',
      'POST /aanmelden/overeenkomst',
      'GET /mijn/ontwikkeling/feedback/vragen',
      'GET /mijn/ontwikkeling/plan/afsluiten',
      'GET /mijn/ontwikkeling/plan/doelen',
      'GET /mijn/ontwikkeling/plan/wijzigen',
      'GET /mijn/ontwikkeling/scan',
      'GET /mijn/reeksen/nieuw',
      'POST /mijn/reeksen/nieuw',
      'POST /mijn/ontwikkeling/feedback/vragen',
      'POST /mijn/ontwikkeling/plan/afsluiten',
      'POST /mijn/ontwikkeling/plan/doelen',
      'POST /mijn/ontwikkeling/plan/wijzigen',
      'POST /mijn/ontwikkeling/scan',
      'GET /mijn/scholing',
      'GET /mijn/scholing/nieuw',
      'POST /mijn/scholing/nieuw',
      'GET /mijn/accreditatie',
      'POST /mijn/accreditatie',
      'GET /mijn/ontmoeten',
      'POST /mijn/ontmoeten',
      'GET /mijn/ontmoeten/profiel',
      'POST /mijn/ontmoeten/profiel',
      'GET /mijn/ontmoeten/stoppen',
      'POST /mijn/ontmoeten/stoppen',
      'POST /mijn/opleidingen',
      'GET /mijn/streefdatum',
      'POST /mijn/streefdatum',
      'GET /aanmelden/overeenkomst/papier',
      'POST /aanmelden/overeenkomst/papier',
      'POST /mijn/meenemen',
      'GET /mijn/activiteiten',
      'POST /mijn/activiteiten',
      'POST /mijn/activiteiten/:id',
      'GET /mijn/activiteiten/:id/beoordeling',
      'GET /mijn/activiteiten/:id/intrekken',
      'GET /mijn/activiteiten/:id/oneens',
      'POST /mijn/activiteiten/:id/oneens',
      'GET /mijn/activiteiten/:id/opleiding',
      'POST /mijn/activiteiten/:id/opleiding',
      'GET /mijn/activiteiten/:id/referent',
      'POST /mijn/activiteiten/:id/referent',
      'GET /mijn/activiteiten/:id/wijzigen',
      'POST /mijn/activiteiten/:id/wijzigen',
      'POST /mijn/activiteiten/:id/beoordeling',
      'POST /mijn/activiteiten/:id/intrekken',
      'GET /mijn/certificering/:id/aanvulling',
      'POST /mijn/certificering/:id/aanvulling',
      'GET /mijn/certificering/:id/intrekken',
      'POST /mijn/certificering/:id/intrekken',
      'GET /mijn/certificering/:id/toevoegen',
      'POST /mijn/certificering/:id/toevoegen',
      'GET /mijn/certificering/controleren',
      'POST /mijn/certificering/controleren',
      'GET /mijn/gegevens/persoonlijk',
      'GET /mijn/nieuwe-versie',
      'POST /mijn/nieuwe-versie',
      'POST /mijn/gegevens/persoonlijk',
      'GET /mijn/gegevens/naam',
      'POST /mijn/gegevens/naam',
      'GET /mijn/gegevens/afscherming',
      'POST /mijn/gegevens/afscherming',
      'GET /mijn/meekijken/geven',
      'GET /mijn/gegevens/uitschrijven',
      'POST /mijn/gegevens/uitschrijven',
      'GET /mijn/gegevens/werk',
      'POST /mijn/gegevens/werk',
      'GET /mijn/niet-in-het-reglement',
      'POST /mijn/niet-in-het-reglement',
      'GET /mijn/niet-in-het-reglement/:id',
      'POST /mijn/niet-in-het-reglement/:id',
    ],
  },
  {
    is: 'nobody, where the register asks nothing beside activities',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /mijn/dossier',
      'GET /mijn/dossier/:id/intrekken',
      'POST /mijn/dossier/:id/intrekken',
      'GET /mijn/dossier/bewijs/:proof',
      'GET /mijn/dossier/categorie',
      'POST /mijn/dossier/categorie',
      'GET /mijn/dossier/verandering/:move',
      'POST /mijn/dossier/verandering/:move',
      'GET /mijn/dossier/vragen/:document',
      'POST /mijn/dossier/vragen/:document',
      'GET /mijn/dossier/collega/:document',
      'POST /mijn/dossier/collega/:document',
      'GET /mijn/dossier/ondertekenen/:document',
      'POST /mijn/dossier/ondertekenen/:document',
      'GET /mijn/begeleiding/document/:id',
      'POST /mijn/begeleiding/document/:id',
      'GET /mijn/dossier/vervolg',
      'POST /mijn/dossier/vervolg',
      'POST /mijn/meekijken/geven',
      'GET /mijn/voorstellen/:id',
      'POST /mijn/voorstellen/:id',
      'GET /mijn/meekijken/:id',
      'POST /mijn/meekijken/:id',
      'GET /mijn/meekijken/:id/stoppen',
      'POST /mijn/meekijken/:id/stoppen',
      'GET /mijn/begeleiding',
      'GET /mijn/begeleiding/:id',
      'POST /mijn/begeleiding/:id',
      'GET /mijn/begeleiding/:id/stoppen',
      'POST /mijn/begeleiding/:id/stoppen',
      'GET /mijn/ontwikkeling/feedback/:id',
      'POST /mijn/ontwikkeling/feedback/:id',
      'GET /mijn/ontwikkeling/feedback/:id/intrekken',
      'POST /mijn/ontwikkeling/feedback/:id/intrekken',
      'GET /mijn/ontwikkeling/plan/doelen/:id',
      'POST /mijn/ontwikkeling/plan/doelen/:id',
      'GET /mijn/ontwikkeling/scans/:id/weghalen',
      'POST /mijn/ontwikkeling/scans/:id/weghalen',
      'GET /mijn/ontmoeten/collega/:id',
      'POST /mijn/ontmoeten/collega/:id',
      'GET /mijn/ontmoeten/contact/:id',
      'POST /mijn/ontmoeten/contact/:id',
      'GET /mijn/ontmoeten/groepen/:id',
      'POST /mijn/ontmoeten/groepen/:id',
      'GET /mijn/ontmoeten/groepen/nieuw',
      'POST /mijn/ontmoeten/groepen/nieuw',
      'GET /mijn/ontmoeten/bezwaar/:id',
      'POST /mijn/ontmoeten/bezwaar/:id',
      'GET /mijn/ontmoeten/melden/:what/:id',
      'POST /mijn/ontmoeten/melden/:what/:id',
      'GET /mijn/reeksen/:id',
      'GET /mijn/reeksen/:id/bevestigen',
      'POST /mijn/reeksen/:id/bevestigen',
      'GET /mijn/reeksen/:id/bijeenkomsten/:meeting',
      'POST /mijn/reeksen/:id/bijeenkomsten/:meeting',
      'GET /mijn/reeksen/:id/verslag/:meeting',
      'POST /mijn/reeksen/:id/verslag/:meeting',
      'GET /mijn/reeksen/:id/deelnemers',
      'POST /mijn/reeksen/:id/deelnemers',
      'GET /mijn/reeksen/:id/stoppen',
      'POST /mijn/reeksen/:id/stoppen',
      'GET /mijn/dossier/post/:document',
      'POST /mijn/dossier/post/:document',
      'GET /mijn/dossier/post/:id/afmelden',
      'POST /mijn/dossier/post/:id/afmelden',
      'GET /mijn/dossier/post/:id/voorblad.pdf',
      'GET /mijn/dossier/opgeven/:what/:subject',
      'POST /mijn/dossier/opgeven/:what/:subject',
    ],
  },
  {
    is: 'the back office',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'in',
      'none',
      'none',
      'none',
      'step',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /werk',
      'GET /werk/aanvragen',
      'GET /werk/aanvragen/:id',
      'POST /werk/aanvragen/:id',
      'GET /werk/aanvragen/:id/aanvulling',
      'POST /werk/aanvragen/:id/aanvulling',
      'GET /werk/aanvragen/:id/opgaven/:proof',
      'GET /werk/boekhouding',
      'GET /werk/boekhouding/:period/journaal.csv',
      'GET /werk/boekhouding/:year/auditfile.xaf',
      'GET /werk/betalingen',
      'GET /werk/betalingen/:id',
      'POST /werk/betalingen/:id',
      'GET /werk/betalingen/:id/e-factuur/:paper',
      'GET /werk/betalingen/:id/afboeken',
      'POST /werk/betalingen/:id/afboeken',
      'GET /werk/betalingen/:id/crediteren',
      'POST /werk/betalingen/:id/crediteren',
      'GET /werk/betalingen/:id/terugdraaien',
      'GET /werk/ontvangen',
      'GET /werk/ontvangen/:id',
      'GET /werk/ontvangen/:id/gebruiken',
      'POST /werk/ontvangen/:id/gebruiken',
      'GET /werk/ontvangen/:id/losmaken/:settlement',
      'POST /werk/ontvangen/:id/losmaken/:settlement',
      'GET /werk/ontvangen/:id/terugbetalen',
      'POST /werk/ontvangen/:id/terugbetalen',
      'GET /werk/ontvangen/:id/terugbetaling/:refund',
      'POST /werk/ontvangen/:id/terugbetaling/:refund',
      'GET /werk/ontvangen/:id/terugdraaien',
      'POST /werk/ontvangen/:id/terugdraaien',
      'GET /werk/afschriften',
      'POST /werk/afschriften',
      'GET /werk/afschriften/:statement',
      'GET /werk/afschriften/bestanden/:file',
      'GET /werk/afschriften/regels/:id',
      'POST /werk/afschriften/regels/:id',
      'GET /werk/afschriften/regels/:id/opzij',
      'POST /werk/afschriften/regels/:id/opzij',
      'GET /werk/afschriften/regels/:id/verdelen',
      'POST /werk/afschriften/regels/:id/verdelen',
      'GET /werk/afschriften/wachtrij',
      'GET /werk/documenten/:id',
      'GET /werk/belangen',
      'GET /werk/belangen/:id',
      'POST /werk/belangen/:id',
      'GET /werk/accreditatie',
      'GET /werk/accreditatie/:id',
      'POST /werk/accreditatie/:id',
      'GET /werk/accreditatie/:id/bestanden/:file',
      'GET /werk/bezwaren',
      'GET /werk/bezwaren/:id',
      'POST /werk/bezwaren/:id',
      'GET /werk/dossiers/:id/bezwaar',
      'POST /werk/dossiers/:id/bezwaar',
      'GET /werk/dossiers/:id',
      'GET /werk/dossiers/:id/belang',
      'GET /werk/dossiers/:id/rechtzetten',
      'GET /werk/dossiers/:id/rechtzetten/:what/:thing',
      'POST /werk/dossiers/:id/rechtzetten/:what/:thing',
      'POST /werk/dossiers/:id/belang',
      'GET /werk/ontmoetingsplek',
      'GET /werk/ontmoetingsplek/:id',
      'POST /werk/ontmoetingsplek/:id',
      'GET /werk/overlijden',
      'GET /werk/overlijden/:id',
      'POST /werk/overlijden/:id',
      'GET /werk/dossiers/:id/overlijden',
      'POST /werk/dossiers/:id/overlijden',
      'GET /werk/tweede-stap',
      'POST /werk/tweede-stap',
      'GET /werk/e-mail',
      'POST /werk/e-mail',
      'GET /werk/dubbelen',
      'GET /werk/dubbelen/:id',
      'POST /werk/dubbelen/:id',
      'GET /werk/dossiers/:id/samenvoegen',
      'GET /werk/deelname',
      'GET /werk/dossiers/:id/deelname/:contest',
      'POST /werk/dossiers/:id/deelname/:contest',
      'GET /werk/dossiers/:id/samenvoegen/:other',
      'POST /werk/dossiers/:id/samenvoegen/:other',
      'GET /werk/status',
      'GET /werk/status/:id',
      'POST /werk/status/:id',
      'GET /werk/dossiers/:id/status',
      'GET /werk/dossiers/:id/status/:ground',
      'POST /werk/dossiers/:id/status/:ground',
      'GET /werk/afscherming',
      'GET /werk/afscherming/:id',
      'POST /werk/afscherming/:id',
      'GET /werk/dossiers/:id/afschermen',
      'POST /werk/dossiers/:id/afschermen',
      'GET /werk/naamswijzigingen',
      'GET /werk/naamswijzigingen/:id',
      'POST /werk/naamswijzigingen/:id',
      'GET /werk/overeenkomsten',
      'GET /werk/overeenkomsten/:id',
      'POST /werk/overeenkomsten/:id',
      'GET /werk/overeenkomsten/:id/ontvangst',
      'POST /werk/overeenkomsten/:id/ontvangst',
      'GET /werk/vergaderingen',
      'GET /werk/vergaderingen/:id',
      'POST /werk/vergaderingen/:id',
      'GET /werk/verzoeken',
      'GET /werk/verzoeken/:id',
      'POST /werk/verzoeken/:id',
      'GET /werk/zoeken',
    ],
  },
  {
    is: 'nobody, where the register waits for no document and asks nothing after so long',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'step',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /werk/wachten',
      'GET /werk/dossiers/:id/elders',
      'POST /werk/dossiers/:id/elders',
      'GET /werk/vervolg',
      'GET /werk/vervolg/:id',
      'POST /werk/vervolg/:id',
    ],
  },
  {
    is: 'nobody, where no body receives post or keeps lists',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /werk/lijsten',
      'GET /werk/lijsten/:list',
      'POST /werk/lijsten/:list',
      'GET /werk/lijsten/:id/intrekken',
      'POST /werk/lijsten/:id/intrekken',
      'GET /werk/post',
      'GET /werk/post/:id',
      'POST /werk/post/:id',
      'GET /werk/post/nieuw/:id',
      'POST /werk/post/nieuw/:id',
    ],
  },
  {
    is: 'nobody, where no verdicts of others are followed',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /mijn/uitspraken/:id',
      'POST /mijn/uitspraken/:id',
      'GET /werk/uitspraken',
      'GET /werk/uitspraken/:id',
      'POST /werk/uitspraken/:id',
      'GET /werk/dossiers/:id/uitspraak',
      'POST /werk/dossiers/:id/uitspraak',
      'GET /mijn/verlof',
      'GET /mijn/verlof/vragen',
      'POST /mijn/verlof/vragen',
      'GET /mijn/verlof/:id/intrekken',
      'POST /mijn/verlof/:id/intrekken',
      'GET /verlof',
      'GET /verlof/:id',
      'POST /verlof/:id',
      'GET /verlof/:id/belang',
      'POST /verlof/:id/belang',
      'GET /verlof/:id/bestanden/:document',
      'GET /maatregelen',
      'GET /maatregelen/:id',
      'POST /maatregelen/:id',
      'GET /maatregelen/:id/belang',
      'POST /maatregelen/:id/belang',
      'GET /maatregelen/:id/bestanden/:document',
    ],
  },
  {
    is: 'whose course it is',
    answers: [
      'sign',
      'none',
      'in',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /mijn/scholing/:course',
      'POST /mijn/scholing/:course/aanbod',
      'GET /mijn/scholing/:course/wijzigen',
      'POST /mijn/scholing/:course/wijzigen',
      'GET /mijn/scholing/:course/uitvoering',
      'POST /mijn/scholing/:course/uitvoering',
      'GET /mijn/scholing/:course/uitvoering/:edition',
      'POST /mijn/scholing/:course/uitvoering/:edition',
      'GET /mijn/scholing/:course/uitvoering/:edition/vervallen',
      'POST /mijn/scholing/:course/uitvoering/:edition/vervallen',
      'GET /mijn/scholing/:course/aanmeldingen/:edition',
      'GET /mijn/scholing/:course/aanmeldingen/:edition/lijst.csv',
      'GET /mijn/scholing/:course/accreditatie',
      'POST /mijn/scholing/:course/accreditatie',
      'GET /mijn/accreditatie/:request',
      'POST /mijn/accreditatie/:request',
      'GET /mijn/accreditatie/:request/register/:asked',
      'POST /mijn/accreditatie/:request/register/:asked',
      'GET /mijn/accreditatie/:request/bestanden',
      'POST /mijn/accreditatie/:request/bestanden',
      'GET /mijn/accreditatie/:request/bestanden/:file',
      'POST /mijn/accreditatie/:request/bestanden/:file',
      'GET /mijn/accreditatie/:request/controleren',
      'POST /mijn/accreditatie/:request/controleren',
      'GET /mijn/accreditatie/:request/aanvullen/:part',
      'POST /mijn/accreditatie/:request/aanvullen/:part',
      'GET /mijn/accreditatie/:request/bezwaar/:part',
      'POST /mijn/accreditatie/:request/bezwaar/:part',
      'GET /mijn/accreditatie/:request/besluit/:part',
      // Last, since it is gone then.
      'GET /mijn/accreditatie/:request/stoppen',
      'POST /mijn/accreditatie/:request/stoppen',
    ],
  },
  {
    is: 'the committee',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'in',
      'in',
      'none',
      'none',
      'none',
      'none',
      'term',
      'none',
    ],
    lines: [
      'GET /commissie',
      'GET /commissie/aanvragen/:id',
      'POST /commissie/aanvragen/:id',
      'GET /commissie/aanvragen/:id/belang',
      'POST /commissie/aanvragen/:id/belang',
      'GET /commissie/aanvragen/:id/documenten/:document',
      'POST /commissie/aanvragen/:id/inzage',
      'GET /commissie/aanvragen/:id/opgaven/:proof',
      'GET /commissie/besluiten',
      'GET /commissie/accreditatie',
      'GET /commissie/accreditatie/:id',
      'POST /commissie/accreditatie/:id',
      'GET /commissie/accreditatie/:id/belang',
      'POST /commissie/accreditatie/:id/belang',
      'GET /commissie/accreditatie/:id/bestanden/:file',
      'GET /commissie/accreditaties/:id/intrekken',
      'POST /commissie/accreditaties/:id/intrekken',
      'GET /commissie/tussentijds',
      'POST /commissie/tussentijds',
      'GET /commissie/tussentijds/soort/:kind',
      'POST /commissie/tussentijds/soort/:kind',
      'GET /commissie/tussentijds/:id',
      'POST /commissie/tussentijds/:id',
      'GET /commissie/tussentijds/:id/belang',
      'POST /commissie/tussentijds/:id/belang',
      'GET /commissie/tussentijds/:id/bewijs/:evidence',
      'GET /commissie/vergadering',
      'GET /commissie/vergaderingen/:id/besluitenlijst',
      'GET /commissie/verzoeken/:id',
      'POST /commissie/verzoeken/:id',
      'GET /commissie/verzoeken/:id/belang',
      'POST /commissie/verzoeken/:id/belang',
      'GET /commissie/verzoeken/:id/bestanden/:document',
    ],
  },
  {
    is: 'the board',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'in',
      'none',
      'none',
    ],
    lines: [
      'GET /bezwaren/accreditatie',
      'GET /bezwaren/accreditatie/:id',
      'POST /bezwaren/accreditatie/:id',
      'GET /bezwaren/accreditatie/:id/gesprek',
      'POST /bezwaren/accreditatie/:id/gesprek',
      'GET /bezwaren/accreditatie/:id/verslag',
      'POST /bezwaren/accreditatie/:id/verslag',
      'GET /bezwaren/accreditatie/:id/uitstel',
      'POST /bezwaren/accreditatie/:id/uitstel',
      'GET /bezwaren/accreditatie/:id/besluit',
      'GET /bezwaren/accreditatie/:id/bestanden/:file',
      'GET /bestuur',
      'GET /bestuur/verzoeken/:id',
      'POST /bestuur/verzoeken/:id',
      'GET /bestuur/verzoeken/:id/herzien',
      'POST /bestuur/verzoeken/:id/herzien',
      'GET /bestuur/verzoeken/:id/belang',
      'POST /bestuur/verzoeken/:id/belang',
      'GET /bestuur/verzoeken/:id/bestanden/:document',
    ],
  },
  {
    is: 'who decides on objections',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'step',
      'none',
      'in',
      'term',
      'none',
    ],
    lines: [
      'GET /bezwaren',
      'GET /bezwaren/:id',
      'POST /bezwaren/:id',
      'GET /bezwaren/:id/belang',
      'POST /bezwaren/:id/belang',
      'GET /bezwaren/:id/bestanden/:document',
      'GET /bezwaren/:id/gesprek',
      'POST /bezwaren/:id/gesprek',
      'GET /bezwaren/:id/uitstel',
      'POST /bezwaren/:id/uitstel',
      'GET /bezwaren/:id/verslag',
      'POST /bezwaren/:id/verslag',
    ],
  },
  {
    is: 'the administrator',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'in',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /beheer',
      'GET /beheer/bezwaren',
      'GET /beheer/bezwaren/:id',
      'POST /beheer/bezwaren/:id',
      'GET /beheer/e-mail',
      'GET /beheer/e-mail/:id',
      'GET /beheer/niet-aangekomen',
      'POST /beheer/niet-aangekomen',
      'GET /beheer/tweede-stap',
      'POST /beheer/tweede-stap',
      'GET /beheer/gebruikers',
      'POST /beheer/gebruikers',
      'GET /beheer/gebruikers/:id',
      'POST /beheer/gebruikers/:id',
      'GET /beheer/accounts',
      'POST /beheer/accounts',
      'GET /beheer/accounts/:id',
      'POST /beheer/accounts/:id',
      'GET /beheer/alarm',
      'POST /beheer/alarm',
      'GET /beheer/klok',
      'POST /beheer/klok',
      'GET /beheer/logboek',
      'GET /beheer/niet-gelukt',
      'POST /beheer/niet-gelukt',
      'GET /beheer/organisatie',
      'GET /beheer/organisatie/origineel',
      'POST /beheer/organisatie',
      'POST /beheer/organisatie/origineel',
      'GET /beheer/overnemen',
      'POST /beheer/overnemen',
      'GET /beheer/overnemen/:id',
      'POST /beheer/overnemen/:id',
      'GET /beheer/overnemen/:id/fouten/:list',
      'GET /beheer/overnemen/lijst/:kind',
      'GET /beheer/reglement',
      'POST /beheer/reglement',
      'GET /beheer/reglement/:file',
      'GET /beheer/teksten',
      'GET /beheer/teksten/:text',
      'POST /beheer/teksten/:text',
      'GET /beheer/teksten/:text/origineel',
      'POST /beheer/teksten/:text/origineel',
    ],
  },
  {
    is: 'who sees to the data of people',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'in',
      'none',
      'none',
      'none',
      'none',
      'in',
    ],
    lines: [
      'GET /gegevensbescherming',
      'GET /gegevensbescherming/adres',
      'POST /gegevensbescherming/adres',
      'GET /gegevensbescherming/bewaren',
      'GET /gegevensbescherming/datalekken',
      'GET /gegevensbescherming/datalekken/:id',
      'POST /gegevensbescherming/datalekken/:id',
      'GET /gegevensbescherming/datalekken/nieuw',
      'POST /gegevensbescherming/datalekken/nieuw',
      'GET /gegevensbescherming/facturen/:id',
      'GET /gegevensbescherming/inzage',
      'GET /gegevensbescherming/mensen/:id',
      'POST /gegevensbescherming/mensen/:id',
      'GET /gegevensbescherming/vastgehouden',
      'GET /gegevensbescherming/vastgehouden/:id',
      'POST /gegevensbescherming/vastgehouden/:id',
      'GET /gegevensbescherming/verzoeken',
      'GET /gegevensbescherming/verzoeken/:id',
      'POST /gegevensbescherming/verzoeken/:id',
      'GET /gegevensbescherming/zoeken',
    ],
  },
  {
    is: 'who may add to the regulation',
    answers: [
      'sign',
      'none',
      'none',
      'none',
      'none',
      'none',
      'in',
      'in',
      'none',
      'none',
      'none',
      'none',
      'none',
    ],
    lines: [
      'GET /toevoegingen',
      'GET /toevoegingen/:id',
      'POST /toevoegingen/:id',
      'GET /toevoegingen/:id/bestand',
      'GET /toevoegingen/nieuw',
      'POST /toevoegingen/nieuw',
    ],
  },
]

// A page about one thing of one person is there for that person only.
const ofItsOwner = /^\/mijn\/.*:/

type Parts = Readonly<Record<string, string>>

// What has to be in a form for there to be anything to answer; other forms say nothing.
const forms = new Map<string, () => Parts>([
  ['POST /mijn/activiteiten', () => ({ _id: randomUUID(), kind: 'training' })],
  ['POST /mijn/beveiliging/sessies', () => ({ sessie: 'andere' })],
  ['POST /wisselen', () => ({ organisatie: randomUUID() })],
])

const cookies = new Map<Name, string | undefined>()

/** What is there: the parts of the paths that begin like this. */
const things = new Map<string, Parts>()

before(async () => {
  const sign = async (email: string, roles: readonly Part[], secondFactor = true) =>
    (await peil.signIn(`${email}@voorbeeld.peil.example`, roles, { secondFactor })).cookie
  cookies.set('stranger', undefined)
  cookies.set('newcomer', await sign('new', []))
  cookies.set('another', await sign('lonneke', []))
  cookies.set('office', await sign('sanne', ['secretariat']))
  cookies.set('member', await sign('marieke', ['committee']))
  cookies.set('chair', await sign('aylin', ['committee', 'chair']))
  cookies.set('guard', await sign('functionaris', ['privacy']))
  cookies.set('administrator', await sign('bo', ['administrator']))
  cookies.set('half', await sign('half', ['secretariat'], false))
  cookies.set('former', await leave('vertrokken'))
  cookies.set('director', await sign('henk', ['board']))
  const retired = await peil.signIn('oudlid@voorbeeld.nl', ['committee'])
  cookies.set('retired', retired.cookie)
  await peil.platform.db
    .updateTable('staff_role')
    .set({ last: Temporal.PlainDate.from(today()).subtract({ days: 1 }).toString() })
    .where('account_id', '=', retired.accountId)
    .execute()
  await someOfEach()
})

// Somebody who was a candidate, and has left.
async function leave(name: string): Promise<string> {
  const email = `${name}@voorbeeld.nl`
  const joined = await newcomer(peil, email, '2024-01-15', 'candidate', somebody())
  const ended = await act(async (context) => {
    const member = await findMember(context, joined.registrationId, { lock: true })
    return member !== undefined && endRegistration(context, member, 'not-paid')
  })
  assert.ok(ended)
  return (await peil.signIn(email)).cookie
}

// One thing of each kind, in the states in which its pages can be opened.
async function someOfEach(): Promise<void> {
  const db = peil.platform.db
  const email = 'eva@voorbeeld.nl'
  const joined = await newcomer(
    peil,
    email,
    '2024-01-15',
    'candidate',
    somebody({ firstName: 'Eva' }),
  )
  const { id: personId } = await db
    .selectFrom('person')
    .where('account_id', '=', joined.accountId)
    .select('id')
    .executeTakeFirstOrThrow()
  const { cookie } = await peil.signIn(email)
  cookies.set('owner', cookie)
  const owner = { ...joined, personId, cookie }
  const { accredited } = await enough(peil, owner, '2025-06-01')
  const returned = await file(peil, owner, today())
  const asked = { item: 'activity', activity: accredited, question: 'Welke dagen?' } as const
  await act((context) => returnApplication(context, returned, 1, [asked]))
  const waiting = await activity(peil, owner, {
    title: 'Intervisie',
    claimed: 400,
    completedOn: '2026-01-15',
    state: 'awaiting-referee',
  })
  const evidence = await db
    .selectFrom('evidence')
    .where('activity_id', '=', waiting)
    .select(['id', 'document_id'])
    .executeTakeFirstOrThrow()
  const mail = await db
    .selectFrom('mail_message')
    .where('account_id', '=', owner.accountId)
    .select('id')
    .executeTakeFirstOrThrow()
  const entry = await db
    .selectFrom('public_entry')
    .where('register', '=', 'krsd')
    .select('id')
    .executeTakeFirstOrThrow()
  const lonneke = await db
    .selectFrom('account')
    .where('email', '=', 'lonneke@voorbeeld.peil.example')
    .select('id')
    .executeTakeFirstOrThrow()
  forms.set('POST /demo', () => ({ account: lonneke.id }))
  forms.set('POST /demo/portfolio', () => ({ account: lonneke.id }))
  const signed = await newcomer(peil, 'signed@voorbeeld.nl', today(), 'signed')
  const approved = await newcomer(peil, 'approved@voorbeeld.nl', today(), 'approved')
  const textId = peil.platform.registers.get('krsd')?.texts[0]?.id ?? ''
  const { passed, proof, document, code, meeting } = await judgedAndToBeJudged()
  const fill = (start: string, parts: Parts) => things.set(start, parts)
  fill('/register/', { id: entry.id })
  fill('/certificaat/', { code })
  fill('/reglement/', { version: '2021-01-01' })
  fill('/teksten/', { text: textId })
  fill('/demo/postvak/', { id: mail.id })
  fill('/mijn/berichten/', { id: mail.id })
  fill('/mijn/documenten/', { id: evidence.document_id })
  fill('/mijn/alles-over-mij/', { id: await exportOf(owner.accountId) })
  fill('/mijn/activiteiten/', { id: waiting, evidence: evidence.id })
  fill('/mijn/certificering/', { id: returned })
  fill('/werk/aanvragen/', await filed())
  fill('/werk/betalingen/', { id: approved.invoiceId, paper: 'factuur.xml' })
  fill('/werk/boekhouding/', { period: '2026-03', year: '2026' })
  fill('/werk/ontvangen/', await receivedInPart(approved.invoiceId))
  fill('/werk/afschriften/', await lineThatWaits(approved.invoiceId))
  fill('/werk/documenten/', { id: evidence.document_id })
  const thing = owner.registrationId
  const other = approved.registrationId
  fill('/werk/dossiers/', { id: thing, what: 'adres', thing, other, ground: 'asked-otherwise' })
  fill('/werk/dubbelen/', { id: await askedMerge(owner.registrationId) })
  fill('/werk/belangen/', { id: await declaredBySomebody(owner.registrationId) })
  fill('/werk/ontmoetingsplek/', { id: await reportedInPlace(approved.registrationId) })
  fill('/werk/overlijden/', { id: await reportedDeath(approved.registrationId) })
  fill('/werk/status/', { id: await proposedByHand(approved.registrationId) })
  fill('/werk/afscherming/', { id: await askedShielding(approved.registrationId) })
  const objections = await objectionsOfEach(owner)
  fill('/mijn/bezwaar/maken/', { about: 'name-change', id: objections.open })
  fill('/mijn/bezwaar/', objections.inHand)
  fill('/werk/bezwaren/', { id: objections.received })
  fill('/bezwaren/', objections.inHand)
  fill('/beheer/bezwaren/', objections.inHand)
  fill('/werk/naamswijzigingen/', { id: await askedName(owner.registrationId) })
  fill('/werk/overeenkomsten/', { id: signed.agreementId })
  fill('/werk/vergaderingen/', { id: meeting })
  fill('/commissie/aanvragen/', { id: passed, document, proof })
  fill('/commissie/vergaderingen/', { id: meeting })
  fill('/commissie/tussentijds/soort/', { kind: 'supervising' })
  fill('/commissie/tussentijds/', await judgedApart(owner))
  const [atOffice, forAdvice, forDecision] = await rulingsOfEach(owner)
  fill('/mijn/niet-in-het-reglement/', atOffice)
  fill('/werk/verzoeken/', atOffice)
  fill('/commissie/verzoeken/', forAdvice)
  fill('/bestuur/verzoeken/', forDecision)
  const opens = { doe: 'inzage' }
  await peil.post(`/krsd/bezwaren/${objections.inHand.id}`, opens, cookies.get('director'))
  for (const who of ['member', 'chair'] as const) {
    await peil.post(`/krsd/commissie/verzoeken/${forAdvice.id}`, opens, cookies.get(who))
  }
  await peil.post(`/krsd/bestuur/verzoeken/${forDecision.id}`, opens, cookies.get('director'))
  const { id: seat } = await db
    .selectFrom('staff_role')
    .where('body', '=', 'bestuur')
    .where('register', '=', 'krsd')
    .select('id')
    .executeTakeFirstOrThrow()
  await privacyThings(fill, owner)
  fill('/beheer/gebruikers/', { id: seat })
  fill('/beheer/accounts/', { id: signed.accountId })
  fill('/beheer/e-mail/', { id: mail.id })
  fill('/beheer/teksten/', { text: 'contact' })
  fill('/beheer/reglement/', { file: 'register.yaml' })
  fill('/beheer/overnemen/', { id: await delivered(), list: 'personen.csv', kind: 'person' })
  fill('/toevoegingen/', { id: await proposed() })
  const organisation = await organisationWith('Academie De Brug')
  const invoice = await invoiceTo(organisation.id ?? '')
  fill('/organisaties/', { ...organisation, invoice, paper: 'factuur' })
  fill('/keurmerken/', { id: organisation.label ?? '', event: organisation.event ?? '' })
  const given = await courseWith({ organisation_id: organisation.id ?? '' })
  const own = await courseWith({ person_id: owner.personId })
  const seen = { ofOrganisation: given, ofPerson: own }
  for (const [whose, asked] of Object.entries(seen)) accreditations.set(whose, asked)
  fillAccreditation(own)
  fill('/mijn/scholing/', own)
  fill('/mijn/accreditatie/', own)
  const { id: alike = '' } = await organisationWith('Academie De Burg')
  fill('/werk/organisaties/', { ...organisation, other: alike })
  const contest = await contested(organisation.id ?? '', owner, waiting)
  fill('/werk/dossiers/', { ...things.get('/werk/dossiers/'), contest })
  fill('api', { id: returned })
}

// What is asked of accreditation, by an organisation and by a professional.
const accreditations = new Map<string, Parts>()

function fillAccreditation(asked: Parts): void {
  const { handedIn = '', complete = '', held = '', objection = '', refused = '' } = asked
  const { handedInFile = '', completeFile = '', refusedFile = '' } = asked
  things.set('/werk/accreditatie/', { id: handedIn, file: handedInFile })
  things.set('/commissie/accreditatie/', { id: complete, file: completeFile })
  things.set('/commissie/accreditaties/', { id: held })
  things.set('/bezwaren/accreditatie/', { id: objection })
  things.set('/bezwaren/accreditatie/:id/bestanden/', { id: refused, file: refusedFile })
}

// Somebody who was at a course, by which they do not agree with what its organisation told.
async function contested(
  organisation: string,
  owner: { readonly personId: string; readonly registrationId: string },
  activity: string,
): Promise<string> {
  return act(async (context) => {
    await byHand(context)
    await actForOrganisation(context, organisation)
    const course = await context.db
      .insertInto('course')
      .values({
        ...{ organisation_id: organisation, title: 'Een cursus', summary: '', form: 'course' },
        ...{ language: 'nl', review_on: '2099-01-01', state: 'published', made_on: today() },
        changed_on: today(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const edition = await context.db
      .insertInto('edition')
      .values({
        ...{ course_id: course.id, sequence: 1, days: [today()], first_day: today() },
        ...{ last_day: today(), online: true, place: '', added_on: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { rows } = await sql<{ id: string }>`
      with delivery as (
        insert into attendance_delivery (organisation_id, edition_id, kept_in, origin, state, delivered_on)
        values (${organisation}, ${edition.id}, 'krsd', 'one', 'done', ${today()}) returning id, edition_id
      ), attendance as (
        insert into attendance (organisation_id, edition_id, delivery_id, row, person_id, registration_id,
          hours, entered_on, state, activity_id)
        select ${organisation}, edition_id, id, 1, ${owner.personId}, ${owner.registrationId}, 400, ${today()},
          'placed', ${activity} from delivery returning id
      )
      insert into attendance_contest (attendance_id, organisation_id, register, registration_id, person_id,
        wrong, reason, contested_on, state, agrees, answered_on)
      select id, ${organisation}, 'krsd', ${owner.registrationId}, ${owner.personId}, 'not-there', 'Nee',
        ${today()}, 'differs', false, ${today()} from attendance returning id`.execute(context.db)
    return rows[0]?.id ?? ''
  })
}

// A course with an edition, and what is asked for it of the KRSD: a draft for who gives it; for those who work for the
// register one in each state, with what was decided and objected to.
async function courseWith(
  owner: { readonly organisation_id: string } | { readonly person_id: string },
): Promise<Parts> {
  const made = await act(async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    const { db } = context
    const course = await db
      .insertInto('course')
      .values({
        ...{ ...owner, title: 'Gespreksvaardigheden', summary: 'Oefenen.', form: 'course' },
        ...{ language: 'nl', review_on: '2099-01-01', state: 'draft', made_on: today() },
        changed_on: today(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const request = await db
      .insertInto('accreditation_request')
      .values({ ...owner, course_id: course.id, started_on: today() })
      .returning('id')
      .executeTakeFirstOrThrow()
    const ask = (
      register: string,
      of: string,
      status: 'draft' | 'handed-in' | 'complete' | 'refused',
    ) =>
      db
        .insertInto('accreditation_part')
        .values({
          ...{ ...owner, request_id: of, register, course_id: course.id, purpose: 'new', status },
          ...(status === 'draft' ? {} : { number: `ACC-${randomUUID()}`, handed_in_on: today() }),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    const part = await ask('krsd', request.id, 'draft')
    const asked = async (status: 'handed-in' | 'complete' | 'refused') => {
      const { id } = await db
        .insertInto('accreditation_request')
        .values({
          ...{ ...owner, course_id: course.id, started_on: today(), handed_in_on: today() },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { request: id, ...(await ask('krsd', id, status)) }
    }
    const [handedIn, complete, refused] = [
      await asked('handed-in'),
      await asked('complete'),
      await asked('refused'),
    ]
    const put = async (of: string) => {
      const document = await storeDocument(context, {
        ...{ kind: 'evidence', personId: undefined, name: 'programma.pdf' },
        ...{ mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') },
      })
      const { id } = await db
        .insertInto('accreditation_file')
        .values({
          ...{ request_id: of, document_id: document, kept_in: 'krsd', shows: 'programme' },
          ...{ name: 'programma.pdf', added_on: today() },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    }
    const held = await db
      .insertInto('accreditation')
      .values({
        ...{ ...owner, register: 'krsd', course_id: course.id, counts: '[]', first_day: today() },
        ...{ last_day: '2099-01-01', decided_on: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const letter = await storeDocument(context, {
      ...{ kind: 'objection', personId: undefined, name: 'besluit.pdf' },
      ...{ mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') },
    })
    const objection = await db
      .insertInto('accreditation_objection')
      .values({
        ...{
          document_id: letter,
          register: 'krsd',
          part_id: refused.id,
          number: `B-${randomUUID()}`,
          status: 'made',
        },
        ...{ grounds: 'Jawel.', made_on: today(), decide_before: '2099-01-01' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return {
      ...{ course: course.id, request: request.id },
      ...{ part: part.id, asked: 'krsd', file: await put(request.id), held: held.id },
      ...{ handedIn: handedIn.id, handedInFile: await put(handedIn.request) },
      ...{ complete: complete.id, completeFile: await put(complete.request) },
      ...{ refused: refused.id, refusedFile: await put(refused.request), objection: objection.id },
    }
  })
  const { rows } = await sql<{ id: string }>`insert into edition (course_id, sequence, days,
    first_day, last_day, online, place, added_on) values (${made.course}, 1, ${[today()]}::date[],
    ${today()}, ${today()}, true, '', ${today()}) returning id`.execute(peil.platform.db)
  return { ...made, edition: rows[0]?.id ?? '' }
}

// An organisation without a manager, with a file, for which nobody of the names acts.
async function organisationWith(
  name: string,
  status: 'waiting' | 'checked' = 'waiting',
): Promise<Parts> {
  return act(async (context) => {
    await byHand(context)
    await actForOrganisation(context, '*')
    const { db } = context
    const { id } = await db
      .insertInto('organisation')
      .values({
        ...{ name, kinds: ['provider'], kvk: null, street: 'Brugweg', house_number: '1' },
        ...{ postcode: '1234 AB', city: 'Heideveld', website: '', mail_domain: '' },
        ...{ contact_email: 'info@voorbeeld.nl', contact_phone: '', status },
        ...{ waits_since: today(), signed_up_in: 'krsd', signed_up_on: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const document = await storeDocument(context, {
      kind: 'evidence',
      personId: undefined,
      name: 'uittreksel.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7'),
    })
    const file = await db
      .insertInto('organisation_file')
      .values({
        ...{ organisation_id: id, document_id: document, kept_in: 'krsd', name: 'uittreksel.pdf' },
        ...{ by_office: false, added_on: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const label = await db
      .insertInto('label')
      .values({
        ...{ organisation_id: id, holder: name, kind: 'crkbo', scope: 'institution', number: '12' },
        ...{ status: 'waiting', waits_since: today(), entered_in: 'krsd', entered_on: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const event = await db
      .insertInto('label_event')
      .values({
        ...{ label_id: label.id, action: 'enter', by_office: false, note: '', facts: '{}' },
        ...{ document_id: document, file_name: 'crkbo.pdf', done_in: 'krsd', done_on: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, file: file.id, label: label.id, event: event.id }
  })
}

// What whoever sees to the data of people looks after, one of each.
async function privacyThings(
  fill: (start: string, parts: Parts) => void,
  owner: { readonly accountId: string; readonly personId: string; readonly registrationId: string },
): Promise<void> {
  const made = await act(async (context) => {
    await byHand(context)
    const { db } = context
    const days = [today(), '2099-01-01'] as const
    const { rows } = await sql<{ what: string; id: string }>`
      with asked as (
        insert into erasure_request (register, account_id, person_id, registration_id, status,
          asked_by, asked_on, back_until, answer_before)
        values ('krsd', ${owner.accountId}, ${owner.personId}, ${owner.registrationId}, 'asked',
          'person', ${days[0]}, ${days[1]}, ${days[1]}) returning id
      ), held as (
        insert into hold (register, person_id, ground, reason, placed_on, last_day)
        values ('krsd', ${owner.personId}, 'court', 'Zaak.', ${days[0]}, ${days[1]}) returning id
      ), broken as (
        insert into breach (register, title, what, noticed_at, data, noted_on)
        values ('krsd', 'Mail', 'Verkeerd adres.', now(), 'Een naam.', ${days[0]}) returning id
      )
      select 'verzoeken' as what, id from asked union all select 'vastgehouden', id from held
      union all select 'datalekken', id from broken`.execute(db)
    const paper = await storeDocument(context, {
      kind: 'invoice',
      personId: undefined,
      name: 'factuur.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7'),
    })
    await db
      .insertInto('kept_invoice')
      .values({
        id: randomUUID(),
        register: 'krsd',
        number: 'OUD-1',
        status: 'paid',
        issued_on: today(),
        net_cents: 9500,
        vat_cents: 0,
        total_cents: 9500,
        vat_treatment: 'exempt',
        document_id: paper,
      })
      .execute()
    return [...rows, { what: 'facturen', id: paper }]
  })
  for (const { what, id } of made) fill(`/gegevensbescherming/${what}/`, { id })
  fill('/gegevensbescherming/mensen/', { id: owner.registrationId })
}

// What an organisation owes for a request.
async function invoiceTo(organisationId: string): Promise<string> {
  const { id } = await peil.act(clock, async (context) => {
    const payer = await payingOrganisation(context, organisationId)
    const [tariff] = context.register.tariffs
    assert.ok(payer !== undefined && tariff !== undefined)
    return sendInvoice(context, payer, {
      kind: 'accreditation',
      aboutId: randomUUID(),
      covers: { first: context.today, last: context.today },
      charge: { tariff, lines: [{ description: 'Accreditatie', cents: 10_000 }] },
    })
  })
  return id
}

// A payment of a part of an invoice, with something left over of which a part was paid back.
async function receivedInPart(invoiceId: string): Promise<Parts> {
  return peil.act(system, async (context) => {
    const booked = await bookPayment(context, {
      receivedOn: context.today,
      cents: 5000,
      source: 'bank',
      settles: [{ invoiceId, cents: 4000 }],
    })
    if (booked.outcome !== 'booked') throw new Error(booked.outcome)
    const [settlement] = await settlementsOf(context, booked.paymentId)
    const refunded = await refundPayment(context, {
      paymentId: booked.paymentId,
      version: 1,
      cents: 500,
      refundedOn: context.today,
      ground: 'paid-twice',
      reason: '',
      accountName: 'A. Proef',
      iban: 'NL91ABNA0417164300',
    })
    if (refunded.outcome !== 'refunded') throw new Error(refunded.outcome)
    return { id: booked.paymentId, settlement: settlement?.id ?? '', refund: refunded.refundId }
  })
}

// A line of a bank statement that waits, and may be for this invoice.
async function lineThatWaits(invoiceId: string): Promise<Parts> {
  return peil.act(system, async (context) => {
    await byHand(context)
    const { db, today: on } = context
    const day = on.toString()
    const { id: file } = await db
      .insertInto('bank_file')
      .values({
        ...{ register: 'krsd', name: 'afschrift.xml', state: 'done', sha256: 'x', sent_on: day },
        ...{ file_key: null, problem: null, problem_at: null, sent_by: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id: statement } = await db
      .insertInto('bank_statement')
      .values({
        ...{ register: 'krsd', file_id: file, key: randomBytes(32), name: 'S', credits: 1 },
        ...{ first_day: day, last_day: day, opening_cents: 0, closing_cents: 9500 },
        ...{ entries_cents: 9500, debits: 0, debit_cents: 0 },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id } = await db
      .insertInto('bank_line')
      .values({
        ...{ register: 'krsd', statement_id: statement, key: randomBytes(32), place: 1 },
        ...{ booked_on: day, cents: 9500, kind: 'credit', state: 'waiting' },
        ...{ doubt: '{"is":"not-sure"}', payment_id: null, reverses_id: null, settled_on: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const reasons = '[{"is":"amount"}]'
    await db
      .insertInto('bank_candidate')
      .values({
        ...{ register: 'krsd', line_id: id, rank: 1, invoice_id: invoiceId, cents: 100, reasons },
      })
      .execute()
    return { id, file, statement }
  })
}

// A delivery of which a list was read.
async function delivered(): Promise<string> {
  const list = {
    name: 'personen.csv',
    kind: 'person',
    heading: ['sleutel'],
    ignored: [],
    sha256: '',
  }
  const { id } = await peil.platform.db
    .insertInto('takeover')
    .values({
      register: 'krsd',
      source: 'een eerdere administratie',
      status: 'checked',
      files: JSON.stringify([list]),
      delivered_on: today(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

// A question to the board in each state in which somebody else acts on it, each with a file.
async function rulingsOfEach(owner: {
  readonly registrationId: string
  readonly personId: string
}): Promise<readonly [Parts, Parts, Parts]> {
  const ask = async () => {
    const made = await act((context) =>
      askRuling(context, {
        registrationId: owner.registrationId,
        question: 'Telt mijn stage in het buitenland mee?',
        wish: 'Dat die meetelt.',
        files: [],
      }),
    )
    assert.ok(made.outcome === 'asked')
    const document = await act(async (context) => {
      await byHand(context)
      const id = await storeDocument(context, {
        kind: 'evidence',
        personId: owner.personId,
        name: 'stage.pdf',
        mediaType: 'application/pdf',
        content: Buffer.from('%PDF-1.7'),
      })
      await context.db
        .insertInto('ruling_file')
        .values({ ruling_id: made.id, register: 'krsd', document_id: id })
        .execute()
      return id
    })
    return { id: made.id, document }
  }
  const all = [await ask(), await ask(), await ask()] as const
  for (const { id } of all.slice(1))
    await act((context) => passOnRuling(context, { id, version: 1 }, ''))
  await act(async (context) => {
    await byHand(context)
    await context.db
      .updateTable('ruling')
      .set({ status: 'for-decision' })
      .where('id', '=', all[2].id)
      .execute()
  })
  return all
}

function act<Result>(work: (context: Context) => Promise<Result>, on = today()) {
  return peil.act(system, work, on)
}

// Of the owner with somebody else than the one with whom they are laid side by side.
async function askedMerge(registrationId: string): Promise<string> {
  const double = await professional(peil, {
    email: 'dubbel@voorbeeld.nl',
    firstName: 'Dubbel',
    lastName: 'Dossier',
  })
  const { id } = await act(async (context) => {
    await byHand(context)
    const { db, register } = context
    const { person_id } = await db
      .selectFrom('registration')
      .where('id', '=', registrationId)
      .select('person_id')
      .executeTakeFirstOrThrow()
    return db
      .insertInto('person_merge')
      .values({
        register: register.id,
        stays_id: person_id,
        goes_id: double.personId,
        status: 'proposed',
        reason: 'Dezelfde.',
        proposed_on: '2026-01-02',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  })
  return id
}

async function reportedInPlace(registrationId: string): Promise<string> {
  return act(async (context) => {
    await byHand(context)
    const { id } = await context.db
      .insertInto('meeting_report')
      .values({
        register: 'krsd',
        registration_id: registrationId,
        seen: 'Een bericht',
        reason: 'Niet vriendelijk',
        reported_on: today(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

async function reportedDeath(registrationId: string): Promise<string> {
  const report = await act(async (context) => {
    await reportDeath(context, {
      registrationId,
      diedOn: Temporal.PlainDate.from('2026-01-02'),
      toldBy: 'relative',
      toldName: 'Piet',
      toldEmail: '',
      toldAddress: '',
      seenHow: 'Gebeld',
    })
    return runningDeathOf(context, registrationId)
  })
  return report?.id ?? ''
}

async function proposedByHand(registrationId: string): Promise<string> {
  const proposed = await act(async (context) => {
    const member = (await findMember(context, registrationId)) ?? assert.fail('nobody')
    const wish = {
      ground: 'missing-document',
      first: context.today,
      last: context.today.add({ months: 1 }),
      fileReason: 'Gebeld.',
      letterReason: 'Er ontbreekt iets.',
      source: '',
    }
    const seen = sealOf(await standingOf(context, member), wish)
    return proposeStatus(context, { registrationId, wish, seen })
  })
  return proposed.outcome === 'proposed' ? proposed.id : ''
}

async function askedShielding(registrationId: string): Promise<string> {
  const asked = await act(async (context) => {
    await askShielding(context, { registrationId, ground: 'threat', everywhere: false })
    return runningShieldingOf(context, registrationId)
  })
  return asked?.id ?? ''
}

async function askedName(registrationId: string): Promise<string> {
  const name = { firstName: 'Anders', initials: 'A.', namePrefix: '', lastName: 'Geheten' }
  const asked = await act(async (context) => {
    await askNameChange(context, { registrationId, name, reason: 'Een spelfout.' })
    return openNameChange(context, registrationId)
  })
  return asked?.id ?? ''
}

// A decision to object to, and an objection in each state in which somebody else acts on it.
async function objectionsOfEach({
  registrationId,
  personId,
}: {
  readonly registrationId: string
  readonly personId: string
}) {
  const refused = async () => {
    const id = await askedName(registrationId)
    await act((context) => refuseNameChange(context, { id, version: 1, answer: 'Stuur een akte.' }))
    return id
  }
  const objected = async () => {
    const aboutId = await refused()
    const made = await act((context) =>
      makeObjection(context, {
        registrationId,
        about: 'name-change',
        aboutId,
        lines: [],
        grounds: 'Zo heet ik.',
        wish: '',
        lateReason: '',
        files: [],
      }),
    )
    assert.ok(made.outcome === 'made')
    return made.id
  }
  const received = await objected()
  const id = await objected()
  const document = await act(async (context) => {
    await byHand(context)
    const file = { kind: 'evidence', personId, name: 'akte.pdf' } as const
    const stored = await storeDocument(context, {
      ...file,
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7'),
    })
    await context.db
      .insertInto('objection_file')
      .values({
        objection_id: id,
        register: 'krsd',
        document_id: stored,
        added_on: today(),
      })
      .execute()
    await context.db
      .updateTable('objection')
      .set({ hearing_on: today(), hearing_place: 'Online' })
      .where('id', '=', id)
      .execute()
    return stored
  })
  await act((context) => passOnObjection(context, { id, version: 1 }, ''))
  return { open: await refused(), received, inHand: { id, document } }
}

async function declaredBySomebody(registrationId: string): Promise<string> {
  const facts = { email: 'drie@voorbeeld.nl', firstName: 'Drie', lastName: 'Lid' }
  const { accountId: memberId } = await colleague(peil, facts, ['committee'])
  const [tie] = await act(async (context) => {
    await declareInterest(context, { registrationId, memberId, kind: 'friend', note: '' })
    return declaredTies(context)
  })
  return tie?.id ?? ''
}

async function proposed(): Promise<string> {
  const found = await act((context) =>
    proposeAddition(context, {
      kind: { is: 'known', id: 'peer-consultation' },
      each: hundredthsOf(200),
      from: context.today.add({ days: 1 }),
      decidedOn: context.today,
      decidedIn: 'Notulen',
    }),
  )
  assert.ok(found.outcome === 'proposed')
  return found.id
}

async function filed(): Promise<{ readonly id: string; readonly proof: string }> {
  const facts = { firstName: 'Judith', lastName: 'Vos', since: '2024-01-15' }
  const who = await professional(peil, { ...facts, email: `${randomUUID()}@voorbeeld.nl` })
  await enough(peil, who, '2025-06-01')
  const first = Temporal.PlainDate.from('2025-01-01')
  const { proof } = await stated(peil, who, {
    member: 'leave',
    first,
    last: first.add({ months: 2 }),
    details: {},
  })
  return { id: await file(peil, who, today()), proof }
}

// One application that was decided on in a meeting with its minutes, and one that waits for
// judgement and has been opened by the members.
// An activity that its owner asked to have judged apart, opened by the members.
async function judgedApart(owner: Parameters<typeof activity>[1]): Promise<Parts> {
  const { db } = peil.platform
  const id = await activity(peil, owner, {
    title: 'Stagiaires',
    kind: 'supervising',
    claimed: 400,
    completedOn: '2026-01-20',
  })
  const asked = await act((context) => askInterim(context, owner.registrationId, id))
  assert.equal(asked.outcome, 'asked')
  const request = await db
    .selectFrom('interim_request')
    .where('activity_id', '=', id)
    .select('id')
    .executeTakeFirstOrThrow()
  const evidence = await db
    .selectFrom('evidence')
    .where('activity_id', '=', id)
    .select('id')
    .executeTakeFirstOrThrow()
  for (const who of ['member', 'chair'] as const) {
    const path = `/krsd/commissie/tussentijds/${request.id}`
    await peil.post(path, { doe: 'inzage' }, cookies.get(who))
  }
  return { id: request.id, evidence: evidence.id }
}

async function judgedAndToBeJudged() {
  const { id: decided } = await filed()
  const { id: passed, proof } = await filed()
  for (const each of [decided, passed]) await passOn(peil, system, each, today())
  const meeting = await act(async (context) => {
    const [first] = await listMeetings(context)
    assert.ok(first)
    return first
  })
  for (const name of ['een', 'twee']) {
    const facts = { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Lid' }
    const member = await colleague(peil, facts, ['committee'])
    await judge(peil, member, decided, meeting.on.toString())
  }
  await act(
    (context) => closeMeeting(context, { meetingId: meeting.id, version: 1, heldOver: new Set() }),
    meeting.on.toString(),
  )
  await peil.makePapers()
  for (const who of ['member', 'chair'] as const) {
    await peil.post(`/krsd/commissie/aanvragen/${passed}/inzage`, {}, cookies.get(who))
  }
  const db = peil.platform.db
  const { document_id: document } = await db
    .selectFrom('application_activity')
    .innerJoin('evidence', 'evidence.activity_id', 'application_activity.activity_id')
    .where('application_id', '=', passed)
    .select('evidence.document_id')
    .executeTakeFirstOrThrow()
  const { code } = await db
    .selectFrom('certificate')
    .where('register', '=', 'krsd')
    .select('code')
    .executeTakeFirstOrThrow()
  return { passed, proof, document, code, meeting: meeting.id }
}

function partsOf(path: string): Parts {
  const start = [...things.keys()]
    .toSorted((one, other) => other.length - one.length)
    .find((each) => path.startsWith(each))
  return (start === undefined ? undefined : things.get(start)) ?? {}
}

function filledIn(path: string, parts: Parts): string {
  return path.replace(/:([a-z]+)(\{[^}]*\})?/gi, (_, name) => parts[name] ?? randomUUID())
}

async function answerTo(line: string, register: string, who: Name, parts: Parts) {
  const [method, path = ''] = line.split(' ')
  const address = `/${register}${filledIn(path, parts)}`
  const cookie = cookies.get(who)
  return method === 'GET'
    ? peil.get(address, cookie)
    : peil.post(address, forms.get(line)?.() ?? { 'nothing-of-this': 'form' }, cookie)
}

async function meant(response: Response): Promise<Answer> {
  const location = response.headers.get('location') ?? ''
  if (/\/inloggen\?terug=/.test(location)) return 'sign'
  if (/\/inloggen\/tweede-stap\?terug=/.test(location)) return 'step'
  if (/\/mijn\/termijn$/.test(location)) return 'term'
  assert.ok(response.status < 500, `${response.status}`)
  if (response.status === 404) return 'none'
  // Who is told that the registration ended meanwhile, gets nothing done either.
  const notice = readNotice(
    /peil-bericht=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1],
  )
  const told = `${notice?.text}${await response.text()}`
  return /registratie is (intussen beëindigd\. Er is niets opgeslagen|beëindigd\. Die pagina)/.test(
    told,
  )
    ? 'none'
    : 'in'
}

test('no page has a part that is called as the register of its address', () => {
  const same = routes.filter(({ path }) => /:register\b/.test(path)).map(({ path }) => path)
  assert.deepEqual(same, [])
})

test('every line of the table of the site stands in one area', () => {
  const lines = routes.map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(areas.flatMap(({ lines }) => lines).sort(), lines.sort())
})

// Pages for those who work for a register that open nothing of anybody, with the reason.
const opensNothing: Readonly<Record<string, string>> = {
  'GET /bestuur/verzoeken/:id/herzien': 'leads on, where nothing was decided yet',
  'GET /werk/betalingen/:id/afboeken': 'leads on, where a first invoice is open',
  'GET /werk/betalingen/:id/terugdraaien': 'leads on, where nothing was paid',
  'GET /werk/ontvangen/:id/terugdraaien': 'leads on, where something of it was paid back',
  'GET /werk/overeenkomsten/:id/ontvangst': 'leads on, where nothing comes by post',
  'GET /beheer/gebruikers/:id': 'of somebody who works for the register',
  'GET /beheer/teksten/:text': 'of nobody',
  'GET /beheer/teksten/:text/origineel': 'leads on, where a text is as it came',
  'GET /beheer/reglement/:file': 'of nobody',
  'GET /beheer/overnemen/:id': 'lists that are taken over, of nobody who is here yet',
  'GET /beheer/overnemen/:id/fouten/:list': 'lists that are taken over, of nobody who is here yet',
  'GET /beheer/overnemen/lijst/:kind': 'of nobody',
  'GET /bestuur/verzoeken/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /bezwaren/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /commissie/aanvragen/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /commissie/tussentijds/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /commissie/verzoeken/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /werk/dossiers/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /commissie/accreditatie/:id/belang': 'says whose it is, and shows nothing of it',
  'GET /gegevensbescherming/datalekken/:id': 'of nobody by name',
  'GET /gegevensbescherming/facturen/:id': 'of a dossier that is gone, and of nobody any more',
  'GET /keurmerken/:id': 'of an organisation',
  'GET /keurmerken/:id/bewijs/:event': 'of an organisation',
  'GET /toevoegingen/:id': 'of nobody',
  'GET /toevoegingen/:id/bestand': 'of nobody',
  'GET /werk/afschriften/:statement': 'a list, of which each line is opened apart',
  'GET /werk/afschriften/bestanden/:file': 'of nobody',
  'GET /werk/boekhouding/:period/journaal.csv': 'of nobody by name',
  'GET /werk/boekhouding/:year/auditfile.xaf': 'of nobody by name',
  'GET /werk/organisaties/:id': 'of an organisation',
  'GET /werk/organisaties/:id/beheerder': 'of an organisation',
  'GET /werk/organisaties/:id/samenvoegen/:other': 'of two organisations',
  'GET /werk/organisaties/:id/bewijs/:file': 'of an organisation',
  'GET /werk/vergaderingen/:id': 'an agenda, on which stands who is on it',
}

describe('whoever opens what is of somebody leaves that for them to read', () => {
  const working =
    /^GET \/(werk|commissie|bestuur|bezwaren|beheer|maatregelen|verlof|gegevensbescherming|keurmerken|toevoegingen)\/.*:/
  const opened = areas.flatMap(({ answers, lines }) => {
    const who = names.find((name, index) => answers[index] === 'in' && name !== 'stranger')
    return who === undefined
      ? []
      : lines.flatMap((line) => (working.test(line) ? [{ line, who }] : []))
  })
  for (const { line, who } of opened) {
    test(line, async () => {
      const looked = await looksBy(line, who)
      assert.equal(looked.status, opensNothing[line]?.startsWith('leads on') ? 303 : 200)
      assert.equal(looked.things.length > 0, opensNothing[line] === undefined)
    })
  }

  test('no page is excused that is not there', () => {
    const lines = new Set(opened.map(({ line }) => line))
    assert.deepEqual(
      Object.keys(opensNothing).filter((line) => !lines.has(line)),
      [],
    )
  })

  test('what a professional asks of accreditation is theirs, and what an organisation asks is of nobody', async () => {
    const asked: Readonly<Record<string, readonly string[]>> = {
      'GET /werk/accreditatie/:id': ['accreditation'],
      'GET /werk/accreditatie/:id/bestanden/:file': ['evidence'],
      'GET /commissie/accreditatie/:id': ['accreditation'],
      'GET /commissie/accreditatie/:id/belang': [],
      'GET /commissie/accreditatie/:id/bestanden/:file': ['evidence'],
      'GET /commissie/accreditaties/:id/intrekken': ['accreditation-held'],
      'GET /bezwaren/accreditatie/:id': ['accreditation-objection'],
      'GET /bezwaren/accreditatie/:id/gesprek': ['accreditation-objection'],
      'GET /bezwaren/accreditatie/:id/verslag': ['accreditation-objection'],
      'GET /bezwaren/accreditatie/:id/uitstel': ['accreditation-objection'],
      'GET /bezwaren/accreditatie/:id/besluit': ['accreditation-objection'],
      'GET /bezwaren/accreditatie/:id/bestanden/:file': ['evidence'],
    }
    const all = opened.filter(({ line }) => /accreditati/.test(line))
    assert.deepEqual(all.map(({ line }) => line).toSorted(), Object.keys(asked).toSorted())
    for (const whose of ['ofOrganisation', 'ofPerson'] as const) {
      fillAccreditation(accreditations.get(whose) ?? assert.fail(whose))
      for (const { line, who } of all) {
        const looked = await looksBy(line, who)
        assert.equal(looked.status, 200, `${line} ${whose}`)
        assert.deepEqual(looked.things, whose === 'ofPerson' ? asked[line] : [], `${line} ${whose}`)
      }
    }
  })
})

// What of somebody it is kept that was looked at, where one of these opens a page.
async function looksBy(
  line: string,
  who: Name,
): Promise<{ readonly status: number; readonly things: readonly string[] }> {
  const { db } = peil.platform
  const { account_id } = await db
    .selectFrom('session')
    .where('token_hash', '=', hashToken((cookies.get(who) ?? '').replace('peil=', '')))
    .select('account_id')
    .executeTakeFirstOrThrow()
  const looker = `account:${account_id}`
  // Of what the same page was opened before, or another of the same thing, there is one already.
  await db.deleteFrom('look').where('looker', '=', looker).execute()
  const { status } = await answerTo(line, 'krsd', who, partsOf(line.slice(4)))
  const rows = await db.selectFrom('look').where('looker', '=', looker).select('thing').execute()
  return { status, things: rows.map(({ thing }) => thing) }
}

/** What somebody asked of themselves, and lies ready. */
async function exportOf(accountId: string): Promise<string> {
  const contents = Readable.from([Buffer.from('zip')])
  const file_key = await peil.platform.files.put(contents, 'application/zip', 3)
  const sha256 = createHash('sha256').update('zip').digest('hex')
  return peil.act(system, async (context) => {
    await byHand(context)
    const day = context.today.toString()
    const { id } = await context.db
      .insertInto('personal_export')
      .values({
        ...{ register: 'krsd', account_id: accountId, status: 'ready', asked_on: day },
        ...{ ready_on: day, fetch_before: day, file_key, size: 3, sha256 },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

const withSecret = /\/:token$/

for (const { is, answers, lines } of areas) {
  describe(`${is}`, () => {
    // What is read comes first, since what is sent changes things; who owns a thing comes last.
    for (const line of lines.toSorted((a, b) => a.slice(0, 3).localeCompare(b.slice(0, 3)))) {
      const path = line.slice(line.indexOf(' ') + 1)
      test(line, async () => {
        const parts = partsOf(path)
        for (const who of names.toSorted((a, b) => Number(a === 'owner') - Number(b === 'owner'))) {
          // Signing out, or in as somebody else, would end the session that the next line needs.
          if (path === '/uitloggen' || (line === 'POST /demo' && cookies.has(who))) continue
          const may = answers[names.indexOf(who)]
          const owned = ofItsOwner.test(path) && who !== 'owner' && may === 'in'
          const response = await answerTo(line, 'krsd', who, parts)
          const said = await meant(response)
          if (!withSecret.test(path)) assert.equal(said, owned ? 'none' : may, who)
          else assert.equal(said === 'sign', may === 'sign', who)
        }
      })
    }
  })
}

const aboutOneThing = areas
  .flatMap(({ answers, lines }) => lines.map((line) => ({ line, answers })))
  .filter(({ line }) => /^GET .*:(?!token)/.test(line))

describe('who may not see a thing cannot tell whether it is there', () => {
  for (const { line, answers } of aboutOneThing) {
    test(line, async () => {
      const parts = partsOf(line.slice(4))
      for (const who of names.filter((_, index) => answers[index] !== 'in')) {
        const [there, nowhere] = await Promise.all([
          answerTo(line, 'krsd', who, parts),
          answerTo(line, 'krsd', who, {}),
        ])
        assert.equal(there.status, nowhere.status, who)
        const withoutIds = async (response: Response) =>
          (await response.text()).replaceAll(/[0-9a-f-]{36}/g, '')
        assert.equal(await withoutIds(there), await withoutIds(nowhere), who)
      }
    })
  }
})

describe('a thing of one register is not in another, whoever asks', () => {
  for (const { line } of aboutOneThing) {
    // The words of a regulation, and the lists that it asks, are of each register itself.
    // An organisation is of none, and found by everybody from each.
    if (/reglement|teksten|soort|boekhouding|overnemen\/lijst|organisaties|keurmerken/.test(line))
      continue
    test(line, async () => {
      const parts = partsOf(line.slice(4))
      // An address may try no more than ten codes that do not exist in a minute.
      const some = line.startsWith('GET /certificaat/:code') ? names.slice(0, 4) : names
      for (const who of some) {
        const said = await meant(await answerTo(line, 'lklr', who, parts))
        assert.notEqual(said, 'in', who)
      }
    })
  }
})

describe('who acts for an organisation comes as far as their role', () => {
  test('every page of an organisation, with every role', async () => {
    const { id = '', ...things } = await organisationWith('Opleidingshuis Zuid', 'checked')
    const other = (await organisationWith('Iets heel anders')).id ?? ''
    const who = new Map<string, { readonly accountId: string; readonly cookie: string }>()
    for (const name of actors) {
      const half = name === 'half'
      who.set(name, await peil.signIn(`${name}@opleider.example`, [], { secondFactor: !half }))
    }
    const member = await act(async (context) => {
      await byHand(context)
      await actForOrganisation(context, '*')
      const rows = await context.db
        .insertInto('organisation_member')
        .values(
          actors.map((name) => ({
            organisation_id: name === 'elsewhere' ? other : id,
            account_id: who.get(name)?.accountId ?? '',
            roles: [['half', 'elsewhere', 'gone'].includes(name) ? 'manager' : name],
            status: name === 'gone' ? ('ended' as const) : ('active' as const),
            ...{ since: today(), ended_on: name === 'gone' ? today() : null },
          })),
        )
        .returning(['id', 'account_id'])
        .execute()
      return rows.find(({ account_id }) => account_id === who.get('reader')?.accountId)?.id ?? ''
    })
    const given = await courseWith({ organisation_id: id })
    const somebody = await peil.platform.db
      .selectFrom('activity_claim')
      .where('register', '=', 'krsd')
      .select(['person_id', 'registration_id', 'activity_id'])
      .executeTakeFirstOrThrow()
    const contest = await contested(
      id,
      { personId: somebody.person_id, registrationId: somebody.registration_id },
      somebody.activity_id,
    )
    const { id: delivery } = await peil.platform.db
      .selectFrom('attendance_delivery')
      .where('organisation_id', '=', id)
      .select('id')
      .executeTakeFirstOrThrow()
    const imported = await act(async (context) => {
      await byHand(context)
      await actForOrganisation(context, id)
      const row = await context.db
        .insertInto('course_import')
        .values({
          ...{ organisation_id: id, kept_in: 'krsd', origin: 'table', name: 'aanbod.csv' },
          ...{ state: 'checked', made_on: today() },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return row.id
    })
    const { accountId = '' } = who.get('employer') ?? {}
    const allocation = await allocated(peil, {
      organisationId: id,
      actor: {
        ...{ kind: 'account', accountId, email: 'employer@opleider.example', seats: [] },
        ...{ personId: undefined, registrationId: undefined },
        ...{ authenticatedBy: 'password', secondFactor: true },
      },
    })
    const { team, sight } = await act(async (context) => {
      await byHand(context)
      await actForOrganisation(context, id)
      const made = await context.db
        .insertInto('team')
        .values({ organisation_id: id, kept_in: 'krsd', name: 'Jeugd', made_on: today() })
        .returning('id')
        .executeTakeFirstOrThrow()
      await context.db
        .insertInto('team_coordinator')
        .values({
          ...{ team_id: made.id, account_id: who.get('coordinator')?.accountId ?? '' },
          ...{ organisation_id: id, since: today() },
        })
        .execute()
      const seen = await context.db
        .insertInto('sight')
        .values({
          ...{ organisation_id: id, team_id: made.id, register: 'krsd', level: 'learning' },
          ...{ registration_id: somebody.registration_id, state: 'given', given_on: today() },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { team: made.id, sight: seen.id }
    })
    const sent: Parts = {
      ...{ ...things, ...given, id, member, contest, delivery },
      ...{ import: imported, allocation, team, sight },
      ...{ invoice: await invoiceTo(id), paper: 'factuur' },
    }
    const lines = organisationAreas.flatMap(({ answers, lines: its }) =>
      its.map((line) => ({ line, answers })),
    )
    // What is read comes first, and going comes last.
    const order = ({ line }: { readonly line: string }) =>
      line.startsWith('GET') ? 0 : line.endsWith('vertrekken') ? 2 : 1
    for (const { line, answers } of lines.toSorted((a, b) => order(a) - order(b))) {
      for (const [index, name] of actors.entries()) {
        const [method, path = ''] = line.split(' ')
        // A request is gone once one of them stopped it.
        const ends = line.startsWith('POST') && path.endsWith('/accreditatie/:request/stoppen')
        const fresh = ends ? await courseWith({ organisation_id: id }) : {}
        const own = path.includes('/accreditatie/') ? { ...sent, ...fresh } : { ...sent, ...things }
        const address = `/krsd${filledIn(path, own)}`
        const cookie = who.get(name)?.cookie
        const response = await (method === 'GET'
          ? peil.get(address, cookie)
          : peil.post(address, { 'nothing-of-this': 'form' }, cookie))
        assert.equal(await meant(response), answers[index], `${line} as ${name}`)
      }
    }
    // What ends, ends at once, in whatever session.
    const cookie = who.get('reader')?.cookie
    assert.equal((await peil.get(`/krsd/organisaties/${id}`, cookie)).status, 404)
  })
})

// In the order of the names. A member has yet to open a file before its assessment is given.
const signIn = [401, 'sign-in'] as const
const notThere = [404, 'not-found'] as const
const given = [200, undefined] as const
// What is one's own, and stays to be read once one has left.
const ownAlsoAfterwards = [
  signIn,
  notThere,
  given,
  given,
  notThere,
  notThere,
  notThere,
  notThere,
  notThere,
  given,
  notThere,
  notThere,
  notThere,
]
const answersOfTheInterface: Readonly<
  Record<string, readonly (readonly [number, string | undefined])[]>
> = {
  '/:register/dossier': ownAlsoAfterwards,
  '/:register/series': ownAlsoAfterwards,
  '/:register/assessment': [
    signIn,
    notThere,
    given,
    given,
    notThere,
    notThere,
    notThere,
    notThere,
    notThere,
    notThere,
    notThere,
    notThere,
    notThere,
  ],
  '/:register/applications/:id/assessment': [
    signIn,
    notThere,
    given,
    notThere,
    given,
    notThere,
    notThere,
    notThere,
    [403, 'second-factor'],
    notThere,
    notThere,
    notThere,
    notThere,
  ],
}

describe('the interface for other systems', () => {
  test('has these addresses for who has signed in', () => {
    assert.deepEqual(
      signedInRoutes.map(({ description }) => description.getRoutingPath()).sort(),
      Object.keys(answersOfTheInterface).sort(),
    )
  })

  for (const [path, answers] of Object.entries(answersOfTheInterface)) {
    test(`GET ${path}`, async () => {
      const address = path.replace(':register', 'krsd')
      for (const [index, who] of names.entries()) {
        const response = await peil.get(
          `/api/v1${filledIn(address, things.get('api') ?? {})}`,
          cookies.get(who),
        )
        const { error } = (await response.json()) as { readonly error?: string }
        assert.deepEqual([response.status, error], answers[index], who)
        assert.equal(response.headers.get('location'), null, who)
        assert.equal(response.headers.get('access-control-allow-origin'), null, who)
      }
    })
  }
})
