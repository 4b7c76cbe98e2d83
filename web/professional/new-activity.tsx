import { randomUUID } from 'node:crypto'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Regulation } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { Button, ErrorSummary, Form, formatDay, PageTitle, Radios } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { kindOf, typedIn } from '#web/professional/activity.form.tsx'
import { ActivityForm, kindOptions } from '#web/professional/activity-form.tsx'
import { frozenText } from '#web/professional/activity-words.tsx'
import { answerSave } from '#web/professional/save-answer.tsx'
import type { Visit } from '#web/route.ts'
import { registrationOf, seeOther } from '#web/route.ts'

/** The form of a new activity, once its kind is known; until then, the choice of a kind. */
export async function showNewActivity(visit: Visit): Promise<Response> {
  const { context } = visit
  const loaded = await loadDossier(context, registrationOf(visit))
  if (!portfolioIsOpen(context.register, loaded.standing)) {
    visit.leave(frozenText('portfolio-closed', visit.context.register), 'info')
    return seeOther(paths.portfolio(context.register.id))
  }
  const { regulation } = loaded.compiled
  const typed = await filledIn(visit, regulation)
  const kind = kindOf(regulation, typed)
  if (kind === undefined) return chooseKindPage(visit, regulation)
  return page(
    visit,
    {
      title: 'Activiteit toevoegen',
      current: paths.portfolio(context.register.id),
      breadcrumb: [{ label: 'Mijn portfolio', href: paths.portfolio(context.register.id) }],
    },
    <>
      <PageTitle>Activiteit toevoegen</PageTitle>
      <p>
        Vul alle velden in. Als een veld niet verplicht is, staat dat erbij.{' '}
        {window(loaded, visit.context.register)}
      </p>
      <ActivityForm
        visit={visit}
        compiled={loaded.compiled}
        kind={kind}
        typed={typed}
        errors={[]}
        action={paths.newActivity(context.register.id)}
        id={visit.kept?.value('_id') || randomUUID()}
        version={undefined}
        activity={undefined}
        planning={visit.url.searchParams.has('gepland')}
      />
    </>,
  )
}

/** Adds an activity, or goes back to the form with what is wrong. */
export async function addActivity(visit: Visit): Promise<Response> {
  const { form, context } = visit
  const nothingYet = form.value('title').trim() === '' && form.files.length === 0
  if (form.value('intent') === 'soort' && nothingYet) {
    return seeOther(paths.newActivity(context.register.id, { soort: form.value('kind') }))
  }
  return answerSave(visit, form.value('_id'), undefined)
}

function chooseKindPage(visit: Visit, regulation: Regulation): Promise<Response> {
  const register = visit.context.register.id
  const planned = visit.url.searchParams.has('gepland')
  const asked = visit.url.searchParams.has('verder')
  const error = asked ? 'Kies wat voor activiteit het is.' : undefined
  return page(
    visit,
    {
      title: 'Activiteit toevoegen',
      current: paths.portfolio(register),
      breadcrumb: [{ label: 'Mijn portfolio', href: paths.portfolio(register) }],
      wrong: error !== undefined,
    },
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'soort', message: error }]} />
      <Form
        action={paths.newActivity(register)}
        method="get"
        hidden={{ verder: 'ja', ...(planned ? { gepland: 'ja' } : {}) }}
      >
        <Radios
          name="soort"
          heading
          legend="Wat voor activiteit is het?"
          hint="De soort bepaalt wat we vragen en hoe we die tellen."
          error={error}
          options={kindOptions(regulation)}
        />
        <Button>Verder</Button>
      </Form>
    </>,
  )
}

// What is in the form when it opens: what was typed before the session ended, a copy, or the kind.
async function filledIn(visit: Visit, regulation: Regulation): Promise<TypedActivity> {
  const { searchParams } = visit.url
  if (visit.kept !== undefined) return typedIn(visit.kept, regulation)
  const original = await findActivity(
    visit.context,
    registrationOf(visit),
    searchParams.get('kopie') ?? '',
  )
  if (original === undefined) return { kind: searchParams.get('soort') ?? '' }
  // The day and the proof belong to the original alone.
  const { 'self-sign-declared': _, 'evidence-kind': __, ...rest } = original.form.typed
  return {
    ...rest,
    kind: original.kind ?? '',
    'completed-on-dag': '',
    'completed-on-maand': '',
    'completed-on-jaar': '',
  }
}

function window({ dossier }: LoadedDossier, register: Register): string {
  const { Your } = voice(register.address)
  const { period } = dossier
  return period === undefined
    ? ''
    : `${Your} ${wording(register).certification.name} loopt tot en met ${formatDay(period.last)}.`
}
