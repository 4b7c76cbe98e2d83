import { measuresOn } from '#domain/certification/measure/queries.ts'
import { standingSuspensions } from '#domain/certification/validity/suspend-registration.ts'
import { answerHearing } from '#domain/certification/verdict/hear.ts'
import { findVerdict, verdictsOf } from '#domain/certification/verdict/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { statusWords } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Alert, formatDay, Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import type { Task } from '#web/layout/tasks.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { Inspections, inspectionsFor } from '#web/professional/inspections.tsx'
import { takesObjections } from '#web/professional/objections.tsx'
import { DecidedMeasures, VerdictFacts, verdictTag } from '#web/review/verdict.tsx'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** A verdict on oneself: what was recorded, what one has to say about it, and what was decided. */
export const myVerdictPage = formPage({
  load: async (visit: Visit) => {
    const { context } = visit
    const own = endedRegistrationOf(visit) ?? registrationOf(visit)
    const verdict = await findVerdict(context, visit.param('id'))
    if (verdict === undefined || verdict.registrationId !== own || verdict.status === 'withdrawn') {
      return notFound()
    }
    const measures = await measuresOn(context, verdict.id)
    const letters = measures.flatMap(({ documentId }) => documentId ?? [])
    return {
      verdict,
      measures,
      coming: await papersComing(visit, letters),
      inspections: await inspectionsFor(visit, { noun: 'verdict', id: verdict.id }),
    }
  },
  form: (visit) => {
    const { you, Your, say } = speech(visit)
    return form({
      answer: text('reactie', `Wat ${say('vind je', 'vindt u')} ervan?`, {
        hint: `Schrijf op wat ${you} van de uitspraak vindt, en wat die voor ${say('je', 'uw')} registratie zou moeten betekenen. Dat kan één keer.`,
        required: `Schrijf op wat ${you} ervan vindt.`,
        rows: 10,
        most: 6000,
        tooLong: (over) => `${Your} reactie is ${over} tekens te lang.`,
      }),
    })
  },
  page: (visit, { verdict, measures, coming, inspections }) => {
    const { register, you, You, your, say } = speech(visit)
    const { colour, label } = verdictTag(verdict)
    const board = bodyFor(register, 'decide-measures')
    const before = verdict.hearings.at(-1)?.before
    const { status, suspendedLast } = verdict.member
    return {
      title: `Uitspraak ${verdict.number}`,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...inPortfolio(visit),
      version: verdict.version,
      refresh: coming.refresh,
      lead: (
        <>
          {verdict.status === 'not-final' && (
            <p class="lead">
              De uitspraak is nog niet definitief. Het register doet er nog niets mee, en{' '}
              {say('je hoeft', 'u hoeft')} niets te doen.
            </p>
          )}
          {verdict.status === 'hearing' && before !== undefined && (
            <p class="lead">
              {board?.The} beslist wat de uitspraak betekent voor {your} registratie. Tot en met{' '}
              {formatDay(before)} {say('kun je', 'kunt u')} eerst zeggen wat {you} ervan vindt.
            </p>
          )}
          {verdict.status === 'for-decision' && (
            <p class="lead">
              {board?.The} beslist wat de uitspraak betekent voor {your} registratie. {You} krijgt
              een brief.
            </p>
          )}
          {status === 'suspended' && <Suspended visit={visit} last={suspendedLast} />}
          <DecidedMeasures
            {...{ measures, coming }}
            hrefOf={(id) => paths.myDocument(register.id, id)}
          />
          {verdict.status === 'decided' && (
            <p>
              Niet eens?{' '}
              <a
                href={
                  takesObjections(visit)
                    ? paths.myObjections(register.id)
                    : paths.complaint(register.id)
                }
              >
                Zo {say('maak je', 'maakt u')} bezwaar
              </a>
            </p>
          )}
          <VerdictFacts
            verdict={verdict}
            document={paths.myDocument(register.id, verdict.documentId)}
          />
        </>
      ),
      form: { guard: true },
      after: <Inspections {...{ visit, inspections }} />,
      button: 'Reactie versturen',
      frame: (asked) =>
        verdict.status === 'hearing' && endedRegistrationOf(visit) === undefined && asked,
    }
  },
  save: async (visit, { answer }, { verdict }) => {
    const { context, form: sent } = visit
    const here = paths.myVerdict(context.register.id, verdict.id)
    const { Your, say } = speech(visit)
    const done = await answerHearing(
      context,
      { id: verdict.id, version: versionIn(sent) },
      { registrationId: verdict.registrationId, answer },
    )
    switch (done.outcome) {
      case 'heard':
        return leaveFor(visit, here, `${Your} reactie is verstuurd. Wie beslist, leest die eerst.`)
      case 'no-answer':
        return { wrong: { answer: `Schrijf op wat ${say('je', 'u')} ervan vindt.` } }
      case 'stale':
      case 'too-late':
        return {
          stale: (
            <Alert type="warning" title="Er is intussen iets veranderd">
              <p>Kijk hoe het er nu voor staat. Wat er is ingevuld, staat hieronder nog.</p>
            </Alert>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

/** Says that somebody is suspended, until when, and what they can do meanwhile. */
export function Suspended(props: {
  readonly visit: Visit
  /** Undefined where it stands until it is lifted. */
  readonly last: Temporal.PlainDate | undefined
  /** Where the decision is. */
  readonly href?: string | undefined
}) {
  const { visit, last, href } = props
  const { register, You, Your, your, say } = speech(visit)
  const { meanwhile } = register.measures ?? {}
  const { label, meaning } = statusWords(register, { status: 'suspended', temporary: false })
  return (
    <Alert
      type="warning"
      title={last === undefined ? label : `${label} tot en met ${formatDay(last)}`}
    >
      <p>
        {meaning} {Your} keurmerk zegt zolang dat het nu niet geldt.
      </p>
      <p>
        {meanwhile?.activities === true
          ? `${You} kunt activiteiten blijven toevoegen.`
          : `${You} kunt zolang geen activiteiten toevoegen.`}{' '}
        {meanwhile?.apply === true
          ? `Een aanvraag insturen kan ook.`
          : 'Een aanvraag insturen kan niet.'}{' '}
        De tijd loopt door: let op wanneer {your} periode eindigt.
      </p>
      {href !== undefined && (
        <p>
          <a href={href}>Lees het besluit en hoe {say('je', 'u')} bezwaar maakt</a>
        </p>
      )}
    </Alert>
  )
}

/** What verdicts ask of somebody, and the suspension that runs, for the first page of their portfolio. */
export async function verdictNews(
  visit: Visit,
  registrationId: string,
): Promise<{ readonly tasks: readonly Task[]; readonly suspended: SuspendedFacts | undefined }> {
  const { context } = visit
  const { register } = context
  const member = await findMember(context, registrationId)
  const verdicts = await verdictsOf(context, registrationId)
  const { you, say } = speech(visit)
  const tasks = verdicts
    .filter(({ status }) => status === 'hearing')
    .map((verdict) => {
      const before = verdict.hearings.at(-1)?.before
      return {
        label: `Reageer op uitspraak ${verdict.number}`,
        href: paths.myVerdict(register.id, verdict.id),
        text: `${say('Je kunt', 'U kunt')} zeggen wat ${you} ervan vindt${before === undefined ? '' : `, tot en met ${formatDay(before)}`}.`,
      }
    })
  if (member?.status !== 'suspended') return { tasks, suspended: undefined }
  const last = member.suspendedLast
  const because = await suspendedBy(context, registrationId)
  const href =
    because === undefined ? paths.myStatus(register.id) : paths.myVerdict(register.id, because)
  return { tasks, suspended: { last, href } }
}

/** Until when somebody is suspended, and where the decision is. */
export interface SuspendedFacts {
  readonly last: Temporal.PlainDate | undefined
  readonly href: string | undefined
}

// The newest verdict because of which they are suspended.
async function suspendedBy(context: Context, registrationId: string): Promise<string | undefined> {
  const standing = await standingSuspensions(context, registrationId)
  const because = new Set(standing.flatMap(({ measureId }) => measureId ?? []))
  for (const { id } of await verdictsOf(context, registrationId)) {
    const measures = await measuresOn(context, id)
    if (measures.some((measure) => because.has(measure.id))) return id
  }
  return undefined
}
