import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Replacement } from '#domain/dossier/referee/replace-referee.ts'
import { replaceReferee } from '#domain/dossier/referee/replace-referee.ts'
import { voice } from '#language/voice.ts'
import type { Answers as SentForm } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  ErrorSummary,
  Form,
  formatDay,
  PageTitle,
  Radios,
} from '#web/kit/index.ts'
import { mailedTo } from '#web/mailed.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { RefereeFields, SelfSignFields } from '#web/professional/activity-form.tsx'
import { frozenText, problemText } from '#web/professional/activity-words.tsx'
import type { Typed } from '#web/professional/read-activity.ts'
import { line, lines } from '#web/professional/read-activity.ts'
import { versionOf } from '#web/professional/save-answer.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

const fields = [
  'confirmation',
  'referee-name',
  'referee-email',
  'referee-relation',
  'self-sign-reason',
  'self-sign-declared',
] as const

/** Asks once more, asks somebody else, or takes the professional's own statement. */
export async function showActivityReferee(visit: Visit): Promise<Response> {
  const activity = await mine(visit)
  const open = await openness(visit.context, activity.id)
  const waits = activity.state === 'awaiting-referee' || activity.state === 'returned'
  if (open.is !== 'open' || !waits) {
    const why =
      open.is === 'open'
        ? 'Deze activiteit wacht niet op een referent.'
        : frozenText(open.is, visit.context.register)
    visit.leave(why, 'info')
    return seeOther(paths.activity(visit.context.register.id, activity.id))
  }
  const typed = visit.kept === undefined ? activity.form.typed : typedIn(visit.kept)
  return refereePage(visit, activity, typed, [], 200)
}

/** Sends the new request, or takes the statement. */
export async function sendActivityReferee(visit: Visit): Promise<Response> {
  const { you, You, your, Your } = voice(visit.context.register.address)
  const { context } = visit
  const activity = await mine(visit)
  const typed = typedIn(visit.form)
  const replacement = replacementOf(typed)
  if (replacement === undefined) {
    const errors = [{ field: 'confirmation', message: `Kies wat ${you} wilt doen.` }]
    return refereePage(visit, activity, typed, errors, 422)
  }
  const version = versionOf(visit) ?? -1
  const registration = registrationOf(visit)
  const replaced = await replaceReferee(context, registration, activity.id, version, replacement)
  const here = paths.activity(context.register.id, activity.id)
  switch (replaced.outcome) {
    case 'not-found':
      return notFound()
    case 'frozen':
      visit.leave('Deze activiteit wacht niet meer op een referent.', 'info')
      return seeOther(here)
    case 'stale': {
      const errors = [
        {
          field: 'confirmation',
          message: `Deze activiteit is intussen gewijzigd. Bekijk die en kies opnieuw. Wat ${you} typte, staat hieronder.`,
        },
      ]
      return refereePage(visit, activity, typed, errors, 409)
    }
    case 'asked-enough': {
      const errors = [
        {
          field: 'confirmation',
          message: `${You} hebt vandaag al veel referenten gevraagd. Probeer het morgen opnieuw.`,
        },
      ]
      return refereePage(visit, activity, typed, errors, 422)
    }
    case 'incomplete': {
      const errors = replaced.problems.map((problem) => ({
        field: problem.field,
        message: problemText(problem, undefined, visit.context),
      }))
      return refereePage(visit, activity, typed, errors, 422)
    }
    case 'asked':
      visit.leave(mailedTo(context.platform, 'een e-mail', typed['referee-name'] ?? ''))
      return seeOther(here)
    case 'self-signed':
      visit.leave(`${Your} eigen verklaring is bewaard.`)
      return seeOther(here)
    case 'withdrawn':
      visit.leave(`${Your} activiteit is ingestuurd met ${your} bewijsstuk.`)
      return seeOther(here)
  }
}

async function mine(visit: Visit): Promise<PortfolioActivity> {
  const found = await findActivity(visit.context, registrationOf(visit), visit.param('id'))
  return found ?? notFound()
}

function typedIn(form: SentForm): Typed {
  return Object.fromEntries(
    fields.map((name) => [
      name,
      name === 'self-sign-reason' ? lines(form.value(name)) : line(form.value(name)),
    ]),
  )
}

function replacementOf(typed: Typed): Replacement | undefined {
  switch (typed.confirmation) {
    case 'referee':
      return {
        by: 'referee',
        referee: {
          name: typed['referee-name'] ?? '',
          email: typed['referee-email'] ?? '',
          relation: typed['referee-relation'] ?? '',
        },
      }
    case 'self':
      return {
        by: 'self',
        reason: typed['self-sign-reason'] ?? '',
        declared: typed['self-sign-declared'] === 'ja',
      }
    case 'none':
      return { by: 'none' }
    default:
      return undefined
  }
}

async function refereePage(
  visit: Visit,
  activity: PortfolioActivity,
  typed: Typed,
  errors: readonly FieldError[],
  status: number,
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { You, say } = voice(register.address)
  const { compiled } = await loadDossier(context, registrationOf(visit))
  const { roles, selfSign } = compiled.regulation.referee
  const { referee } = activity
  const here = paths.activityReferee(register.id, activity.id)
  return page(
    visit,
    {
      title: 'Referent',
      current: paths.portfolio(register.id),
      breadcrumb: [
        { label: 'Mijn portfolio', href: paths.portfolio(register.id) },
        { label: activity.title, href: paths.activity(register.id, activity.id) },
      ],
      wrong: errors.length > 0,
      status,
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle caption={activity.title}>Wie kan dit bevestigen?</PageTitle>
      {referee !== undefined && referee.answer === undefined && (
        <p>
          {You} vroeg {referee.name} ({referee.email}) op {formatDay(referee.sentOn)}. Reageren kan
          tot en met {formatDay(referee.expiresOn)}. {say('Vraag je', 'Vraagt u')} opnieuw, dan
          werkt de oude link niet meer.
        </p>
      )}
      {referee?.answer === 'declined' && (
        <Alert type="info" title={`${referee.name} heeft niet bevestigd`}>
          <p>{referee.remark === '' ? 'Er staat geen uitleg bij.' : `“${referee.remark}”`}</p>
        </Alert>
      )}
      <Form
        action={here}
        idempotency={visit.once()}
        hidden={{
          _version: String(activity.version),
          ...(visit.keptId === undefined ? {} : { _kept: visit.keptId }),
        }}
      >
        <Radios
          name="confirmation"
          legend={`Wat ${say('wil je', 'wilt u')} doen?`}
          error={errors.find(({ field }) => field === 'confirmation')?.message}
          value={typed.confirmation === '' ? undefined : typed.confirmation}
          options={[
            ...(roles.length === 0
              ? []
              : [
                  {
                    value: 'referee',
                    label: 'Een referent vragen',
                    hint: 'Dezelfde persoon opnieuw, of iemand anders.',
                    reveal: (
                      <RefereeFields visit={visit} typed={typed} errors={errors} roles={roles} />
                    ),
                  },
                ]),
            ...(selfSign.allowed
              ? [
                  {
                    value: 'self',
                    label: 'Zelf ondertekenen',
                    reveal: <SelfSignFields typed={typed} errors={errors} text={selfSign.text} />,
                  },
                ]
              : []),
            {
              value: 'none',
              label: 'Niemand vragen, mijn bewijsstuk laat het zien',
            },
          ]}
        />
        <ButtonGroup>
          <Button>Versturen</Button>
          <Button variant="secondary" href={paths.activity(register.id, activity.id)}>
            Terug
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}
