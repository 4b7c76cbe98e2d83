// Every address that Peil links to, as a function. The first argument is the register's id: the
// register stands in the path.

export const paths = {
  platform: () => '/',
  health: () => '/healthz',

  home: (register: string) => `/${register}`,
  search: (register: string, name?: string) =>
    `/${register}/register${name === undefined ? '' : `?naam=${encodeURIComponent(name)}`}`,
  publicRegistration: (register: string, id: string) => `/${register}/register/${id}`,
  checkCertificate: (register: string, code?: string) =>
    `/${register}/certificaat${code === undefined ? '' : `/${encodeURIComponent(code)}`}`,
  certificateMark: (register: string, code: string) =>
    `/${register}/certificaat/${encodeURIComponent(code)}/keurmerk.png`,
  howItWorks: (register: string) => `/${register}/hoe-werkt-het`,
  hoursAndNorms: (register: string) => `/${register}/uren-en-normen`,
  evidenceRules: (register: string) => `/${register}/bewijsstukken`,
  costs: (register: string) => `/${register}/kosten`,
  questions: (register: string) => `/${register}/vragen`,
  regulation: (register: string, version?: string) =>
    `/${register}/reglement${version === undefined ? '' : `/${version}`}`,
  registerText: (register: string, text: string) => `/${register}/teksten/${text}`,
  contact: (register: string) => `/${register}/contact`,
  complaint: (register: string) => `/${register}/klacht-of-bezwaar`,
  accessibility: (register: string) => `/${register}/toegankelijkheid`,
  privacy: (register: string) => `/${register}/privacy`,
  cookies: (register: string) => `/${register}/cookies`,
  source: (register: string) => `/${register}/broncode`,

  signUp: (register: string) => `/${register}/aanmelden`,
  createAccount: (register: string) => `/${register}/aanmelden/account`,
  accountMailed: (register: string) => `/${register}/aanmelden/account/verstuurd`,
  confirmEmail: (register: string, token: string) => `/${register}/aanmelden/bevestigen/${token}`,
  signUpTasks: (register: string) => `/${register}/aanmelden/taken`,
  signUpPerson: (register: string) => `/${register}/aanmelden/gegevens`,
  signUpWork: (register: string) => `/${register}/aanmelden/werk`,
  signUpDeclarations: (register: string) => `/${register}/aanmelden/verklaringen`,
  signUpCheck: (register: string) => `/${register}/aanmelden/controleren`,
  signUpSent: (register: string) => `/${register}/aanmelden/klaar`,
  signAgreement: (register: string) => `/${register}/aanmelden/overeenkomst`,
  newAgreement: (register: string) => `/${register}/aanmelden/nieuwe-overeenkomst`,
  payInvoice: (register: string) => `/${register}/aanmelden/betalen`,

  signIn: (register: string, back?: string) =>
    `/${register}/inloggen${back === undefined ? '' : `?terug=${encodeURIComponent(back)}`}`,
  signInLink: (register: string) => `/${register}/inloggen/link`,
  signInByLink: (register: string, token: string) => `/${register}/inloggen/link/${token}`,
  signInLinkMailed: (register: string) => `/${register}/inloggen/verstuurd`,
  staffInvitation: (register: string, token: string) =>
    `/${register}/inloggen/uitnodiging/${token}`,
  secondFactor: (register: string) => `/${register}/inloggen/tweede-stap`,
  secondFactorSetUp: (register: string) => `/${register}/inloggen/tweede-stap-instellen`,
  forgottenPassword: (register: string) => `/${register}/inloggen/wachtwoord-vergeten`,
  newPassword: (register: string, token: string) =>
    `/${register}/inloggen/nieuw-wachtwoord/${token}`,
  signOut: (register: string) => `/${register}/uitloggen`,
  firstAdministrator: (register: string, token: string) => `/${register}/eerste-beheerder/${token}`,
  demo: (register: string) => `/${register}/demo`,
  demoPortfolio: (register: string) => `/${register}/demo/portfolio`,
  demoMail: (register: string, id?: string) =>
    `/${register}/demo/postvak${id === undefined ? '' : `/${id}`}`,

  portfolio: (register: string) => `/${register}/mijn`,
  portfolioPdf: (register: string) => `/${register}/mijn/portfolio.pdf`,
  portfolioJson: (register: string) => `/api/v1/${register}/dossier`,
  newActivity: (register: string, kind?: string) =>
    `/${register}/mijn/activiteiten${kind === undefined ? '' : `?soort=${encodeURIComponent(kind)}`}`,
  copyActivity: (register: string, id: string) => `/${register}/mijn/activiteiten?kopie=${id}`,
  activity: (register: string, id: string) => `/${register}/mijn/activiteiten/${id}`,
  editActivity: (register: string, id: string) => `/${register}/mijn/activiteiten/${id}/wijzigen`,
  withdrawActivity: (register: string, id: string) =>
    `/${register}/mijn/activiteiten/${id}/intrekken`,
  activityReferee: (register: string, id: string) =>
    `/${register}/mijn/activiteiten/${id}/referent`,
  activityEvidence: (register: string, id: string, evidence: string) =>
    `/${register}/mijn/activiteiten/${id}/bewijs/${evidence}`,
  certification: (register: string) => `/${register}/mijn/certificering`,
  applicationCheck: (register: string) => `/${register}/mijn/certificering/controleren`,
  applicationSent: (register: string, id: string) => `/${register}/mijn/certificering/${id}`,
  applicationReturn: (register: string, id: string) =>
    `/${register}/mijn/certificering/${id}/aanvulling`,
  withdrawApplication: (register: string, id: string) =>
    `/${register}/mijn/certificering/${id}/intrekken`,
  messages: (register: string, id?: string) =>
    `/${register}/mijn/berichten${id === undefined ? '' : `/${id}`}`,
  myData: (register: string) => `/${register}/mijn/gegevens`,
  editPerson: (register: string) => `/${register}/mijn/gegevens/persoonlijk`,
  editWork: (register: string) => `/${register}/mijn/gegevens/werk`,
  endRegistration: (register: string) => `/${register}/mijn/gegevens/uitschrijven`,
  endSession: (register: string) => `/${register}/mijn/beveiliging/sessies`,
  recoveryCodes: (register: string) => `/${register}/mijn/beveiliging/herstelcodes`,
  security: (register: string) => `/${register}/mijn/beveiliging`,
  invoices: (register: string) => `/${register}/mijn/facturen`,
  myDocument: (register: string, id: string) => `/${register}/mijn/documenten/${id}`,

  referee: (register: string, token: string) => `/${register}/referent/${token}`,

  work: (register: string) => `/${register}/werk`,
  workAgreements: (register: string) => `/${register}/werk/overeenkomsten`,
  workAgreement: (register: string, id: string) => `/${register}/werk/overeenkomsten/${id}`,
  workInvoices: (register: string) => `/${register}/werk/betalingen`,
  workInvoice: (register: string, id: string) => `/${register}/werk/betalingen/${id}`,
  workApplications: (register: string) => `/${register}/werk/aanvragen`,
  workApplication: (register: string, id: string) => `/${register}/werk/aanvragen/${id}`,
  workApplicationReturn: (register: string, id: string) =>
    `/${register}/werk/aanvragen/${id}/aanvulling`,
  workSearch: (register: string, query?: string) =>
    `/${register}/werk/zoeken${query === undefined ? '' : `?zoek=${encodeURIComponent(query)}`}`,
  workFile: (register: string, registration: string) =>
    `/${register}/werk/dossiers/${registration}`,
  workDocument: (register: string, id: string) => `/${register}/werk/documenten/${id}`,
  workMeetings: (register: string) => `/${register}/werk/vergaderingen`,
  workMeeting: (register: string, id: string) => `/${register}/werk/vergaderingen/${id}`,

  committee: (register: string) => `/${register}/commissie`,
  committeeMeeting: (register: string) => `/${register}/commissie/vergadering`,
  committeeApplication: (register: string, id: string) => `/${register}/commissie/aanvragen/${id}`,
  committeeInspection: (register: string, id: string) =>
    `/${register}/commissie/aanvragen/${id}/inzage`,
  committeeRecusal: (register: string, id: string) =>
    `/${register}/commissie/aanvragen/${id}/belang`,
  committeeDocument: (register: string, application: string, id: string) =>
    `/${register}/commissie/aanvragen/${application}/documenten/${id}`,
  committeeMinutes: (register: string, meeting: string) =>
    `/${register}/commissie/vergaderingen/${meeting}/besluitenlijst`,
  committeeDecisions: (register: string) => `/${register}/commissie/besluiten`,

  admin: (register: string) => `/${register}/beheer`,
  adminClock: (register: string) => `/${register}/beheer/klok`,
  adminMail: (register: string, id?: string) =>
    `/${register}/beheer/e-mail${id === undefined ? '' : `/${id}`}`,
  adminStaff: (register: string) => `/${register}/beheer/gebruikers`,
  adminLog: (register: string) => `/${register}/beheer/logboek`,
  adminRegulation: (register: string) => `/${register}/beheer/reglement`,
} as const
