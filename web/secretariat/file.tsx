import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { applicationsOf } from '#domain/certification/application/queries.ts'
import type { CorrectionSubject } from '#domain/certification/correction/correction.ts'
import { correctionsOf } from '#domain/certification/correction/queries.ts'
import { runningDeathOf } from '#domain/certification/death/queries.ts'
import { admissionDay } from '#domain/certification/follow-up/admission-day.ts'
import { declaredTiesWith } from '#domain/certification/interest/queries.ts'
import { mergesOf } from '#domain/certification/merge/queries.ts'
import { registrationsOf } from '#domain/certification/merge/weigh-merge.ts'
import { mayObject } from '#domain/certification/objection/decisions.ts'
import { objectionsOf } from '#domain/certification/objection/queries.ts'
import { rulingsOf } from '#domain/certification/ruling/queries.ts'
import { byHandOf } from '#domain/certification/status-by-hand/queries.ts'
import { groundsOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { chosenEnd } from '#domain/certification/validity/plan-end.ts'
import { verdictsOf } from '#domain/certification/verdict/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { fromOutside } from '#domain/dossier/earlier-check/record-earlier-check.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import { openProof } from '#domain/dossier/statement/open-proof.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { waitsOf } from '#domain/dossier/wait/queries.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { administers, mayDo } from '#domain/people/body/seat.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import { findBackground } from '#domain/people/registration/background.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { originOf } from '#domain/people/registration/taken-over.ts'
import type { TimelineEvent } from '#domain/people/registration/timeline.ts'
import { findTimeline } from '#domain/people/registration/timeline.ts'
import { isShielded } from '#domain/people/shielding/queries.ts'
import { listOwnMessages } from '#domain/platform/message/own-messages.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { sentenceCase } from '#language/sentences.ts'
import { bodyFor } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords, wording } from '#regulations/wording.ts'
import { ClaimValue, listedTogether } from '#web/claim-words.tsx'
import { proofResponse } from '#web/destroyed-file.tsx'
import { earlierCheckWords, elsewhereLabel } from '#web/elsewhere-words.ts'
import {
  Details,
  EmptyState,
  formatDay,
  formatMoney,
  MetaList,
  SummaryList,
  Tag,
  Timeline,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { invoiceTag } from '#web/professional/invoices.tsx'
import { DeclareLink } from '#web/review/declare-interest.tsx'
import { objectionTag } from '#web/review/objection.tsx'
import { rulingTag } from '#web/review/ruling.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, notFound } from '#web/route.ts'
import { Corrected, subjectLabels } from '#web/secretariat/corrections.tsx'
import { mayHaveEarlierCheck } from '#web/secretariat/earlier-check.tsx'
import { documentWords, waitStand } from '#web/secretariat/waits.tsx'
import { personItems, workForm } from '#web/sign-up/person.form.tsx'
import { takenOverWords } from '#web/taken-over.tsx'

/** Everything about one registration on a page: who, how it stands, and what happened when. */
export async function showFile(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const id = idIn(visit)
  const member = await findMember(context, id)
  if (member === undefined) notFound()
  const known =
    member.accountId === undefined ? undefined : await findPerson(context, member.accountId)
  const background = await findBackground(context, id)
  const origin = await originOf(context, id)
  const [agreement] = await listAgreements(context, id)
  const invoices = await listInvoices(context, id)
  const applications = await applicationsOf(context, id)
  const rulings = await rulingsOf(context, id)
  const objections = await objectionsOf(context, id)
  const entersObjections =
    bodyFor(register, 'decide-objections') !== undefined &&
    mayDo(register, accountOf(visit), 'check-objections')
  const canEnter = entersObjections && (await mayObject(context, id))
  const verdicts = await verdictsOf(context, id)
  const waits = await waitsOf(context, id)
  const loaded = await loadDossier(context, id)
  const admittedOn = await admissionDay(context, loaded)
  const { regulation } = loaded.compiled
  const claims = claimsFor(loaded.standing.claims, undefined).filter(
    ({ stated }) => stated.member !== 'category',
  )
  const { earlierChecks } = loaded.standing
  const mayRecord = mayHaveEarlierCheck(context, await fromOutside(context, id))
  const events = await findTimeline(context, id)
  const mails =
    member.accountId === undefined
      ? { messages: [], total: 0 }
      : await listOwnMessages(context, member.accountId, { limit: 50, offset: 0 })
  const ties = await declaredTiesWith(context, member.personId)
  const status = statusWords(register, member)
  const shielded = await isShielded(context, id)
  const lastDay = await chosenEnd(context, id)
  const merges = await mergesOf(context, member.personId)
  const others = (await registrationsOf(context, member.personId)).filter((one) => one.id !== id)
  const byHand = await byHandOf(context, id)
  const proposed = byHand.find((one) => one.status === 'proposed')
  const running = byHand.find(
    ({ status, does }) => status === 'settled' && (does === 'hold' || does === 'suspend'),
  )
  const died = (await runningDeathOf(context, id)) !== undefined
  return titledPage(
    visit,
    {
      title: `Dossier van ${member.name}`,
      aside: <Tag colour={status.tone}>{status.label}</Tag>,
      breadcrumb: [{ label: 'Zoeken', href: paths.workSearch(register.id) }],
    },
    <>
      <MetaList
        items={[
          { term: 'Nummer', value: member.number ?? 'Nog geen' },
          member.category !== undefined && {
            term: 'Categorie',
            value: labelOfCategory(register, member.category),
          },
          shielded && { term: 'Afgeschermd', value: 'Nergens openbaar te vinden' },
          member.suspendedLast !== undefined && {
            term: 'Geschorst tot en met',
            value: formatDay(member.suspendedLast),
          },
          running !== undefined && {
            term: 'Met de hand gezet',
            value: (
              <>
                <a href={paths.workStatus(register.id, running.id)}>{running.label}</a>
                {running.last !== undefined && `, tot en met ${formatDay(running.last)}`}
              </>
            ),
          },
          lastDay !== undefined && { term: 'Gekozen laatste dag', value: formatDay(lastDay) },
          loaded.standing.validity !== undefined && {
            term: 'Geldig tot en met',
            value: formatDay(loaded.standing.validity.last),
          },
          { term: 'Aangemeld op', value: formatDay(member.signedUpOn) },
          origin !== undefined && { term: 'Waar dit vandaan komt', value: takenOverWords(origin) },
          member.candidateOn !== undefined && {
            term: `${register.statuses.candidate.label} sinds`,
            value: formatDay(member.candidateOn),
          },
          ...waits.map((wait) => ({
            term: 'Wacht op een stuk',
            value: `${documentWords(context, wait.document)}. ${waitStand(wait)}`,
          })),
        ]}
      />
      <SummaryList title="Persoonlijk" items={personItems(register, member.person, member.email)} />
      {member.accountId !== undefined && administers(accountOf(visit)) && (
        <p>
          <a href={paths.adminAccount(register.id, member.accountId)}>
            Account: waar {member.person.firstName || member.person.lastName} is ingelogd
          </a>
        </p>
      )}
      {known !== undefined && (
        <SummaryList
          title="Werk"
          items={workForm(register).summary({ ...known.work, ...background })}
        />
      )}
      {(agreement !== undefined ||
        applications.length + rulings.length + verdicts.length + invoices.length > 0) && (
        <SummaryList
          title="Stukken"
          items={[
            agreement !== undefined && {
              term: 'Overeenkomst',
              value: (
                <a href={paths.workAgreement(register.id, agreement.id)}>{agreement.number}</a>
              ),
            },
            ...applications.map((application) => ({
              term: 'Aanvraag',
              value: (
                <a href={paths.workApplication(register.id, application.id)}>
                  {application.number}
                </a>
              ),
            })),
            ...rulings.map((ruling) => ({
              term: 'Verzoek',
              value: (
                <>
                  <a href={paths.workRuling(register.id, ruling.id)}>{ruling.number}</a>,{' '}
                  {rulingTag(ruling, register).label.toLowerCase()}
                </>
              ),
            })),
            ...verdicts.map((verdict) => ({
              term: 'Uitspraak van buiten',
              value: mayDo(register, accountOf(visit), 'record-verdicts') ? (
                <a href={paths.workVerdict(register.id, verdict.id)}>{verdict.number}</a>
              ) : (
                verdict.number
              ),
            })),
            ...invoices.map((invoice) => ({
              term: 'Factuur',
              value: (
                <>
                  <a href={paths.workInvoice(register.id, invoice.id)}>{invoice.number}</a>,{' '}
                  {formatMoney(invoice.totalCents)}, {invoiceTag(invoice).label.toLowerCase()}
                  {invoice.settledCents > 0 &&
                    invoice.openCents > 0 &&
                    `, nog ${formatMoney(invoice.openCents)} open`}
                  {invoice.paidOn === undefined ? '' : ` op ${formatDay(invoice.paidOn)}`}
                </>
              ),
            })),
          ]}
        />
      )}
      {others.length + merges.length > 0 && (
        <SummaryList
          title="Andere registraties van deze persoon"
          items={[
            ...others.map((one) => ({
              term: one.merged
                ? 'Opgegaan in een andere'
                : statusWords(register, { status: one.status, temporary: false }).label,
              value: (
                <a href={paths.workFile(register.id, one.id)}>{one.number ?? 'Zonder nummer'}</a>
              ),
            })),
            ...merges.map((one) => ({
              term: `Samengevoegd op ${formatDay(one.settledOn ?? one.proposedOn)}`,
              value: (
                <>
                  <p class="preserve">{one.reason}</p>
                  {one.toldIn === undefined &&
                    mayDo(register, accountOf(visit), 'keep-records') && (
                      <a href={paths.workMerge(register.id, one.id)}>Bekijk wat er is gedaan</a>
                    )}
                </>
              ),
            })),
          ]}
        />
      )}
      {claims.length + earlierChecks.length > 0 && (
        <SummaryList
          title="Opgegeven"
          items={[
            ...listedTogether(regulation, claims).map((claim) => ({
              term: sentenceCase(nameOf(regulation, aboutOf(claim.stated))),
              value: (
                <ClaimValue
                  {...{ register, regulation, claim, admittedOn }}
                  today={context.today}
                  facts={loaded.dossier.facts}
                />
              ),
            })),
            ...earlierChecks.map((check) => ({
              term: elsewhereLabel(context, check.elsewhere),
              value: (
                <>
                  <p>{earlierCheckWords(check)}</p>
                  <p class="preserve">{check.shownBy}</p>
                </>
              ),
            })),
          ]}
        />
      )}
      {ties.length > 0 && (
        <SummaryList
          title="Doet niet mee aan wat over deze persoon gaat"
          items={ties.map((tie) => ({
            term: tie.member,
            value: (
              <>
                Meldde een band op {formatDay(tie.declaredOn)}.{' '}
                {mayDo(register, accountOf(visit), 'keep-records') && (
                  <a href={paths.workInterest(register.id, tie.id)}>
                    Bekijken of opheffen
                    <span class="visually-hidden">: {tie.member}</span>
                  </a>
                )}
              </>
            ),
          }))}
        />
      )}
      {objections.length > 0 && (
        <SummaryList
          title="Bezwaren"
          items={objections.map((objection) => ({
            term: objection.title,
            value: (
              <>
                {mayDo(register, accountOf(visit), 'check-objections') ? (
                  <a href={paths.workObjection(register.id, objection.id)}>{objection.number}</a>
                ) : (
                  objection.number
                )}
                , {objectionTag(objection, register).label.toLowerCase()}
              </>
            ),
          }))}
        />
      )}
      {canEnter && (
        <p>
          <a href={paths.workEnterObjection(register.id, id)}>
            Voer een bezwaar in dat op papier kwam
          </a>
        </p>
      )}
      {mayDo(register, accountOf(visit), 'keep-records') && (
        <p>
          <a href={paths.workCorrections(register.id, id)}>Zet iets recht</a>
        </p>
      )}
      {groundsOf(register).length > 0 && mayDo(register, accountOf(visit), 'keep-records') && (
        <p>
          {proposed === undefined ? (
            <a href={paths.workChooseStatus(register.id, id)}>Zet de status met de hand</a>
          ) : (
            <a href={paths.workStatus(register.id, proposed.id)}>
              Bekijk het voorstel voor de status
            </a>
          )}
        </p>
      )}
      <DeclareLink visit={visit} href={paths.workDeclareInterest(register.id, id)} />
      {mayDo(register, accountOf(visit), 'keep-records') && (
        <p>
          <a href={paths.workShield(register.id, id)}>
            {shielded ? 'Bekijk de afscherming' : 'Scherm deze persoon af'}
          </a>
        </p>
      )}
      {mayDo(register, accountOf(visit), 'keep-records') && (
        <p>
          <a href={paths.workMergeWith(register.id, id)}>Voeg samen met een ander dossier</a>
        </p>
      )}
      {register.measures !== undefined && mayDo(register, accountOf(visit), 'record-verdicts') && (
        <p>
          <a href={paths.workNewVerdict(register.id, id)}>Leg een uitspraak van een college vast</a>
        </p>
      )}
      {mayRecord && (
        <p>
          <a href={paths.workEarlierCheck(register.id, id)}>
            {earlierChecks.length === 0
              ? 'Leg vast wat bij het begin van de periode is gezien'
              : 'Wijzig wat bij het begin van de periode is gezien'}
          </a>
        </p>
      )}
      <Corrected corrections={await correctionsOf(context, id)} />
      {mayDo(register, accountOf(visit), 'keep-records') && (
        <p>
          <a href={paths.workReportDeath(register.id, id)}>
            {died ? 'Bekijk de melding van overlijden' : 'Leg een overlijden vast'}
          </a>
        </p>
      )}
      <h2>Wat er is gebeurd</h2>
      {events.length === 0 ? (
        <EmptyState title="Nog niets" />
      ) : (
        <Timeline
          label="Tijdlijn, het nieuwste eerst"
          items={events.map((event) => ({
            title: titles[event.what](event, register),
            at: formatDay(event.on),
            iso: event.on.toString(),
          }))}
        />
      )}
      {mails.total > 0 && (
        <Details summary={`E-mails (${mails.total})`}>
          <ul>
            {mails.messages.map((mail) => (
              <li>
                {formatDay(mail.writtenOn)}: {mail.subject}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>,
  )
}

/** A document of this register, for the back office. */
export function showWorkDocument(visit: Visit): Promise<Response> {
  return documentResponse(visit, visit.param('id'))
}

/** A file that shows what was stated, as a part of an application, for the back office. */
export async function showWorkProof(visit: Visit): Promise<Response> {
  const applicationId = idIn(visit)
  return proofResponse(
    visit,
    await openProof(visit.context, visit.param('proof'), { applicationId }),
  )
}

const endTitles: Readonly<Record<string, string>> = {
  'not-paid': 'Uitgeschreven: niet betaald',
  'own-request': 'Uitgeschreven op eigen verzoek',
  decision: 'Doorgehaald door een besluit',
}

const measureTitles: Readonly<Record<string, string>> = {
  none: 'geen maatregel',
  warning: 'waarschuwing',
  suspension: 'schorsing',
  removal: 'doorhaling',
  lift: 'schorsing beëindigd',
}

const titles: Readonly<
  Record<TimelineEvent['what'], (event: TimelineEvent, register: Register) => string>
> = {
  'signed-up': () => 'Aangemeld',
  approved: (_, { gates }) =>
    `Aanmelding goedgekeurd${gates.portfolio === 'agreement' ? ', portfolio open' : ''}`,
  candidate: (_, { gates, statuses }) =>
    `${statuses.candidate.label} geworden${gates.portfolio === 'agreement' ? '' : ', portfolio open'}`,
  ended: ({ about }) => endTitles[about] ?? 'Beëindigd',
  'agreement-sent': ({ about }) => `Overeenkomst ${about} verstuurd`,
  'agreement-signed': ({ about }) => `Overeenkomst ${about} ondertekend`,
  'agreement-returned': ({ about }) => `Overeenkomst teruggestuurd: ${about}`,
  'invoice-sent': ({ about }) => `Factuur ${about} verstuurd`,
  'invoice-paid': ({ about }) => `Factuur ${about} betaald`,
  'application-submitted': ({ about }) => `Aanvraag ${about} ingestuurd`,
  'application-granted': ({ about }) => `Aanvraag ${about} toegekend`,
  'application-refused': ({ about }) => `Aanvraag ${about} afgewezen`,
  verdict: ({ about }) => `Uitspraak ${about} vastgelegd`,
  measure: ({ about }) => `Besluit na een uitspraak: ${measureTitles[about] ?? about}`,
  'measure-undone': ({ about }) => `Na bezwaar vervallen: ${measureTitles[about] ?? about}`,
  'name-asked': () => 'Andere naam aangevraagd',
  'name-changed': () => 'Naam gewijzigd',
  'name-refused': ({ about }) => `Andere naam niet overgenomen: ${about}`,
  'set-by-hand': ({ about }) => `Status met de hand gezet: ${about}`,
  corrected: ({ about }) => `Rechtgezet: ${subjectLabels[about as CorrectionSubject]}`,
  merged: ({ about }) =>
    `${about === '' ? 'Een ander dossier' : `Nummer ${about}`} samengevoegd met dit dossier`,
  'merged-into': ({ about }) => `Samengevoegd met ${about === '' ? 'een ander dossier' : about}`,
  certificate: ({ about }, register) =>
    `${wording(register).certificate.Name} uitgegeven, geldig tot en met ${formatDay(about)}`,
}
