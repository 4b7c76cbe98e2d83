import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { findingOf } from '#domain/certification/application/filed-claims.ts'
import { passOnApplication } from '#domain/certification/meeting/pass-on-application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { decidedBy } from '#regulations/bodies.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, Button, ButtonGroup, formatDay, MetaList, NextStep } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import {
  ApplicationTag,
  applicationWord,
  categoryWord,
  decisionDay,
  expectation,
  kindWord,
  temporaryItem,
  whenDecided,
} from '#web/review/application-words.tsx'
import { claimWrong, findingsIn } from '#web/review/claim.form.tsx'
import { ClaimList, FindPlain, ReviewedClaim, sortClaims } from '#web/review/claims.tsx'
import {
  approved,
  chosenIn,
  grantWrong,
  openOf,
  plainLeft,
  reasonsIn,
} from '#web/review/grant.form.tsx'
import { NormPart } from '#web/review/norm-part.tsx'
import { QuestionsAndAnswers } from '#web/review/questions-and-answers.tsx'
import { sortFile } from '#web/review/reviewed-file.ts'
import type { Question } from '#web/review/reviewed-list.tsx'
import { firstLeft, JumpList, ReviewedList } from '#web/review/reviewed-list.tsx'
import { DecidedAbout } from '#web/review/ruling.tsx'
import { Supplements } from '#web/review/supplements.tsx'
import { VariantQuestion } from '#web/review/variant-question.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, seeOther } from '#web/route.ts'
import { adviceForms, checkForm, checkSoFar, findingForms } from '#web/secretariat/check.form.tsx'
import { AlsoOfOthers, CheckedActivity } from '#web/secretariat/checked-activity.tsx'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'
import { loadFileToCheck } from '#web/secretariat/file-to-check.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speechAbout } from '#web/speech.ts'

/**
 * One application: the claims beside their evidence, to check on completeness and advise about.
 * What is found is kept, and then the application stays, is passed on, or goes back with questions.
 */
export const applicationCheck = formPage({
  load: loadFileToCheck,
  form: ({ context }, loaded) =>
    checkForm(decidedBy(context.register, loaded.file.application.kind), loaded),
  known: (_, loaded) => checkSoFar(loaded),
  page: (visit, loaded, { typed, errors = [] }) => {
    const { application, applicant } = loaded.file
    const { register, say, committee, certification } = speechAbout(visit, application.kind)
    const { activities, assessment, returns } = loaded
    const category = categoryWord(application, register)
    const advice = adviceForms(register, loaded)
    const sorted = sortFile(loaded, ({ id }) => loaded.ofOthers.has(id))
    const asked = application.status === 'submitted'
    const item = (activity: PortfolioActivity, question?: Question) => (
      <CheckedActivity
        {...{ visit, loaded, activity, assessment }}
        {...(question && { question })}
      />
    )
    const chosen = asked ? chosenIn(openOf(advice, loaded), typed) : new Map()
    const isLeft = (id: string) => loaded.open.has(id) && !chosen.has(id)
    const left = activities.filter(({ id }) => isLeft(id)).length
    const findings = findingForms(register, loaded)
    const claims = sortClaims(loaded, ({ id }) => loaded.ofOthers.has(id))
    const claimItem = (claim: Claim) => {
      const asking = asked ? findings.get(claim.id)?.ask(typed, errors).all : undefined
      const wrong = errors.some(({ field }) => field.endsWith(claim.id))
      return (
        <ReviewedClaim
          {...{ visit, loaded, claim }}
          hrefOf={(proof) => paths.workProof(register.id, application.id, proof)}
          open={asked && (wrong || claims.apart.includes(claim))}
        >
          <AlsoOfOthers names={loaded.ofOthers.get(claim.id) ?? []} of="claim" />
          {asking}
        </ReviewedClaim>
      )
    }
    const claimsLeft = claims.plain.filter(({ id }) => !findingsIn(findings, typed).has(id))
    return {
      title: `Aanvraag ${application.number} van ${applicant.name}`,
      heading: <>Aanvraag van {applicant.name}</>,
      caption: application.number,
      aside: <ApplicationTag application={application} register={register} />,
      ...inWork(register, { label: 'Aanvragen', href: paths.workApplications(register.id) }),
      lead: (
        <>
          <MetaList
            items={[
              { term: 'Soort', value: kindWord(application.kind, register) },
              category !== undefined && { term: 'Categorie', value: category },
              temporaryItem(applicant, register),
              { term: 'Ingestuurd op', value: formatDay(application.submittedOn) },
              decisionDay(expectation(visit.context, application, returns)),
              applicant.number !== undefined && {
                term: 'Dossier',
                value: (
                  <a href={paths.workFile(register.id, application.registrationId)}>
                    {registrationNumber(register, applicant.number)}
                  </a>
                ),
              },
            ]}
          />
          {applicant.status === 'renewal-pending' && applicant.validity !== undefined && (
            <Alert type="warning">
              <p>
                De periode liep tot en met {formatDay(applicant.validity.last)}. {applicant.name}{' '}
                blijft{' '}
                {applicant.temporary ? certification.temporary.certified : certification.certified}{' '}
                tot het besluit.
              </p>
            </Alert>
          )}
          {asked && left > 0 && (
            <NextStep
              title={`Controleer ${left === 1 ? '1 activiteit' : `${left} activiteiten`}`}
              icon="arrow-right"
            >
              <p>
                Daarna {say('stuur je', 'stuurt u')} de aanvraag door, of{' '}
                {say('geef je', 'geeft u')} die terug.
              </p>
              <ButtonGroup>
                <Button href={firstLeft(sorted, isLeft)}>Begin met controleren</Button>
              </ButtonGroup>
            </NextStep>
          )}
          {asked && (
            <JumpList
              sorted={sorted}
              questioned={returns.length > 0}
              before={
                loaded.claims.length === 0
                  ? []
                  : [{ label: `Opgaven (${loaded.claims.length})`, href: '#opgaven' }]
              }
              after={[
                { label: 'Is alles compleet?', href: '#compleet-lijst' },
                { label: 'Doorsturen, teruggeven of bewaren', href: '#knoppen' },
              ]}
            />
          )}
          <Supplements {...loaded} marked={asked} />
          <DecidedAbout register={register} rulings={loaded.rulings} />
          <QuestionsAndAnswers {...loaded} today={visit.context.today} />
          <NormPart
            folded
            heading="De norm"
            {...{ register, assessment }}
            claims={loaded.claims.filter(
              (claim) => findingOf(claim, application.id)?.inOrder !== true,
            )}
          />
        </>
      ),
      version: application.version,
      form: { wide: true, guard: true, enter: { name: 'actie', value: 'bewaren' } },
      questions: ({ one }) => (
        <>
          {loaded.claims.length > 0 && (
            <>
              <h2 id="opgaven">Opgaven ({loaded.claims.length})</h2>
              <ClaimList
                sorted={claims}
                item={claimItem}
                act={<FindPlain left={claimsLeft.length} />}
              />
            </>
          )}
          {activities.length > 0 && (
            <>
              <h2>Activiteiten ({activities.length})</h2>
              <VariantQuestion
                {...{ assessment }}
                regulation={loaded.dossier.compiled.regulation}
              />
              <ReviewedList {...{ sorted, typed, errors, item }} forms={advice} />
            </>
          )}
          {activities.length + loaded.claims.length > 0 && (
            <>
              <h2 id="compleet-lijst">Is alles compleet?</h2>
              {one('checklist')}
            </>
          )}
          {one('note')}
        </>
      ),
      button: (
        <>
          <div id="knoppen">
            <ButtonGroup>
              <Button name="actie" value="doorsturen" variant={left > 0 ? 'secondary' : 'primary'}>
                Doorsturen naar {committee.the}
              </Button>
              <Button name="actie" value="vragen" variant="secondary">
                Teruggeven met vragen
              </Button>
            </ButtonGroup>
          </div>
          <div class="in-reach">
            <ButtonGroup>
              <Button name="actie" value="bewaren" variant="secondary">
                Bewaren
              </Button>
            </ButtonGroup>
          </div>
        </>
      ),
      frame: (form) =>
        asked ? (
          form
        ) : (
          <>
            {loaded.claims.length > 0 && (
              <>
                <h2 id="opgaven">Opgaven ({loaded.claims.length})</h2>
                {loaded.claims.map(claimItem)}
              </>
            )}
            {application.status === 'with-committee' && (
              <p>
                Vraagt {committee.the} om een aanvulling?{' '}
                <a href={paths.workApplicationReturn(register.id, application.id)}>
                  Geef de aanvraag terug met vragen
                </a>
                . Daarna {say('stuur je', 'stuurt u')} die opnieuw door.
              </p>
            )}
            {activities.length > 0 && <h2>Activiteiten ({activities.length})</h2>}
            {activities.map((activity) => item(activity))}
            {application.advice !== '' && (
              <>
                <h2>Toelichting voor {committee.the}</h2>
                <p class="preserve">{application.advice}</p>
              </>
            )}
          </>
        ),
    }
  },
  save: async (visit, { note, checklist }, loaded) => {
    const { context, form } = visit
    const { id, number, kind } = loaded.file.application
    const { register, committee, Your } = speechAbout(visit, kind)
    const stale = (now: FileToCheck) => <Stale visit={visit} loaded={now} note={note} />
    const forms = openOf(adviceForms(register, loaded), loaded)
    const action = form.value('actie')
    const plain =
      action === 'zonder-bijzonderheden'
        ? plainLeft(
            sortFile(loaded, ({ id }) => loaded.ofOthers.has(id)),
            forms,
            form,
          )
        : []
    const chosen = new Map([
      ...chosenIn(forms, form),
      ...plain.map((activity) => [activity.id, approved(activity, loaded)] as const),
    ])
    const findings = findingForms(register, loaded)
    const said = findingsIn(findings, form)
    const plainClaims =
      action === 'opgaven-in-orde'
        ? sortClaims(loaded, ({ id }) => loaded.ofOthers.has(id)).plain.filter(
            ({ id }) => !said.has(id),
          )
        : []
    const found = new Map([
      ...said,
      ...plainClaims.map(({ id }) => [id, { inOrder: true, reason: '' }] as const),
    ])
    const advised = await adviseApplication(context, {
      applicationId: id,
      version: versionIn(form),
      advice: new Map(
        [...chosen].map(([activity, { outcome, ...found }]) => [
          activity,
          { ...found, advice: outcome },
        ]),
      ),
      claims: found,
      note,
      checklist,
    })
    if (advised.outcome === 'not-found') notFound()
    if (advised.outcome === 'stale') return { stale }
    if (action === 'vragen') return seeOther(paths.workApplicationReturn(register.id, id))
    if (action !== 'doorsturen') {
      const many = plain.length === 1 ? '1 activiteit is' : `${plain.length} activiteiten zijn`
      const done = plain.length === 0 ? '' : `${many} goedgekeurd. `
      const manyClaims =
        plainClaims.length === 1 ? '1 opgave is' : `${plainClaims.length} opgaven zijn`
      const doneClaims = plainClaims.length === 0 ? '' : `${manyClaims} in orde bevonden. `
      const kept = `${done}${doneClaims}${Your} controle is bewaard.`
      return leaveFor(visit, paths.workApplication(register.id, id), kept)
    }
    const open = loaded.activities.filter((one) => loaded.open.has(one.id) && !chosen.has(one.id))
    if (open.length > 0) {
      const errors = open.flatMap(
        (one) => forms.get(one.id)?.errors(grantWrong(one, 'no-outcome')) ?? [],
      )
      return { errors, version: advised.version }
    }
    const passed = await passOnApplication(context, id, advised.version)
    switch (passed.outcome) {
      case 'not-found':
        return notFound()
      case 'stale':
        return { stale }
      case 'unseen':
      case 'unreasoned': {
        const { regulation } = loaded.dossier.compiled
        const is = passed.outcome === 'unseen' ? 'no-outcome' : 'no-despite'
        const errors = loaded.openClaims
          .filter(({ id }) => passed.claims.includes(id))
          .flatMap(
            ({ id, stated }) => findings.get(id)?.errors(claimWrong(stated, regulation, is)) ?? [],
          )
        return { errors, version: advised.version }
      }
      case 'unchecked':
        return {
          wrong: { checklist: 'Vink eerst alles af, of geef de aanvraag terug met vragen.' },
          version: advised.version,
        }
      case 'passed-on':
        return leaveFor(
          visit,
          paths.workApplications(register.id),
          `Aanvraag ${number} is naar ${committee.the}. ${whenDecided(register, { ...passed, decides: loaded.dossier.compiled.regulation.committee.decides })}`,
        )
    }
  },
})

function Stale(props: {
  readonly visit: Visit
  readonly loaded: FileToCheck
  readonly note: string
}) {
  const { visit, loaded, note } = props
  const { status, kind } = loaded.file.application
  const { register, your, say } = speechAbout(visit, kind)
  if (status === 'submitted' && loaded.supplements.some(({ isNew }) => isNew)) {
    return (
      <Alert type="warning" title="De aanvrager heeft intussen iets toegevoegd" focus>
        <p>
          {say('Jouw', 'Uw')} antwoorden staan nog in het formulier, en zijn nog niet bewaard. Kijk
          eerst wat er nieuw is; dat staat hieronder.
        </p>
      </Alert>
    )
  }
  return (
    <ColleagueFirst register={register}>
      {status === 'submitted' ? (
        <p>
          Deze aanvraag is intussen gecontroleerd. {say('Jouw', 'Uw')} antwoorden staan nog in het
          formulier. {say('Bewaar je', 'Bewaart u')} nu, dan komen die in de plaats van die van{' '}
          {your} collega. Wat {your} collega adviseerde, staat bij elke activiteit.
        </p>
      ) : (
        <>
          <p>
            De stand is nu: {applicationWord(status, register)}. {say('Jouw', 'Uw')} controle is
            niet bewaard.
          </p>
          {note !== '' && (
            <p class="preserve">
              {say('Jij', 'U')} schreef: {note}
            </p>
          )}
          {reasonsIn(adviceForms(register, loaded), loaded, visit.form).map(({ title, reason }) => (
            <p class="preserve">
              {say('Jij', 'U')} schreef bij ‘{title}’: {reason}
            </p>
          ))}
        </>
      )}
    </ColleagueFirst>
  )
}
