import type { Capability } from '#domain/organisations/member/capabilities.ts'
import type { AboutPeople } from '#domain/people/body/find-tie.ts'
import type { Act } from '#regulations/acts.ts'
import { acts, applicationActs, officeActs } from '#regulations/acts.ts'

// The site as a table: what each page is called here, where it stands below the register's own
// path, and who may come. Links are made from it by paths.ts; routes.ts says what each page does.

/**
 * Who may come to a page. `anyone` needs no account; `account` needs one; `professional` needs a
 * registration in this register; `registered` too, and lets somebody whose registration ended read;
 * the others work for it, and need a second factor: whoever sits in a body that may do one of these
 * acts, who administers, `privacy`, the data protection officer and who administers, and `rules`, who
 * may add to the regulation: the chair of the body that adopts additions, and the administrator;
 * `organisations`, who looks who organisations are: whoever keeps records here, and who administers.
 */
export type Who =
  | 'anyone'
  | 'account'
  | 'professional'
  | 'registered'
  | 'administrator'
  | 'privacy'
  | 'rules'
  | 'organisations'
  | readonly Act[]

/** One page of the site. */
export interface Place {
  /** In Dutch. `:id` is a part that differs; behind `?` stands what may be asked of the page. */
  readonly path: string
  readonly who: Who
  /**
   * What its `:id` is, where that is about a person: whoever has a tie with them comes no further, and
   * whoever comes is kept, for that person to read.
   */
  readonly about?: AboutPeople | undefined
  /** Its form may bring files. */
  readonly files?: boolean | undefined
  /** Those files are lists and what comes with them: what is in them is looked at later, row by row. */
  readonly asTheyAre?: boolean | undefined
  /** Where somebody comes who has signed in and has yet to take the second step. */
  readonly beforeSecondFactor?: boolean | undefined
  /** A way of signing in is added there: whoever has a second step takes it first. */
  readonly addsWayIn?: boolean | undefined
  /** Whoever's registration has ended may send its form as well. */
  readonly afterEnd?: boolean | undefined
  /**
   * Only for somebody who signed in, or showed that it is still they, within the last ten minutes: the page as
   * a whole, or its form alone. Anybody else is asked for that first, and then goes on with the page or with
   * what they typed. It needs a GET. Where one of several forms asks for it: `needsRecentSignIn` in web/route.ts.
   */
  readonly recent?: 'to-open' | 'to-send' | undefined
  /**
   * Of an organisation, which its `:id` names: who comes acts for it in a role that may do this. Where that asks
   * so, it has to be checked before. With `every` it is of a back office, which sees what is of any.
   */
  readonly organisation?: Capability | 'every' | undefined
  /** It exists in the demo only. */
  readonly demo?: boolean | undefined
  /**
   * What it shows to somebody who has not signed in may be some seconds old: it may come from a replica. Whoever has
   * signed in reads what they just wrote.
   */
  readonly mayLag?: boolean | undefined
}

/** Where large files come ahead of their form, below the register's own path. */
export const uploadsPath = '/bestanden'

// Who does any of the work of the committee, and who judges applications of any kind.
const committee = [...applicationActs, 'judge-interim', 'advise'] as const

// Whoever asks of an activity whether its label holds: the back office, and who judges.
const seesLabels = [
  'keep-records',
  'check-applications',
  ...applicationActs,
  'judge-interim',
] as const

// Whoever sits in any body can be seated for one objection: the page itself asks who is.
const anyBody = Object.keys(acts) as readonly Act[]

/** Every page and form of a register. */
export const site = {
  home: { path: '', who: 'anyone', mayLag: true },
  search: { path: '/register?naam', who: 'anyone', mayLag: true },
  publicRegistration: { path: '/register/:id', who: 'anyone', mayLag: true },
  askCertificate: { path: '/certificaat', who: 'anyone', mayLag: true },
  checkCertificate: { path: '/certificaat/:code', who: 'anyone', mayLag: true },
  certificateMark: { path: '/certificaat/:code/keurmerk.png', who: 'anyone', mayLag: true },
  howItWorks: { path: '/hoe-werkt-het', who: 'anyone', mayLag: true },
  hoursAndNorms: { path: '/uren-en-normen', who: 'anyone', mayLag: true },
  evidenceRules: { path: '/bewijsstukken', who: 'anyone', mayLag: true },
  costs: { path: '/kosten', who: 'anyone', mayLag: true },
  questions: { path: '/vragen', who: 'anyone', mayLag: true },
  regulation: { path: '/reglement', who: 'anyone', mayLag: true },
  regulationVersion: { path: '/reglement/:version', who: 'anyone', mayLag: true },
  sample: { path: '/steekproef', who: 'anyone', mayLag: true },
  sampleRecord: { path: '/steekproef/:quarter/logboek.json', who: 'anyone', mayLag: true },
  registerText: { path: '/teksten/:text', who: 'anyone', mayLag: true },
  rulings: { path: '/uitspraken?zoek', who: 'anyone', mayLag: true },
  registerTextVersion: { path: '/teksten/:text/:version', who: 'anyone', mayLag: true },
  competences: { path: '/competenties', who: 'anyone', mayLag: true },
  courses: {
    path: '/opleidingen?zoek&vorm&thema&voor&beroep&taal&prijs&wanneer&waar&telt&competentie&sorteer&pagina',
    who: 'anyone',
  },
  coursesFeed: { path: '/opleidingen/nieuws.atom', who: 'anyone' },
  forwardedInvoice: { path: '/factuur/:token', who: 'anyone' },
  forwardedPaper: { path: '/factuur/:token/factuur.pdf', who: 'anyone' },
  forwardedData: { path: '/factuur/:token/factuur.xml', who: 'anyone' },
  onlinePayment: { path: '/betaling/:payment', who: 'anyone' },
  toOnlinePayment: { path: '/betaling/:payment/naar-de-bank', who: 'anyone' },
  receivedTip: { path: '/opleidingen/tip/:token', who: 'anyone' },
  course: { path: '/opleidingen/:number', who: 'anyone' },
  editionCalendar: { path: '/opleidingen/:number/:edition/agenda.ics', who: 'anyone' },
  ownCalendar: { path: '/agenda/:token/agenda.ics', who: 'anyone' },
  teamCalendar: { path: '/agenda/team/:organisation/:token/agenda.ics', who: 'anyone' },
  contact: { path: '/contact', who: 'anyone', mayLag: true },
  complaint: { path: '/klacht-of-bezwaar', who: 'anyone', mayLag: true },
  complaintForm: { path: '/klacht-of-bezwaar/klacht', who: 'anyone' },
  accessibility: { path: '/toegankelijkheid', who: 'anyone', mayLag: true },
  privacy: { path: '/privacy', who: 'anyone', mayLag: true },
  cookies: { path: '/cookies', who: 'anyone', mayLag: true },
  source: { path: '/broncode', who: 'anyone', mayLag: true },

  signIn: { path: '/inloggen?terug', who: 'anyone' },
  signInByPasskey: { path: '/inloggen/toegangssleutel', who: 'anyone' },
  signInLink: { path: '/inloggen/link?terug', who: 'anyone' },
  signInLinkMailed: { path: '/inloggen/verstuurd', who: 'anyone' },
  signInByLink: { path: '/inloggen/link/:token', who: 'anyone' },
  organisationSignIn: { path: '/inloggen/organisatie?terug&opnieuw', who: 'anyone' },
  organisationSignedOut: { path: '/inloggen/organisatie/uitgelogd', who: 'anyone' },
  organisationReturn: { path: '/inloggen/organisatie/terug', who: 'anyone' },
  forgottenPassword: { path: '/inloggen/wachtwoord-vergeten', who: 'anyone' },
  newPassword: { path: '/inloggen/nieuw-wachtwoord/:token', who: 'anyone' },
  confirmNewEmail: { path: '/inloggen/nieuw-e-mailadres/:token', who: 'anyone' },
  staffInvitation: { path: '/inloggen/uitnodiging/:token', who: 'anyone' },
  firstAdministrator: { path: '/eerste-beheerder/:token', who: 'anyone' },
  secondFactor: { path: '/inloggen/tweede-stap?terug', who: 'account', beforeSecondFactor: true },
  secondFactorSetUp: {
    path: '/inloggen/tweede-stap-instellen?terug',
    who: 'account',
    recent: 'to-open',
    addsWayIn: true,
  },
  secondFactorByPasskey: {
    path: '/inloggen/tweede-stap/toegangssleutel',
    who: 'account',
    beforeSecondFactor: true,
  },
  signInAgainByPasskey: { path: '/inloggen/bevestigen/toegangssleutel', who: 'account' },
  signInAgain: { path: '/inloggen/bevestigen?terug&met', who: 'account' },
  signInAgainByLink: { path: '/inloggen/bevestigen/:token', who: 'account' },
  stopReset: { path: '/inloggen/tweede-stap-stoppen/:token', who: 'anyone' },
  signOut: { path: '/uitloggen', who: 'anyone' },

  signUp: { path: '/aanmelden', who: 'anyone' },
  createAccount: { path: '/aanmelden/account', who: 'anyone' },
  accountMailed: { path: '/aanmelden/account/verstuurd', who: 'anyone' },
  confirmEmail: { path: '/aanmelden/bevestigen/:token', who: 'anyone' },
  signUpTasks: { path: '/aanmelden/taken', who: 'account' },
  signUpPerson: { path: '/aanmelden/gegevens?naar', who: 'account' },
  signUpWork: { path: '/aanmelden/werk?naar', who: 'account' },
  signUpDeclarations: { path: '/aanmelden/verklaringen?naar', who: 'account' },
  signUpTyped: { path: '/aanmelden/ingevuld.txt', who: 'account' },
  signUpCheck: { path: '/aanmelden/controleren', who: 'account' },
  signUpSent: { path: '/aanmelden/klaar', who: 'account' },
  signAgreement: { path: '/aanmelden/overeenkomst', who: 'registered' },
  signOnPaper: { path: '/aanmelden/overeenkomst/papier', who: 'professional', files: true },
  newAgreement: { path: '/aanmelden/nieuwe-overeenkomst', who: 'professional' },
  payInvoice: { path: '/aanmelden/betalen', who: 'registered', afterEnd: true },

  portfolio: { path: '/mijn', who: 'registered' },
  target: { path: '/mijn/streefdatum', who: 'professional' },
  portfolioPdf: { path: '/mijn/portfolio.pdf', who: 'registered' },
  newActivity: {
    path: '/mijn/activiteiten?soort&kopie&gepland&opleider&opleiding&uitvoering',
    who: 'professional',
    files: true,
  },
  myCourses: { path: '/mijn/opleidingen', who: 'registered' },
  chooseCourse: { path: '/mijn/opleidingen/:number', who: 'professional' },
  tipCourse: { path: '/mijn/opleidingen/:number/doorsturen', who: 'professional' },
  rateCourse: { path: '/mijn/opleidingen/:number/beoordelen', who: 'professional' },
  reportRating: {
    path: '/mijn/opleidingen/:number/beoordelingen/:rating/melden',
    who: 'professional',
  },
  chooseForGoal: { path: '/mijn/opleidingen/:number/doel', who: 'professional' },
  enrol: { path: '/mijn/opleidingen/:number/:edition/aanmelden', who: 'professional' },
  offeredPlace: { path: '/mijn/opleidingen/:number/:edition/plek', who: 'professional' },
  withdrawEnrolment: { path: '/mijn/opleidingen/:number/:edition/afmelden', who: 'professional' },
  myRegisters: { path: '/mijn/registers', who: 'registered' },
  bringAlong: { path: '/mijn/meenemen?pagina&activiteit', who: 'registered' },
  activity: { path: '/mijn/activiteiten/:id', who: 'registered', files: true },
  editActivity: {
    path: '/mijn/activiteiten/:id/wijzigen?gepland',
    who: 'professional',
    files: true,
  },
  activityFormPdf: { path: '/mijn/activiteiten/:id/formulier.pdf', who: 'registered' },
  askInterim: { path: '/mijn/activiteiten/:id/beoordeling', who: 'professional' },
  withdrawActivity: { path: '/mijn/activiteiten/:id/intrekken', who: 'professional' },
  contestAttendance: { path: '/mijn/activiteiten/:id/oneens', who: 'professional' },
  joinCourse: { path: '/mijn/activiteiten/:id/opleiding', who: 'professional' },
  activityReferee: { path: '/mijn/activiteiten/:id/referent', who: 'professional' },
  activityEvidence: { path: '/mijn/activiteiten/:id/bewijs/:evidence', who: 'registered' },
  comingVersion: { path: '/mijn/nieuwe-versie', who: 'professional' },
  dossier: { path: '/mijn/dossier', who: 'registered' },
  chooseCategory: { path: '/mijn/dossier/categorie', who: 'professional' },
  askMove: { path: '/mijn/dossier/verandering/:move', who: 'professional' },
  stateClaim: {
    path: '/mijn/dossier/opgeven/:what/:subject?in',
    who: 'professional',
    files: true,
  },
  askAttestation: { path: '/mijn/dossier/vragen/:document', who: 'professional' },
  askColleague: { path: '/mijn/dossier/collega/:document?naam', who: 'professional' },
  followUp: { path: '/mijn/dossier/vervolg', who: 'professional' },
  signHere: { path: '/mijn/dossier/ondertekenen/:document', who: 'professional' },
  withdrawClaim: { path: '/mijn/dossier/:id/intrekken', who: 'professional' },
  announceOriginal: { path: '/mijn/dossier/post/:document', who: 'professional' },
  withdrawOriginal: { path: '/mijn/dossier/post/:id/afmelden', who: 'professional' },
  coverSheet: { path: '/mijn/dossier/post/:id/voorblad.pdf', who: 'registered' },
  claimProof: { path: '/mijn/dossier/bewijs/:proof', who: 'registered' },
  development: { path: '/mijn/ontwikkeling', who: 'registered' },
  competenceScan: { path: '/mijn/ontwikkeling/scan', who: 'professional' },
  removeScan: { path: '/mijn/ontwikkeling/scans/:id/weghalen', who: 'professional' },
  askFeedback: { path: '/mijn/ontwikkeling/feedback/vragen', who: 'professional' },
  feedbackRound: { path: '/mijn/ontwikkeling/feedback/:id', who: 'registered' },
  withdrawFeedback: { path: '/mijn/ontwikkeling/feedback/:id/intrekken', who: 'professional' },
  developmentPlan: { path: '/mijn/ontwikkeling/plan', who: 'registered' },
  editPlan: { path: '/mijn/ontwikkeling/plan/wijzigen', who: 'professional' },
  planPdf: { path: '/mijn/ontwikkeling/plan/samenvatting.pdf', who: 'registered' },
  endPlan: { path: '/mijn/ontwikkeling/plan/afsluiten', who: 'professional' },
  newGoal: { path: '/mijn/ontwikkeling/plan/doelen?competentie', who: 'professional' },
  editGoal: { path: '/mijn/ontwikkeling/plan/doelen/:id', who: 'professional' },
  meetingPlace: { path: '/mijn/ontmoeten?gebied&onderwerp&woorden', who: 'professional' },
  meetingProfile: { path: '/mijn/ontmoeten/profiel', who: 'professional' },
  leaveMeetingPlace: { path: '/mijn/ontmoeten/stoppen', who: 'professional' },
  meetingColleague: { path: '/mijn/ontmoeten/collega/:id', who: 'professional' },
  meetingContact: { path: '/mijn/ontmoeten/contact/:id?voor', who: 'professional' },
  newMeetingGroup: { path: '/mijn/ontmoeten/groepen/nieuw', who: 'professional' },
  meetingGroup: { path: '/mijn/ontmoeten/groepen/:id?voor', who: 'professional' },
  reportMeeting: { path: '/mijn/ontmoeten/melden/:what/:id', who: 'professional' },
  objectToMeetingReport: { path: '/mijn/ontmoeten/bezwaar/:id', who: 'professional' },
  allSeries: { path: '/mijn/reeksen', who: 'registered' },
  newSeries: { path: '/mijn/reeksen/nieuw?soort', who: 'professional' },
  series: { path: '/mijn/reeksen/:id', who: 'registered' },
  answerSeries: { path: '/mijn/reeksen/:id/bevestigen', who: 'professional' },
  seriesMeeting: { path: '/mijn/reeksen/:id/bijeenkomsten/:meeting', who: 'professional' },
  seriesReport: { path: '/mijn/reeksen/:id/verslag/:meeting', who: 'professional' },
  seriesMembers: { path: '/mijn/reeksen/:id/deelnemers', who: 'professional' },
  leaveSeries: { path: '/mijn/reeksen/:id/stoppen', who: 'professional' },
  supervisions: { path: '/mijn/begeleiding', who: 'registered' },
  supervision: { path: '/mijn/begeleiding/:id', who: 'professional' },
  answerSigning: { path: '/mijn/begeleiding/document/:id', who: 'professional' },
  endSupervision: { path: '/mijn/begeleiding/:id/stoppen', who: 'professional' },
  certification: { path: '/mijn/certificering', who: 'registered' },
  applicationCheck: { path: '/mijn/certificering/controleren', who: 'professional' },
  applicationSent: { path: '/mijn/certificering/:id', who: 'registered' },
  applicationReturn: {
    path: '/mijn/certificering/:id/aanvulling',
    who: 'professional',
    files: true,
  },
  supplementApplication: {
    path: '/mijn/certificering/:id/toevoegen',
    who: 'professional',
    files: true,
  },
  withdrawApplication: { path: '/mijn/certificering/:id/intrekken', who: 'professional' },
  askRuling: { path: '/mijn/niet-in-het-reglement', who: 'professional', files: true },
  myRuling: { path: '/mijn/niet-in-het-reglement/:id', who: 'professional' },
  myObjections: { path: '/mijn/bezwaar', who: 'registered' },
  makeObjection: {
    path: '/mijn/bezwaar/maken/:about/:id',
    who: 'registered',
    files: true,
    afterEnd: true,
  },
  myObjection: { path: '/mijn/bezwaar/:id', who: 'registered' },
  addToObjection: {
    path: '/mijn/bezwaar/:id/aanvullen',
    who: 'registered',
    files: true,
    afterEnd: true,
  },
  answerHearing: { path: '/mijn/bezwaar/:id/gesprek', who: 'registered', afterEnd: true },
  withdrawObjection: { path: '/mijn/bezwaar/:id/intrekken', who: 'registered', afterEnd: true },
  myLeave: { path: '/mijn/verlof', who: 'registered' },
  askLeave: { path: '/mijn/verlof/vragen', who: 'professional', files: true },
  withdrawLeave: { path: '/mijn/verlof/:id/intrekken', who: 'professional' },
  myVerdict: { path: '/mijn/uitspraken/:id', who: 'registered' },
  myStatus: { path: '/mijn/status', who: 'registered' },
  myData: { path: '/mijn/gegevens', who: 'registered' },
  whoLooked: { path: '/mijn/gegevens/inzage', who: 'registered' },
  sights: { path: '/mijn/meekijken', who: 'registered' },
  giveSight: { path: '/mijn/meekijken/geven?zoek&organisatie', who: 'professional' },
  sight: { path: '/mijn/meekijken/:id', who: 'professional' },
  stopSight: { path: '/mijn/meekijken/:id/stoppen', who: 'registered', afterEnd: true },
  proposal: { path: '/mijn/voorstellen/:id', who: 'professional' },
  editPerson: { path: '/mijn/gegevens/persoonlijk', who: 'professional' },
  editName: { path: '/mijn/gegevens/naam', who: 'professional' },
  editWork: { path: '/mijn/gegevens/werk', who: 'professional' },
  askShielding: { path: '/mijn/gegevens/afscherming', who: 'professional' },
  endRegistration: { path: '/mijn/gegevens/uitschrijven', who: 'professional' },
  invoices: { path: '/mijn/facturen', who: 'registered' },
  receipt: { path: '/mijn/facturen/:id/betaalbewijs.pdf', who: 'registered' },
  invoiceData: { path: '/mijn/facturen/:id/e-factuur/:paper', who: 'registered' },
  paidYear: { path: '/mijn/facturen/jaaroverzicht/:year', who: 'registered' },
  forwardInvoice: { path: '/mijn/facturen/:id/doorsturen', who: 'registered' },
  takeBackForward: { path: '/mijn/facturen/doorgestuurd/:forward', who: 'registered' },
  myDocument: { path: '/mijn/documenten/:id', who: 'account' },
  messages: { path: '/mijn/berichten', who: 'account' },
  message: { path: '/mijn/berichten/:id', who: 'account' },
  security: { path: '/mijn/beveiliging', who: 'account' },
  aboutMe: { path: '/mijn/alles-over-mij', who: 'account', recent: 'to-send' },
  aboutMeFile: { path: '/mijn/alles-over-mij/:id', who: 'account', recent: 'to-open' },
  term: { path: '/mijn/termijn', who: 'account' },
  newEmail: { path: '/mijn/beveiliging/e-mailadres', who: 'account', recent: 'to-open' },
  changePassword: { path: '/mijn/beveiliging/wachtwoord', who: 'account', recent: 'to-open' },
  eraseMe: { path: '/mijn/wissen', who: 'account', recent: 'to-send' },
  linkOrganisation: {
    path: '/mijn/beveiliging/organisatie',
    who: 'account',
    recent: 'to-open',
    addsWayIn: true,
  },
  endSession: { path: '/mijn/beveiliging/sessies', who: 'account' },
  takeOffSecondFactor: {
    path: '/mijn/beveiliging/tweede-stap',
    who: 'account',
    recent: 'to-open',
  },
  addPasskey: {
    path: '/mijn/beveiliging/toegangssleutel',
    who: 'account',
    recent: 'to-open',
    addsWayIn: true,
  },
  removePasskey: {
    path: '/mijn/beveiliging/toegangssleutel-verwijderen?sleutel',
    who: 'account',
    recent: 'to-open',
  },
  stopOwnReset: { path: '/mijn/beveiliging/herstel-stoppen', who: 'account' },
  recoveryCodes: { path: '/mijn/beveiliging/herstelcodes', who: 'account', recent: 'to-open' },

  // What somebody gives themselves.
  ownCourses: { path: '/mijn/scholing', who: 'professional' },
  newOwnCourse: { path: '/mijn/scholing/nieuw', who: 'professional' },
  ownCourse: { path: '/mijn/scholing/:course', who: 'professional' },
  ownCourseEnrolments: {
    path: '/mijn/scholing/:course/aanmeldingen/:edition',
    who: 'professional',
  },
  ownCourseEnrolmentsFile: {
    path: '/mijn/scholing/:course/aanmeldingen/:edition/lijst.csv',
    who: 'professional',
  },
  offerOwnCourse: { path: '/mijn/scholing/:course/aanbod', who: 'professional' },
  changeOwnCourse: { path: '/mijn/scholing/:course/wijzigen', who: 'professional' },
  newOwnEdition: { path: '/mijn/scholing/:course/uitvoering', who: 'professional' },
  changeOwnEdition: { path: '/mijn/scholing/:course/uitvoering/:edition', who: 'professional' },
  cancelOwnEdition: {
    path: '/mijn/scholing/:course/uitvoering/:edition/vervallen',
    who: 'professional',
  },
  startOwnAccreditation: { path: '/mijn/scholing/:course/accreditatie', who: 'professional' },
  ownAccreditationRequests: { path: '/mijn/accreditatie', who: 'professional' },
  ownAccreditationRequest: { path: '/mijn/accreditatie/:request', who: 'professional' },
  stopOwnAccreditation: { path: '/mijn/accreditatie/:request/stoppen?deel', who: 'professional' },
  ownAccreditationPart: {
    path: '/mijn/accreditatie/:request/register/:asked',
    who: 'professional',
  },
  ownAccreditationFiles: {
    path: '/mijn/accreditatie/:request/bestanden',
    who: 'professional',
    files: true,
  },
  ownAccreditationFile: {
    path: '/mijn/accreditatie/:request/bestanden/:file',
    who: 'professional',
  },
  ownAccreditationCheck: {
    path: '/mijn/accreditatie/:request/controleren',
    who: 'professional',
  },
  ownAccreditationAnswer: {
    path: '/mijn/accreditatie/:request/aanvullen/:part',
    who: 'professional',
    files: true,
  },
  ownAccreditationObject: {
    path: '/mijn/accreditatie/:request/bezwaar/:part',
    who: 'professional',
  },
  ownAccreditationDecision: {
    path: '/mijn/accreditatie/:request/besluit/:part?bezwaar',
    who: 'professional',
  },

  organisationsInfo: { path: '/voor-aanbieders', who: 'anyone' },
  hats: { path: '/wisselen', who: 'account' },
  newOrganisation: {
    path: '/organisaties/aanmelden?naam&kvk&postcode',
    who: 'account',
    files: true,
  },
  joinOrganisation: { path: '/organisaties/uitnodiging/:token', who: 'anyone' },
  askAccess: { path: '/organisaties/:id/toegang', who: 'account' },
  organisation: { path: '/organisaties/:id', who: 'account', organisation: 'see' },
  organisationFacts: {
    path: '/organisaties/:id/gegevens',
    who: 'account',
    organisation: 'change-facts',
    recent: 'to-send',
  },
  organisationProof: {
    path: '/organisaties/:id/bewijs',
    who: 'account',
    organisation: 'change-facts',
    files: true,
  },
  organisationFile: {
    path: '/organisaties/:id/bewijs/:file',
    who: 'account',
    organisation: 'change-facts',
  },
  organisationEInvoicing: {
    path: '/organisaties/:id/e-facturen',
    who: 'account',
    organisation: 'change-facts',
  },
  organisationInvoices: {
    path: '/organisaties/:id/facturen',
    who: 'account',
    organisation: 'see-invoices',
  },
  organisationInvoice: {
    path: '/organisaties/:id/facturen/:invoice',
    who: 'account',
    organisation: 'see-invoices',
  },
  organisationInvoicePaper: {
    path: '/organisaties/:id/facturen/:invoice/:paper',
    who: 'account',
    organisation: 'see-invoices',
  },
  organisationLabels: {
    path: '/organisaties/:id/keurmerken',
    who: 'account',
    organisation: 'see',
  },
  newOrganisationLabel: {
    path: '/organisaties/:id/keurmerken/nieuw?opleiding',
    who: 'account',
    organisation: 'manage-labels',
    files: true,
  },
  organisationLabel: {
    path: '/organisaties/:id/keurmerken/:label',
    who: 'account',
    organisation: 'manage-labels',
    files: true,
  },
  withdrawOrganisationLabel: {
    path: '/organisaties/:id/keurmerken/:label/intrekken',
    who: 'account',
    organisation: 'manage-labels',
  },
  organisationLabelProof: {
    path: '/organisaties/:id/keurmerken/:label/bewijs/:event',
    who: 'account',
    organisation: 'manage-labels',
  },
  organisationPeople: { path: '/organisaties/:id/mensen', who: 'account', organisation: 'see' },
  inviteToOrganisation: {
    path: '/organisaties/:id/mensen/uitnodigen',
    who: 'account',
    organisation: 'manage-members',
    recent: 'to-send',
  },
  organisationInvitation: {
    path: '/organisaties/:id/mensen/uitnodiging/:invitation',
    who: 'account',
    organisation: 'manage-members',
  },
  organisationMember: {
    path: '/organisaties/:id/mensen/:member',
    who: 'account',
    organisation: 'manage-members',
    recent: 'to-send',
  },
  removeMember: {
    path: '/organisaties/:id/mensen/:member/weghalen',
    who: 'account',
    organisation: 'manage-members',
    recent: 'to-send',
  },
  closeOrganisation: {
    path: '/organisaties/:id/sluiten',
    who: 'account',
    organisation: 'close',
    recent: 'to-send',
  },
  leaveOrganisation: {
    path: '/organisaties/:id/vertrekken',
    who: 'account',
    organisation: 'see',
  },
  organisationCourses: {
    path: '/organisaties/:id/opleidingen',
    who: 'account',
    organisation: 'see',
  },
  newCourse: {
    path: '/organisaties/:id/opleidingen/nieuw',
    who: 'account',
    organisation: 'keep-courses',
  },
  organisationCourse: {
    path: '/organisaties/:id/opleidingen/:course',
    who: 'account',
    organisation: 'see',
  },
  offerCourse: {
    path: '/organisaties/:id/opleidingen/:course/aanbod',
    who: 'account',
    organisation: 'keep-courses',
  },
  changeCourse: {
    path: '/organisaties/:id/opleidingen/:course/wijzigen',
    who: 'account',
    organisation: 'keep-courses',
  },
  newEdition: {
    path: '/organisaties/:id/opleidingen/:course/uitvoering',
    who: 'account',
    organisation: 'keep-courses',
  },
  changeEdition: {
    path: '/organisaties/:id/opleidingen/:course/uitvoering/:edition',
    who: 'account',
    organisation: 'keep-courses',
  },
  cancelEdition: {
    path: '/organisaties/:id/opleidingen/:course/uitvoering/:edition/vervallen',
    who: 'account',
    organisation: 'keep-courses',
  },
  startAccreditation: {
    path: '/organisaties/:id/opleidingen/:course/accreditatie',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationRequests: {
    path: '/organisaties/:id/accreditatie',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationRequest: {
    path: '/organisaties/:id/accreditatie/:request',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  stopAccreditation: {
    path: '/organisaties/:id/accreditatie/:request/stoppen?deel',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationPart: {
    path: '/organisaties/:id/accreditatie/:request/register/:asked',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationFiles: {
    path: '/organisaties/:id/accreditatie/:request/bestanden',
    who: 'account',
    organisation: 'ask-accreditation',
    files: true,
  },
  accreditationFile: {
    path: '/organisaties/:id/accreditatie/:request/bestanden/:file',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationCheck: {
    path: '/organisaties/:id/accreditatie/:request/controleren',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationAnswer: {
    path: '/organisaties/:id/accreditatie/:request/aanvullen/:part',
    who: 'account',
    organisation: 'ask-accreditation',
    files: true,
  },
  accreditationObject: {
    path: '/organisaties/:id/accreditatie/:request/bezwaar/:part',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  accreditationDecision: {
    path: '/organisaties/:id/accreditatie/:request/besluit/:part?bezwaar',
    who: 'account',
    organisation: 'ask-accreditation',
  },
  organisationLog: {
    path: '/organisaties/:id/logboek',
    who: 'account',
    organisation: 'see-log',
  },

  importCourses: {
    path: '/organisaties/:id/aanbod',
    who: 'account',
    organisation: 'keep-courses',
    files: true,
    asTheyAre: true,
  },
  importTemplate: {
    path: '/organisaties/:id/aanbod/lijst.csv',
    who: 'account',
    organisation: 'keep-courses',
  },
  courseImport: {
    path: '/organisaties/:id/aanbod/:import?pagina',
    who: 'account',
    organisation: 'keep-courses',
  },
  courseImportMistakes: {
    path: '/organisaties/:id/aanbod/:import/fouten.csv',
    who: 'account',
    organisation: 'keep-courses',
  },
  enrolments: {
    path: '/organisaties/:id/aanmeldingen/:edition',
    who: 'account',
    organisation: 'see-enrolments',
  },
  enrolmentsFile: {
    path: '/organisaties/:id/aanmeldingen/:edition/lijst.csv',
    who: 'account',
    organisation: 'see-enrolments',
  },
  attendance: {
    path: '/organisaties/:id/deelname',
    who: 'account',
    organisation: 'enter-attendance',
  },
  attendanceEdition: {
    path: '/organisaties/:id/deelname/:edition',
    who: 'account',
    organisation: 'enter-attendance',
    files: true,
    asTheyAre: true,
  },
  attendanceTemplate: {
    path: '/organisaties/:id/deelname/:edition/lijst.csv',
    who: 'account',
    organisation: 'enter-attendance',
  },
  attendanceTrainer: {
    path: '/organisaties/:id/deelname/:edition/trainer?pagina',
    who: 'account',
    organisation: 'enter-attendance',
  },
  attendanceDelivery: {
    path: '/organisaties/:id/lijsten/:delivery?pagina',
    who: 'account',
    organisation: 'enter-attendance',
  },
  attendanceMistakes: {
    path: '/organisaties/:id/lijsten/:delivery/fouten.csv',
    who: 'account',
    organisation: 'enter-attendance',
  },
  attendanceContest: {
    path: '/organisaties/:id/oneens/:contest',
    who: 'account',
    organisation: 'enter-attendance',
  },
  organisationSenders: {
    path: '/organisaties/:id/programmas',
    who: 'account',
    organisation: 'manage-members',
    recent: 'to-send',
  },
  teams: { path: '/organisaties/:id/teams', who: 'account', organisation: 'see-teams' },
  newTeam: {
    path: '/organisaties/:id/teams/nieuw',
    who: 'account',
    organisation: 'keep-teams',
  },
  askSight: {
    path: '/organisaties/:id/teams/vragen?team',
    who: 'account',
    organisation: 'see-teams',
  },
  everybody: {
    path: '/organisaties/:id/teams/iedereen?pagina',
    who: 'account',
    organisation: 'keep-teams',
  },
  everybodyFile: {
    path: '/organisaties/:id/teams/iedereen/lijst.csv',
    who: 'account',
    organisation: 'keep-teams',
  },
  report: {
    path: '/organisaties/:id/teams/iedereen/verslag',
    who: 'account',
    organisation: 'keep-teams',
  },
  team: {
    path: '/organisaties/:id/teams/:team?pagina',
    who: 'account',
    organisation: 'see-teams',
  },
  teamFile: {
    path: '/organisaties/:id/teams/:team/lijst.csv',
    who: 'account',
    organisation: 'see-teams',
  },
  teamReport: {
    path: '/organisaties/:id/teams/:team/verslag',
    who: 'account',
    organisation: 'see-teams',
  },
  teamCourses: {
    path: '/organisaties/:id/teams/:team/opleidingen?zoek&pagina',
    who: 'account',
    organisation: 'see-teams',
  },
  proposeCourse: {
    path: '/organisaties/:id/teams/:team/opleidingen/:number?uitvoering',
    who: 'account',
    organisation: 'see-teams',
  },
  changeTeam: {
    path: '/organisaties/:id/teams/:team/wijzigen',
    who: 'account',
    organisation: 'keep-teams',
  },
  endTeam: {
    path: '/organisaties/:id/teams/:team/opheffen',
    who: 'account',
    organisation: 'keep-teams',
  },
  seenPerson: {
    path: '/organisaties/:id/meekijken/:sight',
    who: 'account',
    organisation: 'see-teams',
  },
  placeSight: {
    path: '/organisaties/:id/meekijken/:sight/team',
    who: 'account',
    organisation: 'keep-teams',
  },
  leaveSight: {
    path: '/organisaties/:id/meekijken/:sight/stoppen',
    who: 'account',
    organisation: 'see-teams',
  },
  withdrawAsked: {
    path: '/organisaties/:id/meekijken/:sight/intrekken',
    who: 'account',
    organisation: 'see-teams',
  },
  checkList: {
    path: '/organisaties/:id/lijst-nakijken',
    who: 'account',
    organisation: 'check-lists',
    files: true,
    asTheyAre: true,
  },
  allocations: {
    path: '/organisaties/:id/werktoedeling?vervangen&pagina',
    who: 'account',
    organisation: 'allocate-work',
  },
  newAllocation: {
    path: '/organisaties/:id/werktoedeling/nieuw?vorige',
    who: 'account',
    organisation: 'allocate-work',
  },
  makeInspection: {
    path: '/organisaties/:id/werktoedeling/inspectie',
    who: 'account',
    organisation: 'allocate-work',
    recent: 'to-send',
  },
  allocation: {
    path: '/organisaties/:id/werktoedeling/:allocation',
    who: 'account',
    organisation: 'allocate-work',
  },
  allocationFile: {
    path: '/organisaties/:id/werktoedeling/:allocation/beslissing.json',
    who: 'account',
    organisation: 'allocate-work',
  },
  allocationPdf: {
    path: '/organisaties/:id/werktoedeling/:allocation/beslissing.pdf',
    who: 'account',
    organisation: 'allocate-work',
  },
  inspection: { path: '/inspectie/:token', who: 'anyone' },
  signAttendance: { path: '/deelname/tekenen/:token', who: 'anyone' },
  enterAttendance: { path: '/deelname/erbij/:token', who: 'anyone' },

  referee: { path: '/referent/:token', who: 'anyone' },
  attestation: { path: '/verklaring/:token', who: 'anyone' },
  feedbackByLink: { path: '/feedback/:token', who: 'anyone' },
  seriesByLink: { path: '/reeks/:token', who: 'anyone' },

  work: { path: '/werk', who: officeActs },
  workAgreements: { path: '/werk/overeenkomsten', who: ['keep-records'] },
  workAgreement: { path: '/werk/overeenkomsten/:id', who: ['keep-records'], about: 'agreement' },
  workAgreementArrival: {
    path: '/werk/overeenkomsten/:id/ontvangst',
    who: ['keep-records'],
    about: 'agreement',
    files: true,
  },
  workNames: { path: '/werk/naamswijzigingen', who: ['keep-records'] },
  workName: { path: '/werk/naamswijzigingen/:id', who: ['keep-records'], about: 'name-change' },
  workShieldings: { path: '/werk/afscherming', who: ['keep-records'] },
  workShielding: { path: '/werk/afscherming/:id', who: ['keep-records'], about: 'shielding' },
  workShield: {
    path: '/werk/dossiers/:id/afschermen',
    who: ['keep-records'],
    about: 'registration',
  },
  workDeaths: { path: '/werk/overlijden', who: ['keep-records'] },
  workDeath: { path: '/werk/overlijden/:id', who: ['keep-records'], about: 'death' },
  workReportDeath: {
    path: '/werk/dossiers/:id/overlijden',
    who: ['keep-records'],
    about: 'registration',
  },
  workDoubles: { path: '/werk/dubbelen', who: ['keep-records'] },
  workMerge: { path: '/werk/dubbelen/:id', who: ['keep-records'], about: 'merge' },
  workMergeWith: {
    path: '/werk/dossiers/:id/samenvoegen?zoek',
    who: ['keep-records'],
    about: 'registration',
  },
  workCompare: {
    path: '/werk/dossiers/:id/samenvoegen/:other',
    who: ['keep-records'],
    about: 'registration',
  },
  workStatuses: { path: '/werk/status', who: ['keep-records'] },
  workStatus: { path: '/werk/status/:id', who: ['keep-records'], about: 'status-by-hand' },
  workChooseStatus: {
    path: '/werk/dossiers/:id/status',
    who: ['keep-records'],
    about: 'registration',
  },
  workProposeStatus: {
    path: '/werk/dossiers/:id/status/:ground',
    who: ['keep-records'],
    about: 'registration',
  },
  workInterests: { path: '/werk/belangen', who: ['keep-records'] },
  workInterest: { path: '/werk/belangen/:id', who: ['keep-records'], about: 'interest' },
  workMeetingPlace: { path: '/werk/ontmoetingsplek', who: ['keep-records'] },
  workMeetingReport: {
    path: '/werk/ontmoetingsplek/:id',
    who: ['keep-records'],
    about: 'meeting-report',
  },
  workOrganisations: {
    path: '/werk/organisaties',
    who: 'organisations',
    organisation: 'every',
  },
  workOrganisationDoubles: {
    path: '/werk/organisaties/dubbelen',
    who: 'organisations',
    organisation: 'every',
  },
  workMergeOrganisations: {
    path: '/werk/organisaties/:id/samenvoegen/:other',
    who: 'organisations',
    organisation: 'every',
    recent: 'to-send',
  },
  workOrganisation: {
    path: '/werk/organisaties/:id',
    who: 'organisations',
    organisation: 'every',
    files: true,
  },
  workOrganisationFile: {
    path: '/werk/organisaties/:id/bewijs/:file',
    who: 'organisations',
    organisation: 'every',
  },
  workOrganisationManager: {
    path: '/werk/organisaties/:id/beheerder',
    who: 'organisations',
    organisation: 'every',
    recent: 'to-send',
  },
  labels: { path: '/keurmerken', who: seesLabels, organisation: 'every' },
  seeLabel: {
    path: '/keurmerken/vastleggen?naam&keurmerk&nummer&aanvraag&bij',
    who: seesLabels,
    organisation: 'every',
    files: true,
  },
  label: { path: '/keurmerken/:id', who: seesLabels, organisation: 'every', files: true },
  labelProof: {
    path: '/keurmerken/:id/bewijs/:event',
    who: seesLabels,
    organisation: 'every',
  },
  workContests: { path: '/werk/deelname', who: ['keep-records'] },
  workContest: {
    path: '/werk/dossiers/:id/deelname/:contest',
    who: ['keep-records'],
    about: 'registration',
  },
  workFactorResets: { path: '/werk/tweede-stap', who: ['keep-records'] },
  workMails: { path: '/werk/e-mail', who: ['keep-records'] },
  workWaits: { path: '/werk/wachten', who: ['check-applications'] },
  workFollowUps: { path: '/werk/vervolg', who: ['keep-records'] },
  workFollowUp: { path: '/werk/vervolg/:id', who: ['keep-records'], about: 'follow-up' },
  workInvoices: { path: '/werk/betalingen', who: ['collect-payments'] },
  workInvoice: { path: '/werk/betalingen/:id', who: ['collect-payments'], about: 'invoice' },
  undoPayment: {
    path: '/werk/betalingen/:id/terugdraaien',
    who: ['collect-payments'],
    about: 'invoice',
  },
  workInvoiceData: {
    path: '/werk/betalingen/:id/e-factuur/:paper',
    who: ['collect-payments'],
    about: 'invoice',
  },
  writeOff: { path: '/werk/betalingen/:id/afboeken', who: ['collect-payments'], about: 'invoice' },
  creditInvoice: {
    path: '/werk/betalingen/:id/crediteren',
    who: ['collect-payments'],
    about: 'invoice',
  },
  workPayments: { path: '/werk/ontvangen', who: ['collect-payments'] },
  workPayment: { path: '/werk/ontvangen/:id', who: ['collect-payments'], about: 'payment' },
  reversePayment: {
    path: '/werk/ontvangen/:id/terugdraaien',
    who: ['collect-payments'],
    about: 'payment',
  },
  takeOffInvoice: {
    path: '/werk/ontvangen/:id/losmaken/:settlement',
    who: ['collect-payments'],
    about: 'payment',
  },
  refundPayment: {
    path: '/werk/ontvangen/:id/terugbetalen',
    who: ['collect-payments'],
    about: 'payment',
  },
  undoRefund: {
    path: '/werk/ontvangen/:id/terugbetaling/:refund',
    who: ['collect-payments'],
    about: 'payment',
  },
  useLeftOver: {
    path: '/werk/ontvangen/:id/gebruiken',
    who: ['collect-payments'],
    about: 'payment',
  },
  workBooks: { path: '/werk/boekhouding?jaar', who: ['collect-payments'] },
  workJournal: { path: '/werk/boekhouding/:period/journaal.csv', who: ['collect-payments'] },
  workAuditFile: { path: '/werk/boekhouding/:year/auditfile.xaf', who: ['collect-payments'] },
  workStatements: {
    path: '/werk/afschriften',
    who: ['collect-payments'],
    files: true,
    asTheyAre: true,
  },
  bankFile: { path: '/werk/afschriften/bestanden/:file', who: ['collect-payments'] },
  bankQueue: { path: '/werk/afschriften/wachtrij', who: ['collect-payments'] },
  bankLine: {
    path: '/werk/afschriften/regels/:id',
    who: ['collect-payments'],
    about: 'bank-line',
  },
  divideBankLine: {
    path: '/werk/afschriften/regels/:id/verdelen?zoek&bij',
    who: ['collect-payments'],
    about: 'bank-line',
  },
  putBankLineAside: {
    path: '/werk/afschriften/regels/:id/opzij',
    who: ['collect-payments'],
    about: 'bank-line',
  },
  bankStatement: { path: '/werk/afschriften/:statement?pagina', who: ['collect-payments'] },
  workLists: { path: '/werk/lijsten', who: ['keep-lists'] },
  workList: { path: '/werk/lijsten/:list', who: ['keep-lists'], files: true },
  workListBack: {
    path: '/werk/lijsten/:id/intrekken',
    who: ['keep-lists'],
    about: 'list-delivery',
  },
  workPost: { path: '/werk/post?zoek', who: ['receive-post'] },
  workOriginal: { path: '/werk/post/:id', who: ['receive-post'], about: 'original' },
  workArrival: { path: '/werk/post/nieuw/:id', who: ['receive-post'], about: 'registration' },
  workSearch: { path: '/werk/zoeken?zoek', who: officeActs },
  workCorrections: {
    path: '/werk/dossiers/:id/rechtzetten',
    who: ['keep-records'],
    about: 'registration',
  },
  workCorrect: {
    path: '/werk/dossiers/:id/rechtzetten/:what/:thing',
    who: ['keep-records'],
    about: 'registration',
  },
  workEarlierCheck: { path: '/werk/dossiers/:id/elders', who: officeActs, about: 'registration' },
  workDeclareInterest: {
    path: '/werk/dossiers/:id/belang',
    who: officeActs,
    about: 'registration',
  },
  workFile: { path: '/werk/dossiers/:id', who: officeActs, about: 'registration' },
  workDocument: { path: '/werk/documenten/:id', who: officeActs, about: 'document' },
  workApplications: { path: '/werk/aanvragen', who: ['check-applications'] },
  workApplication: {
    path: '/werk/aanvragen/:id',
    who: ['check-applications'],
    about: 'application',
  },
  workProof: {
    path: '/werk/aanvragen/:id/opgaven/:proof',
    who: ['check-applications'],
    about: 'application',
  },
  workApplicationReturn: {
    path: '/werk/aanvragen/:id/aanvulling',
    who: ['check-applications'],
    about: 'application',
  },
  workRulings: { path: '/werk/verzoeken', who: ['check-requests'] },
  workRuling: { path: '/werk/verzoeken/:id', who: ['check-requests'], about: 'ruling' },
  workAccreditations: { path: '/werk/accreditatie', who: ['check-accreditation'] },
  workAccreditation: {
    path: '/werk/accreditatie/:id',
    who: ['check-accreditation'],
    about: 'accreditation',
  },
  workAccreditationFile: {
    path: '/werk/accreditatie/:id/bestanden/:file',
    who: ['check-accreditation'],
    about: 'accreditation',
  },
  workObjections: { path: '/werk/bezwaren', who: ['check-objections'] },
  workObjection: { path: '/werk/bezwaren/:id', who: ['check-objections'], about: 'objection' },
  workEnterObjection: {
    path: '/werk/dossiers/:id/bezwaar',
    who: ['check-objections'],
    about: 'registration',
    files: true,
  },
  workVerdicts: { path: '/werk/uitspraken', who: ['record-verdicts'] },
  workVerdict: { path: '/werk/uitspraken/:id', who: ['record-verdicts'], about: 'verdict' },
  workNewVerdict: {
    path: '/werk/dossiers/:id/uitspraak',
    who: ['record-verdicts'],
    about: 'registration',
    files: true,
  },
  workMeetings: { path: '/werk/vergaderingen', who: ['hold-meetings'] },
  workMeeting: { path: '/werk/vergaderingen/:id', who: ['hold-meetings'] },

  committee: { path: '/commissie', who: committee },
  committeeMeeting: { path: '/commissie/vergadering', who: applicationActs },
  committeeDecisions: { path: '/commissie/besluiten', who: applicationActs },
  committeeMinutes: {
    path: '/commissie/vergaderingen/:id/besluitenlijst',
    who: applicationActs,
    about: 'meeting',
  },
  committeeInterims: { path: '/commissie/tussentijds', who: ['judge-interim'] },
  committeeInterimKind: { path: '/commissie/tussentijds/soort/:kind', who: ['judge-interim'] },
  committeeInterim: {
    path: '/commissie/tussentijds/:id',
    who: ['judge-interim'],
    about: 'interim',
  },
  committeeInterimInterest: {
    path: '/commissie/tussentijds/:id/belang',
    who: ['judge-interim'],
    about: 'interim',
  },
  committeeInterimEvidence: {
    path: '/commissie/tussentijds/:id/bewijs/:evidence',
    who: ['judge-interim'],
    about: 'interim',
  },
  committeeAccreditations: { path: '/commissie/accreditatie', who: ['judge-accreditation'] },
  committeeAccreditation: {
    path: '/commissie/accreditatie/:id',
    who: ['judge-accreditation'],
    about: 'accreditation',
  },
  committeeAccreditationInterest: {
    path: '/commissie/accreditatie/:id/belang',
    who: ['judge-accreditation'],
    about: 'accreditation',
  },
  committeeAccreditationFile: {
    path: '/commissie/accreditatie/:id/bestanden/:file',
    who: ['judge-accreditation'],
    about: 'accreditation',
  },
  endAccreditation: {
    path: '/commissie/accreditaties/:id/intrekken',
    who: ['judge-accreditation'],
    about: 'accreditation-held',
  },
  committeeApplication: {
    path: '/commissie/aanvragen/:id',
    who: applicationActs,
    about: 'application',
  },
  committeeInspection: {
    path: '/commissie/aanvragen/:id/inzage',
    who: applicationActs,
    about: 'application',
  },
  committeeInterest: {
    path: '/commissie/aanvragen/:id/belang',
    who: applicationActs,
    about: 'application',
  },
  committeeProof: {
    path: '/commissie/aanvragen/:id/opgaven/:proof',
    who: applicationActs,
    about: 'application',
  },
  committeeDocument: {
    path: '/commissie/aanvragen/:id/documenten/:document',
    who: applicationActs,
    about: 'application',
  },
  committeeRuling: { path: '/commissie/verzoeken/:id', who: ['advise'], about: 'ruling' },
  committeeRulingInterest: {
    path: '/commissie/verzoeken/:id/belang',
    who: ['advise'],
    about: 'ruling',
  },
  committeeRulingFile: {
    path: '/commissie/verzoeken/:id/bestanden/:document',
    who: ['advise'],
    about: 'ruling',
  },

  board: { path: '/bestuur', who: ['decide-where-silent'] },
  boardRuling: { path: '/bestuur/verzoeken/:id', who: ['decide-where-silent'], about: 'ruling' },
  boardRulingInterest: {
    path: '/bestuur/verzoeken/:id/belang',
    who: ['decide-where-silent'],
    about: 'ruling',
  },
  boardCorrection: {
    path: '/bestuur/verzoeken/:id/herzien',
    who: ['decide-where-silent'],
    about: 'ruling',
  },
  boardRulingFile: {
    path: '/bestuur/verzoeken/:id/bestanden/:document',
    who: ['decide-where-silent'],
    about: 'ruling',
  },

  accreditationObjections: { path: '/bezwaren/accreditatie', who: ['decide-objections'] },
  accreditationObjection: {
    path: '/bezwaren/accreditatie/:id',
    who: ['decide-objections'],
    about: 'accreditation-objection',
  },
  accreditationHearing: {
    path: '/bezwaren/accreditatie/:id/gesprek',
    who: ['decide-objections'],
    about: 'accreditation-objection',
  },
  accreditationReport: {
    path: '/bezwaren/accreditatie/:id/verslag',
    who: ['decide-objections'],
    about: 'accreditation-objection',
  },
  accreditationExtension: {
    path: '/bezwaren/accreditatie/:id/uitstel',
    who: ['decide-objections'],
    about: 'accreditation-objection',
  },
  accreditationObjectionLetter: {
    path: '/bezwaren/accreditatie/:id/besluit',
    who: ['decide-objections'],
    about: 'accreditation-objection',
  },
  accreditationObjectionFile: {
    path: '/bezwaren/accreditatie/:id/bestanden/:file',
    who: ['decide-objections'],
    about: 'accreditation',
  },
  objections: { path: '/bezwaren', who: anyBody },
  objection: { path: '/bezwaren/:id', who: anyBody, about: 'objection' },
  objectionHearing: { path: '/bezwaren/:id/gesprek', who: anyBody, about: 'objection' },
  objectionReport: { path: '/bezwaren/:id/verslag', who: anyBody, about: 'objection' },
  objectionExtension: { path: '/bezwaren/:id/uitstel', who: anyBody, about: 'objection' },
  objectionInterest: { path: '/bezwaren/:id/belang', who: anyBody, about: 'objection' },
  objectionFile: { path: '/bezwaren/:id/bestanden/:document', who: anyBody, about: 'objection' },
  leaves: { path: '/verlof', who: ['decide-leave'] },
  leave: { path: '/verlof/:id', who: ['decide-leave'], about: 'leave' },
  leaveInterest: { path: '/verlof/:id/belang', who: ['decide-leave'], about: 'leave' },
  leaveFile: { path: '/verlof/:id/bestanden/:document', who: ['decide-leave'], about: 'leave' },
  measures: { path: '/maatregelen', who: ['decide-measures'] },
  measure: { path: '/maatregelen/:id', who: ['decide-measures'], about: 'verdict' },
  measureInterest: {
    path: '/maatregelen/:id/belang',
    who: ['decide-measures'],
    about: 'verdict',
  },
  measureFile: {
    path: '/maatregelen/:id/bestanden/:document',
    who: ['decide-measures'],
    about: 'verdict',
  },

  privacyWork: { path: '/gegevensbescherming', who: 'privacy' },
  privacyRequests: { path: '/gegevensbescherming/verzoeken', who: 'privacy' },
  privacyRequest: {
    path: '/gegevensbescherming/verzoeken/:id',
    who: 'privacy',
    about: 'erasure',
    recent: 'to-send',
  },
  privacyRetention: { path: '/gegevensbescherming/bewaren', who: 'privacy' },
  privacyInvoice: { path: '/gegevensbescherming/facturen/:id', who: 'privacy' },
  privacyHolds: { path: '/gegevensbescherming/vastgehouden', who: 'privacy' },
  privacyHold: { path: '/gegevensbescherming/vastgehouden/:id', who: 'privacy', about: 'hold' },
  privacySearch: { path: '/gegevensbescherming/zoeken?zoek', who: 'privacy' },
  privacyPerson: {
    path: '/gegevensbescherming/mensen/:id',
    who: 'privacy',
    about: 'registration',
  },
  privacyAddress: {
    path: '/gegevensbescherming/adres?adres',
    who: 'privacy',
    recent: 'to-send',
  },
  privacyLooks: { path: '/gegevensbescherming/inzage', who: 'privacy' },
  privacyBreaches: { path: '/gegevensbescherming/datalekken', who: 'privacy' },
  privacyNewBreach: { path: '/gegevensbescherming/datalekken/nieuw', who: 'privacy' },
  privacyBreach: { path: '/gegevensbescherming/datalekken/:id', who: 'privacy' },

  admin: { path: '/beheer', who: 'administrator' },
  adminClock: { path: '/beheer/klok', who: 'administrator' },
  adminMails: { path: '/beheer/e-mail', who: 'administrator' },
  adminMail: { path: '/beheer/e-mail/:id', who: 'administrator', about: 'message' },
  adminUndelivered: { path: '/beheer/niet-aangekomen', who: 'administrator' },
  adminLeftUndone: { path: '/beheer/niet-gelukt', who: 'administrator' },
  adminAlarms: { path: '/beheer/alarm', who: 'administrator' },
  adminObjections: { path: '/beheer/bezwaren', who: 'administrator' },
  adminObjection: { path: '/beheer/bezwaren/:id', who: 'administrator', about: 'objection' },
  adminFindAccount: { path: '/beheer/accounts', who: 'administrator' },
  adminAccount: { path: '/beheer/accounts/:id', who: 'administrator', recent: 'to-send' },
  adminFactorResets: { path: '/beheer/tweede-stap', who: 'administrator' },
  adminStaff: { path: '/beheer/gebruikers', who: 'administrator' },
  adminTerm: { path: '/beheer/gebruikers/:id', who: 'administrator', recent: 'to-send' },
  adminLog: { path: '/beheer/logboek?op', who: 'administrator' },
  adminOrganisation: { path: '/beheer/organisatie', who: 'administrator' },
  adminOrganisationOriginal: { path: '/beheer/organisatie/origineel', who: 'administrator' },
  adminTexts: { path: '/beheer/teksten', who: 'administrator' },
  adminText: { path: '/beheer/teksten/:text', who: 'administrator' },
  adminTextOriginal: { path: '/beheer/teksten/:text/origineel', who: 'administrator' },
  adminTakeovers: {
    path: '/beheer/overnemen',
    who: 'administrator',
    files: true,
    asTheyAre: true,
  },
  adminTakeoverList: { path: '/beheer/overnemen/lijst/:kind', who: 'administrator' },
  adminTakeover: {
    path: '/beheer/overnemen/:id',
    who: 'administrator',
    files: true,
    asTheyAre: true,
  },
  adminTakeoverMistakes: { path: '/beheer/overnemen/:id/fouten/:list', who: 'administrator' },
  adminRegulation: { path: '/beheer/reglement', who: 'administrator' },
  adminRegulationFile: { path: '/beheer/reglement/:file?revisie', who: 'administrator' },

  additions: { path: '/toevoegingen', who: 'rules' },
  newAddition: { path: '/toevoegingen/nieuw', who: 'rules' },
  addition: { path: '/toevoegingen/:id', who: 'rules' },
  additionFile: { path: '/toevoegingen/:id/bestand', who: 'rules' },

  demo: { path: '/demo?zoek', who: 'anyone', demo: true },
  demoPortfolio: { path: '/demo/portfolio', who: 'anyone', demo: true },
  demoMailbox: { path: '/demo/postvak', who: 'anyone', demo: true },
  demoExtract: { path: '/demo/uittreksel?soort', who: 'anyone', demo: true },
  demoBank: { path: '/demo/bank/:payment', who: 'anyone', demo: true },
  demoMail: { path: '/demo/postvak/:id', who: 'anyone', demo: true },
  kit: { path: '/kit?deel&spreek&kleur', who: 'anyone', files: true, demo: true },
} as const satisfies Readonly<Record<string, Place>>

/** What a page is called in this code. */
export type PlaceName = keyof typeof site
