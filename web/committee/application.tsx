import { findingOf } from '#domain/certification/application/filed-claims.ts'
import type { Application, ApplicationFile } from '#domain/certification/application/queries.ts'
import { boardNorms } from '#domain/certification/committee/bring-to-board.ts'
import { judgeApplication, reassess } from '#domain/certification/committee/judge-application.ts'
import { wholesLeft } from '#domain/certification/committee/judgement.ts'
import { approachFile, readFile } from '#domain/certification/committee/open-file.ts'
import type { JudgedFile } from '#domain/certification/committee/queries.ts'
import { findJudgementDraft } from '#domain/certification/committee/queries.ts'
import { saveJudgementDraft } from '#domain/certification/committee/save-judgement-draft.ts'
import { agendaOf } from '#domain/certification/meeting/queries.ts'
import type { PublishedRuling } from '#domain/certification/ruling/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Explanation, ReviewRules } from '#engine'
import { explain } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import { boardOf, decidedBy } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { loadFileToJudge } from '#web/committee/file-to-judge.ts'
import { inspectionPage } from '#web/committee/inspection.tsx'
import { JudgedActivity, sortForMember } from '#web/committee/judged-activity.tsx'
import type { JudgementForm } from '#web/committee/judgement.form.tsx'
import {
  answersIn,
  errorsFor,
  grantsIn,
  judgementForm,
  judgementSoFar,
  temporaryLabel,
} from '#web/committee/judgement.form.tsx'
import { toJudge, waitingFiles } from '#web/committee/to-judge.tsx'
import { DecisionText, OthersText } from '#web/committee/verdicts.tsx'
import { Answers, typedFields } from '#web/forms/answers.ts'
import { unreadIn } from '#web/forms/unread.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, Card, formatDay, MetaList, NextStep } from '#web/kit/index.ts'
import { showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import {
  ApplicationTag,
  categoryWord,
  decisionDay,
  expectation,
  fileWord,
  kindWord,
  standingText,
  temporaryItem,
} from '#web/review/application-words.tsx'
import { ClaimList, ReviewedClaim, sortClaims } from '#web/review/claims.tsx'
import {
  answersOf,
  approved,
  chosenIn,
  openOf,
  plainLeft,
  reasonsIn,
} from '#web/review/grant.form.tsx'
import { NormPart } from '#web/review/norm-part.tsx'
import { QuestionsAndAnswers } from '#web/review/questions-and-answers.tsx'
import { filedIn } from '#web/review/reviewed-file.ts'
import { firstLeft, JumpList, ReviewedList } from '#web/review/reviewed-list.tsx'
import { DecidedAbout, Precedents, precedentsFor } from '#web/review/ruling.tsx'
import { Supplements } from '#web/review/supplements.tsx'
import { VariantQuestion } from '#web/review/variant-question.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

/** A file: first whether anything stands in the way, then what is in it and what to find of it. */
export async function showFileToJudge(visit: Visit): Promise<Response> {
  const { context } = visit
  const { accountId } = accountOf(visit)
  const approached = await approach(visit)
  if (approached instanceof Response) return approached
  const loaded = await loadFileToJudge(visit, await readFile(context, approached))
  const draft = await findJudgementDraft(context, loaded.file.application.id, accountId)
  if (visit.kept !== undefined) return filePage(visit, loaded, { typed: visit.kept })
  if (draft === undefined)
    return filePage(visit, loaded, { typed: judgementSoFar(context, loaded) })
  const typed = new Answers(draft)
  const errors = unreadIn(judgementForm(context, loaded, typed).all, typed)
  return filePage(visit, loaded, { typed, errors })
}

/** Keeps a judgement in the making, works it out again, or gives it. */
export async function judgeFile(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register, your, Your, certification } = speech(visit)
  const { accountId } = accountOf(visit)
  const action = form.value('actie')
  const draft = drafting.has(action)
  const approached = await approach(visit, { lock: !draft })
  if (approached instanceof Response) return approached
  const { file } = approached
  const { id, number } = file.application
  if (action === 'zonder-bijzonderheden') {
    const loaded = await loadFileToJudge(visit, await readFile(context, approached))
    const { typed, done } = withPlainApproved(visit, loaded)
    await saveJudgementDraft(context, file, accountId, typedFields(typed))
    const errors = unreadIn(judgementForm(context, loaded, typed).all, typed)
    return filePage(visit, loaded, { typed, errors, approved: done })
  }
  if (draft) {
    await saveJudgementDraft(context, file, accountId, typedFields(form))
    if (action === 'bewaren') {
      const kept = `${Your} oordeel tot nu toe is bewaard. Anderen zien het niet.`
      return leaveFor(visit, paths.committee(register.id), kept)
    }
  }
  const opened = await readFile(context, approached)
  const show = async (given: Omit<Given, 'typed'>) =>
    filePage(visit, await loadFileToJudge(visit, opened), { typed: form, ...given })
  const filed = filedIn(file, opened.dossier)
  const asked = judgementForm(context, filed, form)
  if (draft) return show({ recomputed: true, errors: unreadIn(asked.all, form) })
  const read = asked.all.read(form)
  if (read.outcome === 'wrong') return show({ errors: read.errors })
  const judged = await judgeApplication(context, opened, {
    grants: grantsIn(asked, filed, form),
    answers: answersIn(asked.norms, form),
    whole: read.answers.whole,
    reason: read.answers.reason,
  })
  switch (judged.outcome) {
    case 'incomplete':
      return show({ errors: errorsFor(judged.problems, asked, filed) })
    case 'inconsistent': {
      const found = explain(opened.dossier.compiled, judged.assessment)
      const whole = inconsistentText(found, decidedBy(register, file.application.kind))
      return show({ errors: asked.all.errors({ whole }) })
    }
    case 'read-all': {
      const loaded = await loadFileToJudge(visit, opened)
      const typed = withoutUnread(loaded, asked, form)
      await saveJudgementDraft(context, file, accountId, typedFields(typed))
      const opens = `${Your} oordeel is bewaard en nog niet gegeven: alle activiteiten worden nu gelezen.`
      return leaveFor(visit, paths.committeeApplication(register.id, id), opens)
    }
    case 'for-the-chair':
    case 'enough':
    case 'decided-already':
      await saveJudgementDraft(context, file, accountId, typedFields(form))
      return show({ late: judged.outcome })
    case 'judged': {
      const still = {
        waiting: 'Er is nog een oordeel nodig.',
        divided: 'De leden zijn het niet eens; een ander lid geeft de doorslag.',
        settled: inTheMeeting(file, register),
        board: `${boardOf(register)?.The} beslist nu, met ${your} oordeel als advies.`,
      }[judged.still]
      const given = `${Your} oordeel over aanvraag ${number} is gegeven. ${still}`
      return leaveFor(visit, paths.committeeApplication(register.id, id), given)
    }
    case 'decided': {
      const { outcome: decided, temporary } = judged.decision
      const given = temporary ? `toegekend: ${certification.temporary.certified}` : 'toegekend'
      const outcome = decided === 'granted' ? given : 'afgewezen'
      const taken = `Het besluit is genomen: aanvraag ${number} is ${outcome}. ${file.applicant.name} krijgt bericht.`
      return leaveFor(visit, paths.committeeApplication(register.id, id), taken)
    }
  }
}

// What is sent while a judgement is still in the making.
const drafting: ReadonlySet<string> = new Set(['berekenen', 'bewaren', 'zonder-bijzonderheden'])

// What was typed, with all that is not remarkable and of which nothing was chosen approved.
function withPlainApproved({ context, form }: Visit, loaded: FileToJudge) {
  const asked = judgementForm(context, loaded, form)
  const plain = plainLeft(sortForMember(loaded), asked.grants, form)
  const grants = new Map(
    plain.map((activity) => [activity.id, answersOf(approved(activity, loaded))]),
  )
  const filled = asked.all.fill({ grants })
  return { typed: new Answers({ ...filled.fields, ...form.fields }), done: plain.length }
}

// What was typed, without the approval of activities that nobody had to look at before: those are
// read now.
function withoutUnread(loaded: FileToJudge, asked: JudgementForm, form: Answers): Answers {
  const { plain } = sortForMember(loaded)
  const chosen = chosenIn(openOf(asked.grants, loaded), form)
  const unread = plain.filter(({ id }) => chosen.get(id)?.outcome === 'approve')
  const cleared = unread.flatMap(({ id }) => [`oordeel-${id}`, `accreditatie-${id}`])
  return new Answers(
    Object.fromEntries(Object.entries(form.fields).filter(([name]) => !cleared.includes(name))),
  )
}

// The file that lies open before a member, or the page that they come to instead.
async function approach(visit: Visit, options: { readonly lock?: boolean } = {}) {
  const { accountId } = accountOf(visit)
  const approached = await approachFile(visit.context, visit.param('id'), accountId, options)
  switch (approached.outcome) {
    case 'not-found':
    case 'conflict':
      return notFound()
    case 'unopened':
      return inspectionPage(visit, approached.file)
    case 'open':
      return approached
  }
}

function inconsistentText(assessment: Explanation, register: Register): string {
  const { your, say } = voice(register.address)
  const left = wholesLeft(assessment)
  const given = `Met wat ${say('jij', 'u')} toekent, is de norm`
  if (left.length > 1) {
    const first = left.includes('temporary') ? temporaryLabel(register) : 'Voldoet'
    return `${standingText(assessment, register)} Kies ‘${first}’ of ‘Voldoet niet’.`
  }
  if (left.includes('meets')) {
    return `${given} gehaald. Kies ‘Voldoet’. ${say('Vind je', 'Vindt u')} van niet? Wijs dan de activiteiten af die niet mogen tellen.`
  }
  const answer = left.includes('temporary') ? temporaryLabel(register) : 'Voldoet niet'
  return `${given} niet gehaald. ${standingText(assessment, register)} Kies ‘${answer}’, of pas ${your} oordeel per activiteit aan.`
}

// That enough members judged it, and in which meeting the committee decides.
function inTheMeeting({ application }: ApplicationFile, register: Register): string {
  const { kind, meetingOn } = application
  const on = meetingOn === undefined ? '' : ` van ${formatDay(meetingOn)}`
  return `${wording(decidedBy(register, kind)).committee.The} beslist in de vergadering${on}.`
}

type Late = 'for-the-chair' | 'enough' | 'decided-already'

interface Given {
  readonly typed: Answers
  readonly errors?: readonly FieldError[]
  /** The member asked what it comes to. */
  readonly recomputed?: boolean
  /** How many activities were approved in one act. */
  readonly approved?: number
  readonly late?: Late
}

async function filePage(visit: Visit, loaded: FileToJudge, given: Given): Promise<Response> {
  const { context } = visit
  const { typed, errors = [], recomputed = false, late } = given
  const { file, decision, own, may, activities } = loaded
  const { application, applicant } = file
  const { register, You, Your, say } = speechAbout(visit, application.kind)
  const category = categoryWord(application, register)
  const open = application.status === 'with-committee'
  const again = visit.request.method === 'POST' || visit.url.searchParams.get('aanpassen') === 'ja'
  const mayNow = may.is !== 'for-the-chair' && may.is !== 'enough'
  const judging = open && mayNow && (own === undefined || again)
  const asked = judgementForm(context, loaded, typed)
  const assessment =
    decision?.assessment ??
    explain(
      loaded.dossier.compiled,
      reassess(context, loaded.dossier, {
        grants: judging ? grantsIn(asked, loaded, typed) : (own?.grants ?? new Map()),
        answers: judging ? answersIn(asked.norms, typed) : (own?.answers ?? new Map()),
      }),
    )
  const [follows, ...others] = wholesLeft(assessment)
  const sorted = sortForMember(loaded)
  const grants = judging ? grantsIn(asked, loaded, typed) : new Map()
  const left = [...loaded.open].filter((id) => !grants.has(id)).length
  const claimsLeft = judging ? loaded.openClaims.filter(({ id }) => !grants.has(id)).length : 0
  const claims = sortClaims(loaded, (claim) => isApart(claim, loaded))
  const claimItem = (claim: Claim, question?: Content) => {
    const wrong = errors.some(({ field }) => field.endsWith(claim.id))
    const grant = own?.grants.get(claim.id)
    return (
      <ReviewedClaim
        {...{ visit, loaded, claim }}
        hrefOf={(proof) => paths.committeeProof(register.id, application.id, proof)}
        open={judging && (wrong || claims.apart.includes(claim))}
      >
        {question}
        {question === undefined && grant !== undefined && (
          <p class="preserve">
            {say('Jouw', 'Uw')} oordeel:{' '}
            <strong>{grant.outcome === 'rejected' ? 'niet in orde' : 'in orde'}</strong>
            {grant.reason === '' ? '' : `. ${grant.reason}`}
          </p>
        )}
      </ReviewedClaim>
    )
  }
  const toBoard = boardNorms(loaded.dossier)
  const expected = expectation(context, application, loaded.returns)
  const precedents = await precedentsOf(visit, asked, toBoard)
  const neighbours = await neighboursOf(visit, application)
  const waiting = judging || own === undefined ? undefined : await waitingFiles(visit)
  const stale =
    late === undefined ? undefined : <LateText {...{ visit, late, loaded, typed, asked }} />
  return showForm(
    visit,
    asked.all,
    {
      title: `Dossier van ${applicant.name}`,
      caption: application.number,
      aside: <ApplicationTag application={application} register={register} />,
      ...toJudge(register),
      lead: (
        <>
          <MetaList
            items={[
              { term: 'Soort', value: kindWord(application.kind, register) },
              category !== undefined && { term: 'Categorie', value: category },
              temporaryItem(applicant, register),
              { term: 'Ingestuurd op', value: formatDay(application.submittedOn) },
              (open || expected.decides === 'in-the-meeting') && decisionDay(expected),
            ]}
          />
          {judging && (
            <div id="nu">
              <WhatIsNext
                file={fileWord(assessment)}
                {...{ visit, left }}
                first={firstLeft(sorted, (id) => loaded.open.has(id) && !grants.has(id))}
              />
            </div>
          )}
          {waiting !== undefined && <WayOn visit={visit} waiting={waiting} />}
          {open && (
            <p class="subtle">
              {You} hebt dit dossier geopend. Dat is vastgelegd.{' '}
              <a href={paths.committeeInterest(register.id, application.id)}>
                {say('Ken je', 'Kent u')} deze persoon? Meld een band
              </a>
            </p>
          )}
          {judging && (
            <JumpList
              sorted={sorted}
              questioned={loaded.returns.length > 0}
              before={[
                { label: 'De norm', href: '#norm' },
                ...(loaded.claims.length === 0
                  ? []
                  : [{ label: `Opgaven (${loaded.claims.length})`, href: '#opgaven' }]),
              ]}
              after={[{ label: `${Your} eindoordeel`, href: '#eindoordeel' }]}
            />
          )}
          {neighbours.length > 0 && (
            <nav aria-label="Agenda">
              <ButtonGroup>
                {neighbours.map(({ label, href }) => (
                  <Button variant="link" href={href}>
                    {label}
                  </Button>
                ))}
              </ButtonGroup>
            </nav>
          )}
          {decision !== undefined && <DecisionText register={register} decision={decision} />}
          <OthersText visit={visit} loaded={loaded} />
          <div id="norm-nu">
            <NormPart
              heading={`De norm${grants.size > 0 ? ` met ${say('jouw', 'uw')} oordeel` : ''}`}
              {...{ register, assessment }}
              claims={loaded.openClaims.filter(({ id }) => !grants.has(id))}
            />
          </div>
          <Supplements {...loaded} />
          <DecidedAbout register={register} rulings={loaded.rulings} />
          <QuestionsAndAnswers {...loaded} today={visit.context.today} />
          {application.advice !== '' && (
            <>
              <h2>Toelichting van {register.organisation.backOffice.short}</h2>
              <p class="preserve">{application.advice}</p>
            </>
          )}
        </>
      ),
      form: {
        wide: true,
        guard: true,
        enter: { name: 'actie', value: 'berekenen' },
        live: 'nu norm-nu knoppen oordeel-nu',
      },
      questions: ({ one }) => (
        <>
          {loaded.claims.length > 0 && (
            <>
              <h2 id="opgaven">Opgaven ({loaded.claims.length})</h2>
              <ClaimList
                sorted={claims}
                item={(claim) =>
                  claimItem(claim, asked.claims.get(claim.id)?.ask(typed, errors).all)
                }
              />
            </>
          )}
          {activities.length > 0 && (
            <>
              <h2>Activiteiten ({activities.length})</h2>
              <p>{openInWords(application, loaded.dossier.compiled.regulation.review)}</p>
              <VariantQuestion
                {...{ assessment }}
                regulation={loaded.dossier.compiled.regulation}
              />
              <ReviewedList
                {...{ sorted, typed, errors }}
                forms={asked.grants}
                item={(activity, question) => (
                  <JudgedActivity {...{ visit, loaded, activity, assessment, question }} />
                )}
                approved={given.approved}
              />
            </>
          )}
          {asked.norms.map(([norm, form]) => (
            <Card>
              <h3>{norm.label}</h3>
              <p>{norm.asks}</p>
              {toBoard.has(norm.id) && (
                <>
                  <p>
                    {boardOf(register)?.The} beslist hierover. {Your} antwoord is een advies.
                  </p>
                  <Precedents register={register} found={precedents.get(norm.id) ?? []} />
                </>
              )}
              {form.ask(typed, errors).all}
            </Card>
          ))}
          <h2 id="eindoordeel">{Your} eindoordeel</h2>
          <div id="oordeel-nu">
            <Alert
              type="info"
              focus={recomputed}
              headingLevel={3}
              title={`Met ${say('jouw', 'uw')} oordeel${activities.length > 0 ? ' per activiteit' : ''}`}
            >
              <p>{standingText(assessment, register)}</p>
              {left > 0 && (
                <p>Nog te beoordelen: {left === 1 ? '1 activiteit' : `${left} activiteiten`}.</p>
              )}
              {claimsLeft > 0 && (
                <p>Nog te beoordelen: {claimsLeft === 1 ? '1 opgave' : `${claimsLeft} opgaven`}.</p>
              )}
              <p>
                {left + claimsLeft === 0 && (
                  <>
                    {others.length > 0
                      ? `Of het ${fileWord(assessment)} voldoet, is aan ${say('jou', 'u')}.`
                      : follows === 'meets'
                        ? 'Daar hoort bij: voldoet.'
                        : follows === 'temporary'
                          ? `Daar hoort bij: ${withinSentence(temporaryLabel(register))}.`
                          : 'Daar hoort bij: voldoet niet.'}{' '}
                  </>
                )}
                <span class="without-live">
                  {say('Heb je', 'Hebt u')} iets gewijzigd? Kies dan eerst ‘Opnieuw berekenen’.
                </span>
              </p>
            </Alert>
          </div>
          {one('whole')}
          {one('reason')}
        </>
      ),
      button: (
        <>
          <div id="knoppen">
            <ButtonGroup>
              <Button name="actie" value="oordeel" variant={left > 0 ? 'secondary' : 'primary'}>
                Oordeel geven
              </Button>
              <span class="without-live">
                <Button name="actie" value="berekenen" variant="secondary">
                  Opnieuw berekenen
                </Button>
              </span>
            </ButtonGroup>
          </div>
          <div class="in-reach">
            <ButtonGroup>
              <Button name="actie" value="bewaren" variant="secondary">
                Bewaren en later verder
              </Button>
            </ButtonGroup>
          </div>
        </>
      ),
      frame: (form) =>
        judging ? (
          form
        ) : (
          <>
            {loaded.claims.length > 0 && (
              <>
                <h2 id="opgaven">Opgaven ({loaded.claims.length})</h2>
                {loaded.claims.map((claim) => claimItem(claim))}
              </>
            )}
            {activities.length > 0 && <h2>Activiteiten ({activities.length})</h2>}
            {activities.map((activity) => (
              <JudgedActivity {...{ visit, loaded, activity, assessment }} />
            ))}
            {open && mayNow && own !== undefined && (
              <p>
                <a href={`${paths.committeeApplication(register.id, application.id)}?aanpassen=ja`}>
                  Mijn oordeel aanpassen
                </a>
              </p>
            )}
          </>
        ),
    },
    { typed, errors, stale },
  )
}

// What the board decided before, at each norm that is left to it.
async function precedentsOf(
  { context }: Visit,
  { norms }: JudgementForm,
  toBoard: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly PublishedRuling[]>> {
  const found = new Map<string, readonly PublishedRuling[]>()
  for (const [{ id, label, asks }] of norms) {
    if (toBoard.has(id)) found.set(id, await precedentsFor(context, `${label} ${asks}`))
  }
  return found
}

// What a member does now: the activities, and when those are done the verdict.
function WhatIsNext(props: {
  readonly visit: Visit
  readonly file: ReturnType<typeof fileWord>
  readonly left: number
  readonly first: string
}) {
  const { visit, file, left, first } = props
  const { your, say } = speech(visit)
  if (left === 0) {
    return (
      <NextStep title={`Geef ${your} eindoordeel`} icon="arrow-right">
        <p>Bekijk hoe het met de norm staat en kies of het {file} voldoet.</p>
        <ButtonGroup>
          <Button variant="link" href="#eindoordeel">
            Naar {your} eindoordeel
          </Button>
        </ButtonGroup>
      </NextStep>
    )
  }
  return (
    <NextStep
      title={`Beoordeel ${left === 1 ? '1 activiteit' : `${left} activiteiten`}`}
      icon="arrow-right"
    >
      <p>
        Onder aan de pagina {say('geef je', 'geeft u')} daarna {your} eindoordeel.
      </p>
      <ButtonGroup>
        <Button href={first}>Begin met beoordelen</Button>
      </ButtonGroup>
    </NextStep>
  )
}

// Where a member goes who judged this file: on to the next that waits, or back to the list.
function WayOn(props: { readonly visit: Visit; readonly waiting: readonly JudgedFile[] }) {
  const { visit, waiting } = props
  const { register, your } = speech(visit)
  const [next, ...others] = waiting
  const list = <a href={paths.committee(register.id)}>Terug naar ‘Te beoordelen’</a>
  if (next === undefined) return <p>{list}</p>
  return (
    <NextStep title="Beoordeel het volgende dossier" icon="arrow-right">
      <p>
        {others.length === 0
          ? `Er wacht nog 1 dossier op ${your} oordeel.`
          : `Er wachten nog ${waiting.length} dossiers op ${your} oordeel.`}
      </p>
      <ButtonGroup>
        <Button href={paths.committeeApplication(register.id, next.application.id)}>
          Dossier van {next.applicant.name}
        </Button>
        {list}
      </ButtonGroup>
    </NextStep>
  )
}

// What the back office did not find in order, and where members differ, stands open.
function isApart(claim: Claim, { file, settlement }: FileToJudge): boolean {
  const disputed = settlement.is === 'divided' && settlement.on.includes(claim.id)
  return disputed || findingOf(claim, file.application.id)?.inOrder === false
}

// Which activities stand open, by what the regulation has the committee look into.
function openInWords({ drawn, readAllOn }: Application, review: ReviewRules): string {
  if (readAllOn !== undefined) {
    return `Sinds ${formatDay(readAllOn)} worden alle activiteiten gelezen: van de steekproef is meer dan ${review.failureShare}% afgewezen. Oordelen van daarvoor tellen niet meer.`
  }
  if (review.application === 'sample' && drawn === false) {
    return 'Deze aanvraag valt buiten de steekproef. Open zijn alleen de activiteiten waar iets mee is. Klik op een naam om de rest te bekijken.'
  }
  return review.lines === 'all'
    ? 'Alle activiteiten die nog beoordeeld moeten worden, staan open.'
    : 'Open zijn de activiteiten waar iets mee is, die in de steekproef vielen, of die om een risico altijd worden nagekeken. Klik op een naam om de rest te bekijken.'
}

function LateText(props: {
  readonly visit: Visit
  readonly late: Late
  readonly loaded: FileToJudge
  readonly typed: Answers
  readonly asked: JudgementForm
}) {
  const { late, loaded, typed, asked } = props
  const { register, You, Your, say } = speech(props.visit)
  const written = [
    asked.all.read(typed).answers.reason ?? '',
    ...reasonsIn(asked.grants, loaded, typed).map(({ title, reason }) => `${title}: ${reason}`),
  ].filter((text) => text !== '')
  return (
    <Alert type="warning" title={`${Your} oordeel is niet meer meegeteld`} focus>
      <p>
        {
          {
            'decided-already': `Intussen is het besluit genomen. ${You} ziet het hieronder.`,
            'for-the-chair':
              'Twee leden hebben intussen geoordeeld en zijn het niet eens. De voorzitter geeft de doorslag.',
            enough: `Intussen hebben genoeg leden geoordeeld. ${inTheMeeting(loaded.file, register)}`,
          }[late]
        }
      </p>
      {written.length > 0 && (
        <>
          <p>Dit schreef {say('jij', 'u')}:</p>
          <p class="preserve">{written.join('\n')}</p>
        </>
      )}
    </Alert>
  )
}

// The files on the same agenda before and after this one.
async function neighboursOf({ context }: Visit, { id, meetingId }: Application) {
  const agenda = meetingId === undefined ? [] : await agendaOf(context, meetingId)
  const here = agenda.findIndex(({ application }) => application.id === id)
  return (['Vorig', 'Volgend'] as const).flatMap((which) => {
    const file = agenda[which === 'Vorig' ? here - 1 : here + 1]?.application
    if (file === undefined) return []
    const href = paths.committeeApplication(context.register.id, file.id)
    return [{ label: `${which} dossier: ${file.number}`, href }]
  })
}
