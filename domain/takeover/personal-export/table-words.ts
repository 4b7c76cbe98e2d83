import type { ExportedTable, Table } from '#db/personal.ts'

/** What a part of the export is called, what is in it, and under which heading it stands. */
export interface TableWords {
  readonly title: string
  readonly about: string
  readonly group: Group
}

/** The headings of the export, in their order. */
export const groups = {
  who: 'Persoon en account',
  registration: 'Inschrijving',
  dossier: 'Activiteiten en bewijzen',
  decisions: 'Aanvragen en besluiten',
  mail: 'Mails en documenten',
  use: 'Inloggen en gebruik',
  record: 'Wie keek, en het logboek',
} as const

export type Group = keyof typeof groups

const words = (group: Group, title: string, about: string): TableWords => ({ group, title, about })

const ofTables = {
  person: words('who', 'Persoon', 'Naam, adres, telefoon en werk.'),
  account: words(
    'who',
    'Account',
    'Het e-mailadres waarmee iemand inlogt. Het wachtwoord staat er niet in: dat kent niemand.',
  ),
  person_merge: words(
    'who',
    'Samenvoegingen',
    'Dat twee inschrijvingen van dezelfde persoon bleken te zijn.',
  ),
  shielding: words(
    'who',
    'Afschermingen',
    'Dat de vermelding in het openbare register is afgeschermd of dat dat is gevraagd.',
  ),
  erasure_request: words(
    'who',
    'Verzoeken om te wissen',
    'Dat is gevraagd om gegevens te wissen, het antwoord, en wat er dan blijft.',
  ),
  hold: words(
    'who',
    'Vastgehouden gegevens',
    'Dat er een tijd niets wordt gewist, bijvoorbeeld voor een bezwaar of een rechtszaak, en waarom.',
  ),
  death: words(
    'who',
    'Meldingen van overlijden',
    'Dat een overlijden is gemeld. Wie het meldde staat er niet in.',
  ),
  public_entry: words('who', 'Openbaar register', 'Wat iedereen in het openbare register ziet.'),

  registration: words(
    'registration',
    'Inschrijvingen',
    'De inschrijving in elk register, met status en geldigheid.',
  ),
  declaration: words('registration', 'Verklaringen', 'Wat is verklaard, met de tekst van toen.'),
  agreement: words(
    'registration',
    'Overeenkomsten',
    'Overeenkomsten met een register, en wanneer ze zijn getekend.',
  ),
  invoice: words('registration', 'Facturen', 'Facturen, en of ze zijn betaald.'),
  invoice_forward: words(
    'registration',
    'Doorgestuurde facturen',
    'Aan wie een factuur is doorgestuurd om te betalen.',
  ),
  credit_note: words('registration', 'Creditnota’s', 'Wat van facturen is vervallen, en waarom.'),
  payment: words('registration', 'Betalingen', 'Wat voor facturen is ontvangen, en van wie.'),
  refund: words('registration', 'Terugbetalingen', 'Wat van een betaling is terugbetaald.'),
  settlement: words(
    'registration',
    'Betalingen van facturen',
    'Welk deel van een betaling voor welke factuur is.',
  ),
  online_payment: words(
    'registration',
    'Online betalingen',
    'Wat er online is begonnen te betalen, en hoe dat ging.',
  ),
  bank_line: words(
    'registration',
    'Regels van bankafschriften',
    'Wat de bank zegt van een betaling, en waaraan die is herkend.',
  ),
  name_change: words('registration', 'Naamswijzigingen', 'Gevraagde wijzigingen van de naam.'),
  correction: words('registration', 'Correcties', 'Wat het bureau heeft rechtgezet.'),
  leave: words('registration', 'Verlof', 'Gevraagd en toegekend verlof.'),
  leave_file: words('registration', 'Stukken bij verlof', 'Welke documenten bij het verlof horen.'),
  follow_up: words(
    'registration',
    'Opvolgingen',
    'Vragen van het bureau over de categorie, en de antwoorden.',
  ),
  status_by_hand: words(
    'registration',
    'Status door het register',
    'Een status die het register zelf heeft gezet, met de reden.',
  ),
  suspension: words('registration', 'Schorsingen', 'Schorsingen, met begin en einde.'),
  taken_over: words(
    'registration',
    'Overgenomen',
    'Wat uit een eerdere administratie is overgenomen.',
  ),
  takeover_row: words(
    'registration',
    'Aangeleverd',
    'De rijen zoals de eerdere administratie ze aanleverde.',
  ),

  activity: words(
    'dossier',
    'Activiteiten',
    'Wat iemand deed: scholing, intervisie en ander werk.',
  ),
  activity_claim: words(
    'dossier',
    'Opgevoerde activiteiten',
    'Waarvoor een activiteit in een register is opgevoerd, en wat is toegekend.',
  ),
  evidence: words('dossier', 'Bewijzen', 'Welk document bij welke activiteit hoort.'),
  attendance: words(
    'dossier',
    'Deelname die aanbieders doorgaven',
    'Waar iemand bij was, zoals de aanbieder van een opleiding doorgaf.',
  ),
  attendance_row: words(
    'dossier',
    'Rijen in lijsten van aanbieders',
    'Hoe een rij van een lijst die over iemand gaat, is gecontroleerd.',
  ),
  attendance_contest: words(
    'dossier',
    'Oneens met een deelname',
    'Wat iemand zei dat niet klopt aan een deelname, en wat daarvan kwam.',
  ),
  course: words('dossier', 'Eigen opleidingen', 'Wat iemand zelf geeft, zoals een training.'),
  edition: words(
    'dossier',
    'Uitvoeringen van eigen opleidingen',
    'Wanneer en waar iemand een eigen opleiding geeft.',
  ),
  accreditation_request: words(
    'dossier',
    'Aanvragen om accreditatie',
    'Wat iemand vroeg voor een eigen opleiding.',
  ),
  accreditation_part: words(
    'dossier',
    'Aanvragen om accreditatie per register',
    'Wat aan elk register is gevraagd, en wat het besloot.',
  ),
  accreditation_file: words(
    'dossier',
    'Bestanden bij aanvragen om accreditatie',
    'Welk bestand bij welke aanvraag hoort.',
  ),
  accreditation_judgement: words(
    'dossier',
    'Oordelen over accreditatie',
    'Wat wie oordelen van een aanvraag vonden.',
  ),
  accreditation: words(
    'dossier',
    'Accreditaties van eigen opleidingen',
    'Waarvoor een eigen opleiding telt, en van wanneer tot wanneer.',
  ),
  accreditation_objection: words(
    'dossier',
    'Bezwaren over accreditatie',
    'Wat iemand tegen een besluit over een eigen opleiding had, en wat daarop is besloten.',
  ),
  accreditation_interest: words(
    'dossier',
    'Belangen bij accreditatie',
    'Dat iemand die oordeelt een band met de aanvrager meldde.',
  ),
  referee_request: words(
    'dossier',
    'Referenten',
    'Aan wie een bevestiging is gevraagd, en wat die persoon antwoordde.',
  ),
  referee_question: words(
    'dossier',
    'Vragen aan referenten',
    'Wat er aan de referent is voorgelegd.',
  ),
  statement: words('dossier', 'Opgaven', 'Wat iemand van zichzelf opgaf: diploma, werk, verlof.'),
  claim: words(
    'dossier',
    'Opgevoerde opgaven',
    'Waarvoor een opgave in een register dient, en wat ervan is gevonden.',
  ),
  proof: words('dossier', 'Bewijzen bij opgaven', 'Welk document bij welke opgave hoort.'),
  attestation: words(
    'dossier',
    'Verklaringen van anderen',
    'Aan wie een verklaring is gevraagd, en wat die persoon antwoordde.',
  ),
  supervision: words(
    'dossier',
    'Begeleiding',
    'Begeleiding door of van een collega. De naam van de collega staat er niet in.',
  ),
  signing: words('dossier', 'Ondertekeningen', 'Wat hier is ondertekend.'),
  original: words('dossier', 'Originelen', 'Stukken die per post kwamen.'),
  wait: words('dossier', 'Wachttijden', 'Stukken waarop wordt gewacht.'),
  earlier_check: words(
    'dossier',
    'Eerdere controles',
    'Wat het bureau bij een ander register heeft nagekeken.',
  ),
  list_entry: words(
    'dossier',
    'Vermeldingen op lijsten',
    'Vermeldingen op lijsten die een ander aanleverde.',
  ),
  meeting_profile: words(
    'dossier',
    'Profiel in de ontmoetingsplek',
    'Wat iemand aan collega’s laat zien.',
  ),
  meeting_contact: words(
    'dossier',
    'Contacten in de ontmoetingsplek',
    'Met wie iemand contact vroeg of kreeg, zonder hun naam.',
  ),
  meeting_group_member: words(
    'dossier',
    'Groepen in de ontmoetingsplek',
    'De eigen deelname aan groepen.',
  ),
  meeting_message: words(
    'dossier',
    'Geschreven in de ontmoetingsplek',
    'Wat iemand zelf aan collega’s of in een groep schreef.',
  ),
  meeting_block: words(
    'dossier',
    'Op afstand in de ontmoetingsplek',
    'Dat iemand een collega op afstand houdt.',
  ),
  competence_scan: words(
    'dossier',
    'Competentiescans',
    'Hoe iemand zichzelf ziet naast de competenties van het vak.',
  ),
  feedback_round: words(
    'dossier',
    'Feedbackrondes',
    'Wat collega’s samen zeggen. Wie wat antwoordde is nergens bewaard.',
  ),
  feedback_invitation: words(
    'dossier',
    'Gevraagd om feedback',
    'Wie in een ronde die loopt om feedback is gevraagd.',
  ),
  development_plan: words(
    'dossier',
    'Ontwikkelplannen',
    'Wat iemand wil leren, en met wie dat is afgesproken.',
  ),
  kept_course: words(
    'dossier',
    'Bewaarde opleidingen',
    'Opleidingen die iemand bewaarde om later te bekijken.',
  ),
  enrolment: words(
    'dossier',
    'Aanmeldingen voor opleidingen',
    'Voor welke uitvoering iemand zich aanmeldde, en wat daarvoor is doorgegeven.',
  ),
  sight: words(
    'dossier',
    'Wie meekijkt',
    'Welke werkgever iets van de registratie mag zien, hoeveel, en sinds wanneer.',
  ),
  course_proposal: words(
    'dossier',
    'Voorgestelde opleidingen',
    'Welke opleiding een werkgever voorstelde, en wat het antwoord was.',
  ),
  team_coordinator: words(
    'use',
    'Teams als coördinator',
    'Welk team van een organisatie iemand coördineert.',
  ),
  course_tip: words(
    'dossier',
    'Doorgestuurde opleidingen',
    'Welke opleidingen iemand aan een collega doorstuurde. Naar wie staat er niet bij.',
  ),
  course_rating: words(
    'dossier',
    'Beoordelingen van opleidingen',
    'Wat iemand vond van een opleiding die is gevolgd.',
  ),
  goal_course: words(
    'dossier',
    'Opleidingen bij doelen',
    'Welke opleidingen iemand koos voor een doel van het ontwikkelplan.',
  ),
  development_goal: words('dossier', 'Ontwikkeldoelen', 'De doelen van een ontwikkelplan.'),
  series: words('dossier', 'Reeksen', 'Groepen die vaker bijeenkomen.'),
  series_member: words(
    'dossier',
    'Deelname aan reeksen',
    'De eigen deelname. Wie er nog meer meedoen staat er niet in.',
  ),
  series_meeting: words('dossier', 'Bijeenkomsten van reeksen', 'Wanneer de groep bijeenkwam.'),
  series_presence: words('dossier', 'Aanwezigheid bij reeksen', 'Of iemand zelf aanwezig was.'),
  activity_group: words(
    'dossier',
    'Activiteiten van reeksen',
    'Activiteiten die uit een groep komen.',
  ),

  application: words('decisions', 'Aanvragen', 'Aanvragen, zoals ze zijn ingediend.'),
  application_return: words(
    'decisions',
    'Gevraagde aanvullingen',
    'Wat het bureau vroeg om aan te vullen, en het antwoord.',
  ),
  application_activity: words(
    'decisions',
    'Activiteiten in aanvragen',
    'Welke activiteiten in een aanvraag zitten, en het advies erover.',
  ),
  application_claim: words(
    'decisions',
    'Opgaven in aanvragen',
    'Welke opgaven in een aanvraag zitten, en wat het bureau bevond.',
  ),
  judgement: words(
    'decisions',
    'Oordelen',
    'De oordelen over een aanvraag, met reden. Wie oordeelde staat er als functie.',
  ),
  decision: words(
    'decisions',
    'Besluiten',
    'Besluiten op aanvragen, met reden en het dossier zoals het is beoordeeld.',
  ),
  certificate: words(
    'decisions',
    'Uitgegeven papieren',
    'Wat is uitgegeven, met de code waarmee iedereen het kan controleren.',
  ),
  interim_request: words(
    'decisions',
    'Tussentijdse aanvragen',
    'Activiteiten die los van een aanvraag zijn voorgelegd.',
  ),
  interim_judgement: words(
    'decisions',
    'Tussentijdse oordelen',
    'De oordelen daarover, met reden.',
  ),
  ruling: words('decisions', 'Voorgelegde vragen', 'Vragen die aan het bestuur zijn voorgelegd.'),
  ruling_advice: words('decisions', 'Adviezen bij vragen', 'Adviezen over die vragen.'),
  ruling_decision: words(
    'decisions',
    'Antwoorden op vragen',
    'Wat er op die vragen is besloten, met reden.',
  ),
  ruling_file: words('decisions', 'Stukken bij vragen', 'Welke documenten bij een vraag horen.'),
  objection: words('decisions', 'Bezwaren', 'Bezwaren tegen besluiten.'),
  objection_file: words(
    'decisions',
    'Stukken bij bezwaren',
    'Welke documenten bij een bezwaar horen.',
  ),
  objection_seat: words(
    'decisions',
    'Wie over bezwaren beslist',
    'In welke functie over een bezwaar wordt beslist.',
  ),
  objection_outcome: words(
    'decisions',
    'Besluiten op bezwaar',
    'Wat er op een bezwaar is besloten, met reden.',
  ),
  verdict: words('decisions', 'Uitspraken', 'Uitspraken van een ander college.'),
  verdict_hearing: words(
    'decisions',
    'Reacties op uitspraken',
    'Wat er op een uitspraak is geantwoord.',
  ),
  measure: words('decisions', 'Maatregelen', 'Maatregelen van het register, met reden.'),
  measure_vote: words(
    'decisions',
    'Stemmen over maatregelen',
    'De stemmen daarover. Wie stemde staat er als functie.',
  ),
  interest: words(
    'decisions',
    'Banden met beoordelaars',
    'Dat iemand die oordeelt een band meldde en zich terugtrok. Wie en welke band staat er niet in.',
  ),

  mail_message: words(
    'mail',
    'Mails',
    'Alle mails die het register schreef. Geheime links zijn weggehaald.',
  ),
  document: words(
    'mail',
    'Documenten',
    'Alle documenten. De bestanden zelf staan in de map bestanden.',
  ),

  session: words('use', 'Aanmeldingen', 'Wanneer en met welke browser is ingelogd.'),
  known_device: words(
    'use',
    'Bekende apparaten',
    'Wanneer een bekende browser voor het laatst is gebruikt.',
  ),
  one_time_link: words(
    'use',
    'Links per mail',
    'Links om in te loggen of iets te bevestigen. De geheime code staat er niet in.',
  ),
  recovery_code: words(
    'use',
    'Herstelcodes',
    'Hoeveel herstelcodes er zijn en welke zijn gebruikt.',
  ),
  passkey: words(
    'use',
    'Toegangssleutels',
    'Met welke toegangssleutels iemand inlogt, en sinds wanneer.',
  ),
  factor_reset: words(
    'use',
    'Herstel van de tweede stap',
    'Dat de tweede stap bij het inloggen is weggehaald, of dat dat is gevraagd.',
  ),
  staff_role: words('use', 'Rollen', 'Functies voor een register.'),
  organisation_member: words(
    'use',
    'Werk voor organisaties',
    'Voor welke organisaties iemand werkt of werkte, met welke rollen, en wat daarvoor is gevraagd.',
  ),
  staff_change: words(
    'use',
    'Wijzigingen van rollen',
    'Dat een functie is gegeven, gewijzigd of weggehaald, of dat dat is voorgesteld.',
  ),
  form_submission: words('use', 'Verstuurde formulieren', 'Formulieren van de laatste dagen.'),
  kept_form: words(
    'use',
    'Bewaarde formulieren',
    'Formulieren die wachten tot iemand weer inlogt.',
  ),
  sign_up_draft: words('use', 'Aanmelding in concept', 'Wat bij het aanmelden al is ingevuld.'),
  personal_export: words('use', 'Eerdere exports', 'Wanneer zo’n bestand eerder is gevraagd.'),

  look: words(
    'record',
    'Wie keek',
    'Wie op welke dag iets van de persoon bekeek, en in welke functie.',
  ),
  inspection: words(
    'record',
    'Wie de stukken opende',
    'Wanneer iemand die oordeelt de stukken voor een oordeel opende, en in welke functie.',
  ),
  audit_record: words(
    'record',
    'Logboek',
    'Elke verandering, en wie die deed. Medewerkers staan er als functie.',
  ),
  audit_facts: words(
    'record',
    'Feiten in het logboek',
    'Wat het logboek van die verandering bewaart.',
  ),
} satisfies Readonly<Record<ExportedTable, TableWords>>

/** The words of every table that goes in the export; the compiler misses those of a new one. */
export const tableWords: Readonly<Partial<Record<Table, TableWords>>> = ofTables
