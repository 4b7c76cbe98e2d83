import type { Differences, SeenActivity } from '#domain/certification/application/application.ts'
import type { Preparation } from '#domain/certification/application/prepare-application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { isJudged } from '#domain/certification/application/remarks.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import { isAsked, labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { proofWarnings } from '#domain/dossier/activity/proof-warnings.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import { withFiles } from '#domain/dossier/statement/claim-warnings.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import { findBackground } from '#domain/people/registration/background.ts'
import { explain } from '#engine'
import type { Decided } from '#regulations/bodies.ts'
import { decidedBy } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { choice, tick } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { applicationCosts } from '#web/professional/application-costs.ts'
import { ActivityTable } from '#web/professional/certification.tsx'
import type { SecondLook } from '#web/professional/claims-to-see.tsx'
import { looksAtClaims, ToSeeAgain } from '#web/professional/claims-to-see.tsx'
import { inCertification } from '#web/professional/crumbs.ts'
import type { RenewedDeclarations } from '#web/professional/renewed-declarations.tsx'
import {
  declarationsMissing,
  declaredIn,
  renewedDeclarations,
} from '#web/professional/renewed-declarations.tsx'
import { ClaimDifferenceList, claimsSeenIn, SeenClaims } from '#web/professional/seen-claims.tsx'
import { StatedList } from '#web/professional/stated-list.tsx'
import { unreadAnswers } from '#web/professional/unread-answers.tsx'
import { WorkQuestions } from '#web/professional/work-questions.tsx'
import { kindWord, whenDecided } from '#web/review/application-words.tsx'
import { proofWarningText } from '#web/review/proof-warnings.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, registrationOf, seeOther } from '#web/route.ts'
import { personItems, workForm } from '#web/sign-up/person.form.tsx'
import { speech, speechAbout } from '#web/speech.ts'

/** Under what somebody sends in an application of a kind. */
export function declarationFor(register: Register, kind: Decided): string {
  const { committee } = wording(decidedBy(register, kind))
  return `Wat ik instuur is waar, en mijn bewijsstukken zijn echt. Ik weet dat ik dit na het insturen niet meer kan wijzigen, en dat ik er alleen aan kan toevoegen zolang ${committee.the} mijn aanvraag nog niet heeft, of als daarom wordt gevraagd.`
}

interface Sending extends RenewedDeclarations {
  readonly period?: Preparation['periodOptions'][number]['choice']
  readonly declared: boolean
}

/** Controleren en insturen: the whole dossier, before it is sent; nothing is half sent. */
export const applicationCheckPage = formPage<Sending, Loaded>({
  load,
  form: sendingForm,
  open: (visit, { hindrance }) => {
    const { register } = visit.context
    if (hindrance?.is === 'running') {
      return seeOther(paths.applicationSent(register.id, hindrance.applicationId))
    }
    return hindrance && seeOther(paths.certification(register.id))
  },
  page: (visit, loaded) => ({
    title: 'Controleren en insturen',
    caption: kindWord(loaded.kind, visit.context.register),
    ...inCertification(visit),
    lead: <Dossier visit={visit} loaded={loaded} />,
    questions: ({ all }) => (
      <>
        {seenFields(loaded.contents.goesIn)}
        <SeenClaims claims={loaded.claims} />
        {all}
      </>
    ),
    button: 'Aanvraag insturen',
    back: { label: 'Nog niet insturen', href: paths.certification(visit.context.register.id) },
  }),
  save: async (visit, answers, loaded) => {
    const { period } = answers
    const { register, your, Your } = speech(visit)
    const submitted = await submitApplication(visit.context, {
      registrationId: registrationOf(visit),
      periodChoice: period,
      declared: declarationFor(register, loaded.kind),
      declarations: declaredIn(answers, loaded.declarations),
      seen: seenIn(visit.form),
      seenClaims: claimsSeenIn(visit.form),
    })
    switch (submitted.outcome) {
      case 'submitted':
        return seeOther(
          `${paths.applicationSent(register.id, submitted.applicationId)}?ingestuurd=ja`,
        )
      case 'already-running': {
        const there = paths.applicationSent(register.id, submitted.applicationId)
        const said = `${Your} aanvraag was al ingestuurd. We hebben die één keer ontvangen.`
        return leaveFor(visit, there, said, 'info')
      }
      case 'declarations-missing':
        return { errors: declarationsMissing(submitted.missing) }
      case 'changed':
        return {
          stale: (
            <Alert
              type="warning"
              title={`${submitted.differences === undefined ? `${Your} dossier` : `${Your} portfolio`} is intussen veranderd`}
              focus
            >
              <p>
                Daarom is {your} aanvraag nog niet ingestuurd. Kijk de gegevens hieronder nog eens
                na.
              </p>
              {submitted.differences !== undefined && (
                <DifferenceList differences={submitted.differences} />
              )}
              {submitted.stated !== undefined && (
                <ClaimDifferenceList
                  regulation={loaded.loaded.compiled.regulation}
                  differences={submitted.stated}
                />
              )}
            </Alert>
          ),
        }
      case 'not-allowed':
        return refusedPage(visit, submitted.preparation, submitted.differences)
    }
  },
})

type Loaded = Awaited<ReturnType<typeof load>>

async function load(visit: Visit) {
  const { context } = visit
  const registrationId = registrationOf(visit)
  const preparation = await prepareApplication(context, registrationId)
  const { compiled, standing } = preparation.loaded
  const claims = claimsFor(standing.claims, undefined)
  return {
    ...preparation,
    claims,
    looked: await lookAtSigned(context, compiled, registrationId, claims),
    attestations: await attestationsOf(context, registrationId),
    known: await findPerson(context, accountOf(visit).accountId),
    background: await findBackground(context, registrationId),
  }
}

// The last two questions: when a new period begins, if that can be chosen, and the declaration.
function sendingForm(visit: Visit, { periodOptions, hindrance, declarations, kind }: Loaded) {
  const { register, you, You, your } = speech(visit)
  // What stands in the way is said before what is missing here.
  if (hindrance !== undefined) return form<Sending>({ declared: tick('akkoord', '') })
  return form<Sending>({
    ...(periodOptions.length > 1 && {
      period: choice('periode', `Wanneer begint ${your} nieuwe periode?`, {
        hint: `${You} kiest dit één keer. ${You} verliest geen dag als ${you} aansluit op ${your} oude periode.`,
        required: `Kies wanneer ${your} nieuwe periode begint.`,
        options: periodOptions.map(({ choice: value, period }) => ({
          value,
          label:
            value === 'old-end'
              ? 'Op de dag na mijn huidige periode'
              : 'Op de dag van deze aanvraag',
          hint: `Geldig van ${formatDay(period.first)} tot en met ${formatDay(period.last)}.`,
        })),
      }),
    }),
    ...renewedDeclarations(visit, declarations),
    declared: tick('akkoord', declarationFor(register, kind), {
      required: `Zet een vinkje als ${you} verklaart dat alles klopt.`,
    }),
  })
}

function Dossier({ visit, loaded }: { readonly visit: Visit; readonly loaded: Loaded }) {
  const { register, you, You, your, Your, certification } = speechAbout(visit, loaded.kind)
  const { contents, meeting, answerBy, known, background, claims, looked, attestations } = loaded
  const assessment = explain(loaded.loaded.compiled, loaded.assessment)
  const { regulation } = loaded.loaded.compiled
  const costs = applicationCosts(visit, loaded.loaded.dossier.category)
  const left = [
    ...contents.withoutProof.map((one) => ({ ...one, why: 'er is nog geen bewijs' })),
    ...contents.drafts.map((one) => ({
      ...one,
      why:
        unreadAnswers(visit, loaded.loaded.compiled, one).length === 0
          ? 'nog een concept'
          : 'nog een concept, en niet alles is te lezen',
    })),
  ]
  return (
    <>
      <p class="lead">
        Kijk of alles klopt.{' '}
        {whenDecided(register, { meetingOn: meeting.on, decides: regulation.committee.decides })}{' '}
        {You} hoort het besluit uiterlijk {formatDay(answerBy)}.
      </p>
      {costs !== undefined && <p>{costs}</p>}
      {known !== undefined && (
        <>
          <SummaryList
            title={`${Your} gegevens`}
            items={personItems(register, known.person, accountOf(visit).email)}
            changeHref={paths.editPerson(register.id)}
          />
          <SummaryList
            title={`${Your} werk`}
            items={workForm(register).summary({ ...known.work, ...background })}
            changeHref={paths.editWork(register.id)}
          />
        </>
      )}
      {claims.length > 0 && (
        <StatedList
          {...{ visit, regulation, claims, looked, attestations }}
          facts={loaded.loaded.dossier.facts}
        />
      )}
      <WorkQuestions visit={visit} regulation={regulation} claims={claims} />
      <h2>Hoe ver {you} bent</h2>
      {assessment.temporary !== undefined && (
        <Alert
          type="info"
          title={`${You} vraagt dit voor een tijd aan: ${certification.temporary.certified}`}
          headingLevel={3}
        >
          <p>{assessment.sentence}</p>
        </Alert>
      )}
      <NormCards assessment={assessment} register={register} claims={claims} />
      <Grounds assessment={assessment} />
      {contents.goesIn.length > 0 && (
        <>
          <h2>
            {Your} activiteiten ({contents.goesIn.length})
          </h2>
          <ActivityTable
            visit={visit}
            caption={`Gaat mee in ${your} aanvraag`}
            rows={contents.goesIn}
          />
        </>
      )}
      <ToSeeAgain
        visit={visit}
        looks={[
          ...looksAtClaims(visit, loaded.loaded, claims),
          ...looksAtAccreditations(visit, loaded),
          ...looksAtActivities(visit, loaded),
        ]}
      />
      {left.length > 0 && (
        <Alert type="warning" title="Dit gaat niet mee" headingLevel={3}>
          <ul>
            {left.map(({ id, title, why }) => (
              <li>
                <a href={paths.activity(register.id, id)}>{title || 'Zonder naam'}</a>: {why}
              </li>
            ))}
          </ul>
          <p>
            Wat nu niet meegaat, telt bij een volgende aanvraag meestal niet meer mee.{' '}
            <a href={paths.portfolio(register.id)}>Terug naar mijn portfolio</a>
          </p>
        </Alert>
      )}
      <h2>Insturen</h2>
    </>
  )
}

// What is claimed to be accredited, of which no label counts or no decision is known: somebody will ask.
function looksAtAccreditations(
  { context }: Visit,
  { loaded, contents }: Loaded,
): readonly SecondLook[] {
  return contents.goesIn.flatMap((activity) => {
    const label = labelOfActivity(loaded.compiled, activity)
    if (!isAsked(label) || isJudged(activity)) return []
    const href = paths.activity(context.register.id, activity.id)
    return [{ title: activity.title, href, text: `${label.text}.` }]
  })
}

// What of the proofs of activities is worth a second look.
function looksAtActivities(
  { context }: Visit,
  { loaded, contents }: Loaded,
): readonly SecondLook[] {
  const { compiled, activities, standing } = loaded
  const others = [...activities, ...withFiles(compiled.regulation, standing.claims)]
  return contents.goesIn.flatMap((activity) => {
    const kind = compiled.regulation.kinds.find(({ id }) => id === activity.kind)
    return proofWarnings(activity, kind, others).map((warning) => ({
      title: activity.title,
      href: paths.activity(context.register.id, activity.id),
      text: proofWarningText(warning),
    }))
  })
}

// What stood on the page goes along with the form, so that it can be told what changed since.
function seenFields(activities: Preparation['contents']['goesIn']): Content {
  const lines = activities.map(
    ({ id, claimed, claimedSecond }) => `${id}:${claimed ?? 0}:${claimedSecond ?? 0}`,
  )
  const fields: Content[] = []
  for (let start = 0; start === 0 || start < lines.length; start += 1000) {
    const value = lines.slice(start, start + 1000).join(',')
    fields.push(<input type="hidden" name="gezien" value={value} />)
  }
  return <>{fields}</>
}

function seenIn(form: Answers): SeenActivity[] {
  return form
    .values('gezien')
    .flatMap((field) => field.split(','))
    .flatMap((line) => {
      const [id = '', claimed = '', second = '0'] = line.split(':')
      const [first, other] = [claimed, second].map((typed) =>
        /^\d{1,12}$/.test(typed) ? Number(typed) : undefined,
      )
      return first === undefined || other === undefined
        ? []
        : [{ id, claimed: first, claimedSecond: other }]
    })
}

function DifferenceList({ differences }: { readonly differences: Differences }) {
  const { added, changed, goneIds } = differences
  return (
    <ul>
      {added.map(({ title }) => (
        <li>Erbij gekomen: {title}</li>
      ))}
      {changed.map(({ title }) => (
        <li>Gewijzigd: {title}</li>
      ))}
      {goneIds.length > 0 && (
        <li>
          {goneIds.length === 1
            ? '1 activiteit gaat niet meer mee.'
            : `${goneIds.length} activiteiten gaan niet meer mee.`}
        </li>
      )}
    </ul>
  )
}

function refusedPage(
  visit: Visit,
  { assessment, loaded }: Preparation,
  differences: Differences | undefined,
): Promise<Response> {
  const { register, you, Your } = speech(visit)
  return titledPage(
    visit,
    {
      title: `${Your} aanvraag is niet ingestuurd`,
      current: paths.certification(register.id),
      status: 409,
    },
    <>
      {differences !== undefined && (
        <>
          <p class="lead">Er is iets veranderd sinds {you} de aanvraag controleerde.</p>
          <DifferenceList differences={differences} />
        </>
      )}
      <p>{explain(loaded.compiled, assessment).sentence}</p>
      <ButtonGroup>
        <Button href={paths.certification(register.id)}>Bekijk wat {you} nog nodig hebt</Button>
      </ButtonGroup>
    </>,
  )
}
