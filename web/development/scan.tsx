import { keepScan, removeScan } from '#domain/development/competence-scan/keep-scan.ts'
import { scansOf } from '#domain/development/competence-scan/queries.ts'
import type { Scan } from '#domain/development/competence-scan/scan.ts'
import { longestNote } from '#domain/development/competence-scan/scan.ts'
import type { Development } from '#regulations/register.ts'
import { inDevelopment } from '#web/development/crumbs.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Button, ButtonGroup, formatDay } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface ScanAnswers {
  readonly [competence: `competentie-${string}`]: string | undefined
  readonly note?: string | undefined
}

interface Loaded {
  readonly development: Development
  readonly draft: Scan | undefined
}

/** Somebody holds themselves beside the competences: done at once, or kept as a draft. */
export const scanPage = formPage<ScanAnswers, Loaded>({
  load: async (visit: Visit) => {
    const { development } = visit.context.register
    if (development === undefined) return notFound()
    const { draft } = await scansOf(visit.context, registrationOf(visit))
    return { development, draft }
  },
  form: (visit, { development }) => scanForm(visit, development),
  known: (_, { draft }) =>
    draft === undefined
      ? {}
      : {
          ...Object.fromEntries(
            draft.ratings.map(({ competence, rating }) => [
              `competentie-${competence}`,
              String(rating),
            ]),
          ),
          note: draft.note,
        },
  page: (visit, { draft }) => {
    const { register, You } = speech(visit)
    return {
      title: 'Competentiescan',
      ...inDevelopment(visit),
      version: draft?.version ?? 0,
      lead: (
        <>
          <p class="lead">
            Kies bij elke competentie het antwoord dat nu het beste past. Er is geen goed of fout.
          </p>
          <p>
            Niemand anders ziet de antwoorden.{' '}
            {draft === undefined
              ? `${You} kunt tussendoor bewaren en later verdergaan.`
              : `${You} bent hieraan begonnen op ${formatDay(draft.begunOn)}.`}
          </p>
        </>
      ),
      form: { guard: true },
      button: (
        <ButtonGroup>
          <Button name="intent" value="klaar">
            Scan afronden
          </Button>
          <Button variant="secondary" name="intent" value="concept">
            Bewaren en later verder
          </Button>
          <Button variant="link" href={paths.development(register.id)}>
            Annuleren
          </Button>
        </ButtonGroup>
      ),
    }
  },
  save: async (visit, { note = '', ...answers }, { development }) => {
    const { register, you, Your } = speech(visit)
    const done = visit.form.value('intent') !== 'concept'
    const ratings = Object.fromEntries(
      development.competences.map(({ id }) => {
        const chosen = answers[`competentie-${id}`]
        return [id, chosen === undefined ? undefined : Number(chosen)]
      }),
    )
    const kept = await keepScan(
      visit.context,
      registrationOf(visit),
      { ratings, note },
      { version: versionIn(visit.form), done },
    )
    switch (kept.outcome) {
      case 'none':
        return notFound()
      case 'stale':
        return {
          stale: `Deze scan is intussen in een ander venster bewaard. Kijk of dit is wat ${you} bedoelt, en bewaar het nog een keer.`,
        }
      case 'incomplete':
        return {
          errors: kept.missing.map((id) => {
            const label = development.competences.find((one) => one.id === id)?.label ?? id
            return {
              field: `competentie-${id}`,
              message: `Kies bij ‘${label}’ een antwoord, of bewaar de scan voor later.`,
            }
          }),
        }
      case 'kept':
        return leaveFor(visit, paths.development(register.id), `${Your} scan is bewaard.`)
      case 'done':
        return leaveFor(visit, paths.development(register.id), `${Your} scan is klaar.`)
    }
  },
})

function scanForm(visit: Visit, { competences, scale }: Development): FormOf<ScanAnswers> {
  const { say, your } = speech(visit)
  const questions = competences.map(({ id, label, text: hint }): [string, Question<unknown>] => [
    `competentie-${id}`,
    choice(`competentie-${id}`, label, {
      hint,
      optional: false,
      options: scale.map((step, at) => ({ value: String(at + 1), label: step.label })),
    }) as Question<unknown>,
  ])
  const note = text('note', `Wat ${say('wil je', 'wilt u')} hierbij onthouden?`, {
    hint: 'Bijvoorbeeld waar het over ging, of wat er veranderde.',
    rows: 4,
    most: longestNote,
    tooLong: () => `Maak ${your} tekst korter: hoogstens ${longestNote} tekens.`,
  }) as Question<unknown>
  return form<ScanAnswers>(
    Object.fromEntries([...questions, ['note', note]]) as {
      readonly [Name in keyof ScanAnswers]: Question<ScanAnswers[Name]>
    },
  )
}

/** Takes a scan away. */
export const removeScanPage: Handlers = {
  get: async (visit) => {
    const { register, say } = speech(visit)
    const { draft, done } = await scansOf(visit.context, registrationOf(visit))
    const scan = [...done, ...(draft === undefined ? [] : [draft])].find(
      ({ id }) => id === visit.param('id'),
    )
    const { doneOn, begunOn } = scan ?? notFound()
    const named = doneOn === undefined ? `begonnen op ${formatDay(begunOn)}` : formatDay(doneOn)
    return confirmPage(
      visit,
      {
        title: 'Scan weghalen',
        heading: `${say('Wil je', 'Wilt u')} deze scan weghalen?`,
        ...inDevelopment(visit),
        button: 'Scan weghalen',
        danger: true,
        back: { label: 'Niet weghalen', href: paths.development(register.id) },
      },
      <p class="lead">
        Het gaat om de scan van {named}. Daarna {say('kun je', 'kunt u')} er niets meer mee
        vergelijken.
      </p>,
    )
  },
  post: async (visit) => {
    const { register } = speech(visit)
    const done = await removeScan(visit.context, registrationOf(visit), idIn(visit))
    if (done === 'not-found') notFound()
    return leaveFor(visit, paths.development(register.id), 'De scan is weg.')
  },
}
