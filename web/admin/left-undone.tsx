import type { DueTask } from '#domain/due-work.ts'
import type { LeftUndone } from '#domain/platform/left-undone/queries.ts'
import { listUndone } from '#domain/platform/left-undone/queries.ts'
import { tryAgain } from '#domain/platform/left-undone/try-again.ts'
import { makeAgain } from '#domain/platform/paper/make-again.ts'
import { failedPapers } from '#domain/platform/paper/queries.ts'
import { Button, EmptyState, Form } from '#web/kit/index.ts'
import { List, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'

const perPage = 25

/** What fell due and papers that could not be made, why, and since when. */
export async function showLeftUndone(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id } = context.register
  const number = pageAsked(visit)
  const { undone, total } = await listUndone(context, number, perPage)
  const papers = await failedPapers(context)
  return titledPage(
    visit,
    {
      title: 'Wat niet lukte',
      current: paths.admin(id),
      breadcrumb: [{ label: 'Beheer', href: paths.admin(id) }],
      lead: (
        <p class="lead">
          Peil probeert dit elke ochtend opnieuw. Wat gelukt is, verdwijnt hier vanzelf. Voor alle
          anderen gaat het werk door.
        </p>
      ),
    },
    total + papers.length === 0 ? (
      <EmptyState title="Alles is gelukt" />
    ) : (
      <>
        <Form action={paths.adminLeftUndone(id)} idempotency={visit.once()}>
          <Button>Nu opnieuw proberen</Button>
        </Form>
        {total > 0 && (
          <section>
            <h2>Werk dat bleef liggen</h2>
            <List
              visit={visit}
              caption="Werk dat bleef liggen, het oudste eerst"
              rows={undone}
              columns={({ name, day, text }) => [
                name('Wat', ({ task }) => labelOf(task)),
                text('Van wie', whose),
                day('Sinds', ({ since }) => since),
                text('Geprobeerd', ({ tries }) => times(tries)),
                text('Waarom het niet lukte', ({ reason }) => <Why said={reason} />, {
                  breaks: true,
                }),
              ]}
              pages={{ page: number, of: pagesOf(total, perPage) }}
            />
          </section>
        )}
        {papers.length > 0 && (
          <section>
            <h2>Documenten die niet gemaakt zijn</h2>
            <p>De e-mails waar ze bij horen, wachten daarop.</p>
            <List
              visit={visit}
              caption="Documenten die niet gemaakt zijn, het oudste eerst"
              rows={papers}
              columns={({ name, day, text }) => [
                name('Document', (paper) => paper.name),
                day('Sinds', ({ askedAt }) =>
                  askedAt.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate(),
                ),
                text('Geprobeerd', ({ attempts }) => times(attempts)),
                text('Waarom het niet lukte', ({ error }) => <Why said={error} />, {
                  breaks: true,
                }),
              ]}
            />
          </section>
        )}
      </>
    ),
  )
}

/** Has all of it tried again now. */
export async function tryLeftUndoneAgain(visit: Visit): Promise<Response> {
  const { context } = visit
  const page = paths.adminLeftUndone(context.register.id)
  const { outcome } = await tryAgain(context)
  const papers = await makeAgain(context)
  return outcome === 'nothing' && papers === 0
    ? leaveFor(visit, page, 'Er is niets meer om opnieuw te proberen.', 'info')
    : leaveFor(visit, page, 'Peil probeert het nu opnieuw. Open deze pagina zo nog eens.')
}

// What a program says of it, for whoever looks after Peil, is English.
function Why({ said }: { readonly said: string | undefined }) {
  return (
    <>
      Er ging iets mis in Peil.
      {said !== undefined && said !== '' && (
        <>
          <br />
          <small lang="en">{said}</small>
        </>
      )}
    </>
  )
}

const times = (count: number) => `${count} keer`

function whose({ whose: id, name }: LeftUndone): string {
  if (id === '') return 'Iedereen'
  return name ?? 'Niet over één persoon'
}

// What was left by an earlier Peil may have a name that this one does not know.
function labelOf(task: string): string {
  return task in labels ? labels[task as DueTask] : task
}

/** What each of the due work is called here. */
const labels: Readonly<Record<DueTask, string>> = {
  destroyProofs: 'Bestanden vernietigen die niet bewaard worden',
  revealSeeds: 'Het getal van de steekproef bekendmaken',
  commitSeeds: 'Het getal van de steekproef vastleggen',
  tellOutcome: 'De uitkomst van de steekproef vertellen',
  remindAgreements: 'Herinneren aan de overeenkomst',
  lapseAgreements: 'De overeenkomst laten vervallen',
  removeLapsedAccounts: 'Gegevens verwijderen na een vervallen aanmelding',
  removeUnusedAccounts: 'Een ongebruikt account verwijderen',
  removeDeceased: 'Het dossier van iemand die overleden is, verwijderen',
  removeFiles: 'Bestanden verwijderen',
  checkFiles: 'Een bestand dat niet te openen is',
  stampPapers: 'Een tijdstempel op een document zetten',
  forgetDeliveries: 'Een oude levering opruimen',
  carryOnLists: 'Een lijst van een aanbieder verwerken',
  forgetEnrolments: 'Oude aanmeldingen voor opleidingen vergeten',
  tellPlanned: 'Zeggen dat een geplande opleiding niet doorgaat of op een andere dag is',
  endPersonalExports: 'Wat iemand over zichzelf opvroeg opruimen',
  expireRefereeRequests: 'Een vraag aan een referent laten verlopen',
  remindReferees: 'Een referent herinneren',
  remindAttestations: 'Herinneren aan een gevraagde verklaring',
  fileWhatWaits: 'Bijeenkomsten in het portfolio zetten',
  remindMembers: 'Leden van een groep herinneren',
  closeRounds: 'Feedbackrondes sluiten',
  remindAsked: 'Wie om feedback is gevraagd herinneren',
  remindPlans: 'Aan een ontwikkelplan herinneren',
  tellGroups: 'Zeggen dat er iets nieuws staat in een groep',
  remindAttendance: 'Aanbieders herinneren aan wie er was',
  placeLeftOut: 'Deelname in portfolio’s zetten die intussen open zijn',
  remindContests: 'Aanbieders herinneren aan wie het niet eens is, en het bureau laten beslissen',
  remindCourses: 'Aan een geplande opleiding herinneren',
  remindReviews: 'Vragen een opleiding na te kijken',
  endOnChosenDay: 'De registratie beëindigen op de gekozen dag',
  sendYearlyInvoices: 'De jaarlijkse factuur sturen',
  remindInvoices: 'Herinneren aan de factuur',
  endsByHand: 'Beëindigen wat met de hand was ingesteld',
  holdUnpaid: 'Opschorten omdat niet is betaald',
  withdrawUnpaid: 'Uitschrijven omdat niet is betaald',
  remindReturns: 'Herinneren om de aanvraag aan te vullen',
  remindLabels: 'Herinneren aan het einde van een keurmerk',
  lapseReturns: 'Een aanvraag laten vervallen die niet is aangevuld',
  remindExpiry: 'Herinneren aan het einde van de periode',
  remindTargets: 'Herinneren aan de streefdatum',
  expireRegistrations: 'De registratie laten verlopen',
  closeVerdicts: 'Een uitspraak sluiten',
  takeUpVerdicts: 'Een uitspraak weer oppakken',
  closeHearings: 'De termijn om te reageren afsluiten',
  beginSuspensions: 'Een schorsing laten ingaan',
  beginByHand: 'Laten ingaan wat met de hand is ingesteld',
  endSuspensions: 'Een schorsing beëindigen',
  endMoves: 'Een aanvraag voor een andere categorie sluiten',
  watchSupervisions: 'Begeleiding beëindigen',
  expireInterims: 'Een tussentijdse vraag laten verlopen',
  expireLeave: 'Verlof laten verlopen',
  tellPossibleMoves: 'Vertellen dat een andere categorie kan',
  tellComingVersion: 'Vertellen dat het reglement verandert',
  askFollowUps: 'Vragen hoe het staat',
  askAfterWaits: 'Opnieuw vragen naar wat er nog niet was',
  endProposals: 'Beëindigen van voorgestelde opleidingen die voorbij zijn',
  keepSight: 'Vragen of een werkgever mag blijven meekijken, en stoppen wat voorbij is',
  watchAllocations: 'Kijken of wie een werk doet nog is geregistreerd',
  tellTeams: 'Werkgevers vertellen dat een status verandert',
  settleWaiting: 'Plekken van een wachtlijst aanbieden',
  keepLoads: 'Bij een accreditatie bewaren van hoeveel uur is uitgegaan',
  lapseAccreditationRequests: 'Een aanvraag om accreditatie laten vervallen',
  remindAccreditations: 'Het einde van een accreditatie aankondigen',
  remindTerms: 'Herinneren aan het einde van een zittingsduur',
  tellWaitingFiles: 'Laten weten dat bestanden op bevestiging wachten',
  lapseChanges: 'Een voorstel over een rol laten vervallen',
  remindErasures: 'Herinneren aan een verzoek om te wissen',
  tellNewTerms: 'Laten weten dat bewaartermijnen nieuw zijn',
  tellTakenOver: 'Laten weten wat er weggaat van wie is overgenomen',
  remindRulings: 'Herinneren aan een vraag aan het bestuur',
  remindObjections: 'Herinneren aan een bezwaar',
  carryOutErasures: 'Gegevens wissen op verzoek',
  carryOutRetention: 'Wissen wat niet langer wordt bewaard',
  lookAfterOnlinePayments: 'Online betalingen via Mollie',
  publishDifferences: 'Het openbare register bijwerken',
}
