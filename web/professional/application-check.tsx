import type { Differences, SeenActivity } from '#domain/certification/application/application.ts'
import type { Preparation } from '#domain/certification/application/prepare-application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { submitApplication } from '#domain/certification/application/submit-application.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { formTokens } from '#web/answers.ts'
import { kindWord } from '#web/application-words.tsx'
import { Grounds, NormCards } from '#web/explanation.tsx'
import type { Answers } from '#web/forms/answers.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkbox,
  ErrorSummary,
  Form,
  formatDay,
  PageTitle,
  Radios,
  SummaryList,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { ActivityTable } from '#web/professional/certification.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, registrationOf, seeOther } from '#web/route.ts'
import { personItems, workForm } from '#web/sign-up/person.form.tsx'

function declarationFor(register: Register): string {
  const { backOffice } = register.organisation
  return `Wat ik instuur is waar, en mijn bewijsstukken zijn echt. Ik weet dat ik na het insturen alleen nog kan aanvullen waar ${backOffice.short} om vraagt.`
}

/** Controleren en insturen: the whole dossier, before it is sent. */
export async function showApplicationCheck(visit: Visit): Promise<Response> {
  const { context } = visit
  const preparation = await prepareApplication(context, registrationOf(visit))
  const { hindrance } = preparation
  if (hindrance?.is === 'running') {
    return seeOther(paths.applicationSent(context.register.id, hindrance.applicationId))
  }
  if (hindrance !== undefined) return seeOther(paths.certification(context.register.id))
  return checkPage(visit, preparation, visit.kept ?? visit.form, [])
}

/** Sends the application; what stands in the way is explained, and nothing is half sent. */
export async function sendApplication(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const registrationId = registrationOf(visit)
  const errors = errorsIn(visit, await prepareApplication(context, registrationId))
  if (errors.length > 0) {
    return checkPage(visit, await prepareApplication(context, registrationId), form, errors)
  }
  const choice = form.value('periode')
  const submitted = await submitApplication(context, {
    registrationId,
    periodChoice: choice === 'old-end' || choice === 'submission' ? choice : undefined,
    declared: declarationFor(register),
    seen: seenIn(form),
  })
  switch (submitted.outcome) {
    case 'submitted':
      return seeOther(
        `${paths.applicationSent(register.id, submitted.applicationId)}?ingestuurd=ja`,
      )
    case 'already-running':
      visit.leave(`${Your} aanvraag was al ingestuurd. We hebben die één keer ontvangen.`, 'info')
      return seeOther(paths.applicationSent(register.id, submitted.applicationId))
    case 'changed':
      return checkPage(
        visit,
        submitted.preparation,
        form,
        [],
        <Changed register={register} differences={submitted.differences} />,
        409,
      )
    case 'not-allowed':
      return refusedPage(visit, submitted.preparation, submitted.differences)
  }
}

function errorsIn(visit: Visit, { periodOptions, hindrance }: Preparation): FieldError[] {
  const { form } = visit
  const { you, your } = voice(visit.context.register.address)
  if (hindrance !== undefined) return []
  const errors: FieldError[] = []
  const chosen = periodOptions.some(({ choice }) => choice === form.value('periode'))
  if (periodOptions.length > 1 && !chosen) {
    errors.push({ field: 'periode', message: `Kies wanneer ${your} nieuwe periode begint.` })
  }
  if (form.value('akkoord') !== 'ja') {
    errors.push({
      field: 'akkoord',
      message: `Zet een vinkje als ${you} verklaart dat alles klopt.`,
    })
  }
  return errors
}

async function checkPage(
  visit: Visit,
  preparation: Preparation,
  typed: Answers,
  errors: readonly FieldError[],
  warning?: Content,
  status = 422,
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, You, your, Your } = voice(register.address)
  const { certification, committee } = wording(register)
  const { accountId, email } = accountOf(visit)
  const known = await findPerson(context, accountId)
  const { contents, assessment, kind, periodOptions, meeting } = preparation
  const wrong = errors.length > 0
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.message
  const left = contents.withoutProof.length + contents.drafts.length
  return page(
    visit,
    {
      title: 'Controleren en insturen',
      current: paths.certification(register.id),
      breadcrumb: [{ label: certification.Name, href: paths.certification(register.id) }],
      wrong,
      status: wrong || warning !== undefined ? status : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      {warning}
      <PageTitle caption={kindWord(kind, register)}>Controleren en insturen</PageTitle>
      <p class="lead">
        Kijk of alles klopt. {committee.The} vergadert op {formatDay(meeting.on)}. {You} hoort het
        besluit uiterlijk {formatDay(preparation.answerBy)}.
      </p>
      {known !== undefined && (
        <>
          <SummaryList
            title={`${Your} gegevens`}
            items={personItems(register, known.person, email)}
            changeHref={paths.editPerson(register.id)}
          />
          <SummaryList
            title={`${Your} werk`}
            items={workForm(register).summary(known.work)}
            changeHref={paths.editWork(register.id)}
          />
        </>
      )}
      <h2>Hoe ver {you} bent</h2>
      <NormCards assessment={assessment} register={register} />
      <Grounds assessment={assessment} />
      <h2>
        {Your} activiteiten ({contents.goesIn.length})
      </h2>
      <ActivityTable
        visit={visit}
        caption={`Gaat mee in ${your} aanvraag`}
        rows={contents.goesIn}
      />
      {left > 0 && (
        <Alert type="warning" title="Dit gaat niet mee" headingLevel={3}>
          <ul>
            {contents.withoutProof.map(({ id, title }) => (
              <li>
                <a href={paths.activity(register.id, id)}>{title}</a>: er is nog geen bewijs
              </li>
            ))}
            {contents.drafts.map(({ id, title }) => (
              <li>
                <a href={paths.activity(register.id, id)}>{title || 'Zonder naam'}</a>: nog een
                concept
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
      <Form action={paths.applicationCheck(register.id)} {...formTokens(visit)}>
        {seenFields(contents.goesIn)}
        {periodOptions.length > 1 && (
          <Radios
            name="periode"
            legend={`Wanneer begint ${your} nieuwe periode?`}
            hint={`${You} kiest dit één keer. ${You} verliest geen dag als ${you} aansluit op ${your} oude periode.`}
            value={typed.value('periode') || undefined}
            error={errorAt('periode')}
            options={periodOptions.map(({ choice, period }) => ({
              value: choice,
              label:
                choice === 'old-end'
                  ? 'Op de dag na mijn huidige periode'
                  : 'Op de dag van deze aanvraag',
              hint: `Geldig van ${formatDay(period.first)} tot en met ${formatDay(period.last)}.`,
            }))}
          />
        )}
        <Checkbox
          name="akkoord"
          label={declarationFor(register)}
          checked={typed.value('akkoord') === 'ja'}
          error={errorAt('akkoord')}
        />
        <ButtonGroup>
          <Button>Aanvraag insturen</Button>
          <Button variant="secondary" href={paths.certification(register.id)}>
            Nog niet insturen
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

// What stood on the page goes along with the form, so that it can be told what changed since.
function seenFields(activities: Preparation['contents']['goesIn']): Content {
  const lines = activities.map(({ id, claimed }) => `${id}:${claimed ?? 0}`)
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
      const [id = '', claimed = ''] = line.split(':')
      return /^\d{1,12}$/.test(claimed) ? [{ id, claimed: Number(claimed) }] : []
    })
}

function Changed(props: { readonly register: Register; readonly differences: Differences }) {
  const { register, differences } = props
  const { your, Your } = voice(register.address)
  return (
    <Alert type="warning" title={`${Your} portfolio is intussen veranderd`} focus>
      <p>Daarom is {your} aanvraag nog niet ingestuurd. Kijk de gegevens hieronder nog eens na.</p>
      <DifferenceList differences={differences} />
    </Alert>
  )
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
  { assessment }: Preparation,
  differences: Differences | undefined,
): Promise<Response> {
  const { register } = visit.context
  const { you, Your } = voice(register.address)
  return page(
    visit,
    {
      title: `${Your} aanvraag is niet ingestuurd`,
      current: paths.certification(register.id),
      status: 409,
    },
    <>
      <PageTitle>{Your} aanvraag is niet ingestuurd</PageTitle>
      {differences !== undefined && (
        <>
          <p class="lead">Er is iets veranderd sinds {you} de aanvraag controleerde.</p>
          <DifferenceList differences={differences} />
        </>
      )}
      <p>{assessment.sentence}</p>
      <ButtonGroup>
        <Button href={paths.certification(register.id)}>Bekijk wat {you} nog nodig hebt</Button>
      </ButtonGroup>
    </>,
  )
}
