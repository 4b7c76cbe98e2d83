import { accreditationInWords } from '#domain/courses/accreditation/in-words.ts'
import type { PortfolioActivity, SaidElsewhere } from '#domain/dossier/activity/queries.ts'
import type { BroughtActivity } from '#domain/dossier/bringing/bring-activity.ts'
import { bringActivity, twinOf } from '#domain/dossier/bringing/bring-activity.ts'
import type { FoundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import { foundElsewhere, mostOnAPage } from '#domain/dossier/bringing/found-elsewhere.ts'
import { joinActivities } from '#domain/dossier/bringing/join-activities.ts'
import { findSaid } from '#domain/dossier/bringing/said-elsewhere.ts'
import type { StatedElsewhere } from '#domain/dossier/bringing/stated-elsewhere.ts'
import { bringStated, statedElsewhere } from '#domain/dossier/bringing/stated-elsewhere.ts'
import type { Trial } from '#domain/dossier/bringing/trial.ts'
import {
  courseHere,
  factsOf,
  proposedKind,
  tryHere,
  whatIsMissing,
} from '#domain/dossier/bringing/trial.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { aboutOf, nameOf, statedWords } from '#domain/dossier/statement/in-words.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { Answers } from '#web/forms/answers.ts'
import { errorAt } from '#web/forms/form.tsx'
import { choice } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  Card,
  Checkboxes,
  EmptyState,
  formatDay,
  formatQuantity,
  MetaList,
  Pagination,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { frozenText, problemText } from '#web/professional/activity-words.tsx'
import type { BringAnswers } from '#web/professional/bring.form.tsx'
import { bringForm, broughtIn, fieldOf } from '#web/professional/bring.form.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { mayEnterActivities } from '#web/professional/former-category.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech, unitOf } from '#web/speech.ts'

/** What is known of one thing that may be brought along, with what was answered about it. */
interface Row {
  readonly found: FoundElsewhere
  readonly said: readonly SaidElsewhere[]
  /** Something here that may well be the same. */
  readonly twin: PortfolioActivity | undefined
  readonly kind: ReturnType<typeof proposedKind>
  readonly answers: Partial<BringAnswers>
  /** What cannot be read of the answers. */
  readonly unread: readonly FieldError[]
  readonly trial: Trial | undefined
  readonly missing: ReturnType<typeof whatIsMissing>
}

interface Shown {
  readonly loaded: LoadedDossier
  readonly rows: readonly Row[]
  readonly stated: readonly StatedElsewhere[]
  readonly total: number
  readonly page: number
}

/** What somebody did in other registers, with what it would count here, to be brought along. */
export async function showBringAlong(visit: Visit): Promise<Response> {
  const shown = await lookAsOwner(visit.context, (own) => load(visit, own, visit.kept))
  return bringPage(visit, shown, visit.kept ?? new Answers({}), [])
}

/** Brings along what was ticked: all of it, or nothing as long as something is asked. */
export async function sendBringAlong(visit: Visit): Promise<Response> {
  const { context, form } = visit
  await actAsOwner(context)
  const shown = await load(visit, context, form)
  const { rows, loaded, stated } = shown
  const { compiled } = loaded
  const here = paths.bringAlong(context.register.id)
  if (rows.length + stated.length === 0) {
    return leaveFor(visit, here, 'Er is niets om mee te nemen.', 'info')
  }
  const ids = form.values('stuk')
  const chosen = rows.filter(({ found }) => form.has(fieldOf(found, 'mee')))
  const errors =
    chosen.length + ids.length === 0
      ? nothingChosen(rows)
      : chosen.flatMap((row) => wrongIn(visit, row))
  if (errors.length > 0) return bringPage(visit, shown, form, errors)
  const owner = { registrationId: registrationOf(visit), personId: personOf(visit) }
  const done: string[] = []
  const said: string[] = []
  for (const row of chosen) {
    const { found, kind, answers } = row
    if (row.twin !== undefined && form.value(fieldOf(found, 'zelfde')) === 'ja') {
      const joined = await joinActivities(context, owner, found.id)
      if (joined.outcome === 'joined') done.push(`‘${found.title}’`)
      else said.push(`‘${found.title}’ kan nu niet worden samengevoegd.`)
      continue
    }
    const bringing = {
      activityId: found.id,
      brought: broughtIn(compiled, kind, answers),
      showDecision: answers.showDecision === true,
    }
    const brought = await bringActivity(context, owner, bringing, compiled)
    if (brought.outcome === 'frozen') {
      return leaveFor(visit, here, frozenText(brought.why, visit), 'warning')
    }
    const problem = notBrought(brought, found.title)
    if (problem === undefined) done.push(`‘${found.title}’`)
    else said.push(problem)
    if (brought.outcome === 'brought' && brought.state === 'draft') {
      said.push(`‘${found.title}’ staat er als concept: er is nog geen bewijs bij.`)
    }
  }
  const { regulation } = compiled
  for (const one of await bringStated(context, owner.registrationId, { regulation, ids })) {
    done.push(nameOf(regulation, aboutOf(one.stated)))
  }
  const meant = done.length === 0 ? [] : [`Meegenomen: ${formatList(done)}.`]
  const rest = shown.total - done.length
  const next = rest > 0 ? here : paths.portfolio(context.register.id)
  const tone = done.length === 0 ? 'warning' : 'success'
  return leaveFor(visit, next, [...meant, ...said].join(' ').slice(0, 480), tone)
}

function notBrought(brought: BroughtActivity, title: string): string | undefined {
  switch (brought.outcome) {
    case 'brought':
      return undefined
    case 'here-already':
      return `‘${title}’ stond er al.`
    case 'too-many':
      return `Voor ‘${title}’ is geen plaats meer.`
    case 'incomplete':
    case 'frozen':
    case 'not-found':
      return `‘${title}’ kan nu niet mee.`
  }
}

function personOf(visit: Visit): string {
  return accountOf(visit).personId ?? notFound()
}

// The page that was asked for, or the rows that the form showed, with what was typed about them.
async function load(visit: Visit, own: Context, typed: Answers | undefined): Promise<Shown> {
  const { searchParams } = visit.url
  const asked = Number(typed?.value('_pagina') || searchParams.get('pagina') || 1)
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1
  const one = searchParams.get('activiteit')
  const ids = typed?.values('_rij') ?? []
  const only = ids.length > 0 ? ids.slice(0, mostOnAPage) : one === null ? undefined : [one]
  const which = only === undefined ? { page } : { only }
  const { found, total } = await foundElsewhere(own, personOf(visit), which)
  const all = only === undefined ? total : (await foundElsewhere(own, personOf(visit))).total
  const loaded = await loadDossier(own, registrationOf(visit))
  const rows: Row[] = []
  for (const each of found) rows.push(await rowOf(own, loaded, each, typed))
  const { regulation } = loaded.compiled
  const stated = await statedElsewhere(own, registrationOf(visit), regulation)
  return { loaded, rows, stated, total: all, page }
}

async function rowOf(
  own: Context,
  loaded: LoadedDossier,
  found: FoundElsewhere,
  typed: Answers | undefined,
): Promise<Row> {
  const { compiled } = loaded
  const { register, today } = own
  const name = fieldOf(found, 'kind')
  const chosen = compiled.regulation.kinds.find(({ id }) => id === typed?.value(name))
  const kind = typed?.has(name) ? chosen : proposedKind(register, compiled, found)
  const decided = found.claims.some(({ state }) => judged.has(state))
  const said = decided ? await findSaid(own, found.id) : []
  const read = typed && bringForm({ compiled, found, kind, said }).read(typed)
  const answers = read?.answers ?? {}
  const facts = factsOf(found, broughtIn(compiled, kind, answers))
  const missing = whatIsMissing(compiled, found, facts, today)
  return {
    found,
    said,
    twin: twinOf(found, loaded.activities),
    kind,
    answers,
    unread: read?.outcome === 'wrong' ? read.errors : [],
    trial: tryHere(loaded, { id: found.id, facts, checked: missing.checked }, today),
    missing,
  }
}

const judged: ReadonlySet<string> = new Set(['approved', 'partly', 'rejected'])

function nothingChosen(rows: readonly Row[]): readonly FieldError[] {
  const first = rows.find(({ trial }) => trial?.tooOld !== true)
  if (first === undefined) return []
  return [{ field: fieldOf(first.found, 'mee'), message: 'Kies minstens één activiteit.' }]
}

// What is wrong with the answers about one that was ticked, in the order in which it is asked.
function wrongIn(visit: Visit, row: Row): readonly FieldError[] {
  const { found, twin, kind, unread, missing } = row
  if (twin !== undefined) {
    const answer = visit.form.value(fieldOf(found, 'zelfde'))
    if (answer === 'ja') return []
    if (answer !== 'nee') {
      const message = `Kies of ‘${found.title}’ dezelfde activiteit is.`
      return [{ field: fieldOf(found, 'zelfde'), message }]
    }
  }
  const known = new Set(unread.map(({ field }) => field))
  const asked = missing.asks.flatMap((problem) => {
    const field = fieldOf(found, fieldsOfRow.has(problem.field) ? 'mee' : problem.field)
    if (known.has(field)) return []
    return [{ field, message: `${found.title}: ${problemText(problem, kind, visit)}` }]
  })
  return [...unread.map((one) => ({ ...one, message: `${found.title}: ${one.message}` })), ...asked]
}

// What belongs to what was done, and is not asked here.
const fieldsOfRow: ReadonlySet<string> = new Set(['title', 'completed-on'])

function bringPage(
  visit: Visit,
  shown: Shown,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register, your, Your, you, say, called } = speech(visit)
  const { loaded, rows, stated, total, page } = shown
  const others = formatList(otherRegisters(context).map((one) => one.called))
  const open = portfolioIsOpen(register, loaded.standing) && mayEnterActivities(loaded)
  const pages = Math.ceil(total / mostOnAPage)
  const some = rows.some(({ trial }) => trial?.tooOld !== true)
  return titledPage(
    visit,
    { title: 'Meenemen uit een ander register', ...inPortfolio(visit), errors },
    others === '' || total + stated.length === 0 ? (
      <EmptyState title="Er is niets om mee te nemen">
        <p>
          {others === ''
            ? `${sentenceAbout(visit)} Daarom is er niets om mee te nemen.`
            : `Alles wat ${you} in ${others} hebt ingestuurd, staat ook hier.`}
        </p>
      </EmptyState>
    ) : (
      <>
        <p class="lead">
          Dit {say('deed je', 'deed u')} volgens {others}, en staat nog niet in {your} portfolio van{' '}
          {called.the}. Datum, uren en bewijs gaan mee zoals ze zijn. In {others} blijft alles
          staan.
        </p>
        {!open && (
          <p>
            {Your} portfolio is nu niet open. {say('Je ziet', 'U ziet')} hier alvast wat zou tellen.
          </p>
        )}
        <PageForm visit={visit} label="Meenemen" hidden={{ _pagina: String(page) }}>
          {rows.map((row) => (
            <RowCard {...{ visit, row, loaded, typed, errors, open }} />
          ))}
          <StatedThings {...{ visit, loaded, stated, typed, open }} />
          {open && (some || stated.some(({ whole }) => whole)) && (
            <ButtonGroup>
              <Button>Neem mee wat is aangevinkt</Button>
            </ButtonGroup>
          )}
        </PageForm>
        <Pagination
          page={page}
          pages={rows.length === total ? 1 : pages}
          href={(to) => paths.bringAlong(register.id, { pagina: String(to) })}
        />
      </>
    ),
  )
}

// Documents, work, registrations elsewhere and answers, with what shows them.
function StatedThings(props: {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  readonly stated: readonly StatedElsewhere[]
  readonly typed: Answers
  readonly open: boolean
}) {
  const { visit, loaded, stated, typed, open } = props
  const { regulation } = loaded.compiled
  if (stated.length === 0) return null
  const words = (one: StatedElsewhere) =>
    `${nameOf(regulation, aboutOf(one.stated))}: ${withinSentence(statedWords(regulation, one.stated))}`
  const from = ({ register, documents }: StatedElsewhere) =>
    `Uit ${register.called}${documents.length === 0 ? '' : `, met ${documents.length === 1 ? '1 bestand' : `${documents.length} bestanden`}`}.`
  const whole = stated.filter((one) => one.whole)
  const others = open ? stated.filter((one) => !one.whole) : stated
  return (
    <>
      {open && whole.length > 0 && (
        <Checkboxes
          name="stuk"
          legend="Documenten, werk en antwoorden"
          optional="said-above"
          values={typed.values('stuk')}
          options={whole.map((one) => ({ value: one.id, label: words(one), hint: from(one) }))}
        />
      )}
      {others.map((one) => (
        <p>
          {words(one)}. {from(one)}{' '}
          {open && (
            <a href={paths.dossier(visit.context.register.id)}>
              Hier wordt meer gevraagd: geef het hier zelf op
            </a>
          )}
        </p>
      ))}
    </>
  )
}

function sentenceAbout(visit: Visit): string {
  const { You, called } = speech(visit)
  return `${You} staat alleen in ${called.the}.`
}

interface CardProps {
  readonly visit: Visit
  readonly row: Row
  readonly loaded: LoadedDossier
  readonly typed: Answers
  readonly errors: readonly FieldError[]
  readonly open: boolean
}

function RowCard({ visit, row, loaded, typed, errors, open }: CardProps) {
  const { found, kind, said, twin, trial } = row
  const { compiled } = loaded
  const questions = bringForm({ compiled, found, kind, said })
  const mee = fieldOf(found, 'mee')
  const filled = questions.fill(kind === undefined ? {} : { kind: kind.id })
  const asked = questions.ask(new Answers({ ...filled.fields, ...typed.fields }), errors)
  const mayCome = open && trial?.tooOld !== true
  return (
    <Card>
      <h2 class="card-title">{found.title}</h2>
      <input type="hidden" name="_rij" value={found.id} />
      <MetaList
        items={[
          { term: 'Gedaan op', value: formatDay(found.completedOn) },
          found.organiser !== '' && { term: 'Bij', value: found.organiser },
          ...found.claims.map((claim) => ({
            term: `In ${claim.register.called}`,
            value: claimInWords(claim),
          })),
          ...heldHere(visit, found, kind),
        ]}
      />
      <p>
        <strong>{hereInWords(visit, row)}</strong>
      </p>
      {(trial?.cuts ?? []).map(({ text, article }) => (
        <p>
          {text} ({article})
        </p>
      ))}
      {mayCome && (
        <Checkboxes
          name={mee}
          legend="Meenemen"
          legendHidden
          values={typed.values(mee)}
          error={errorAt(errors, mee)}
          optional="said-above"
          options={[
            {
              value: 'ja',
              label: `Neem ‘${found.title}’ mee`,
              reveal: (
                <>
                  {twin !== undefined &&
                    sameQuestion(visit, row, twin).ask({ typed, errors, reveals: {} })}
                  {asked.all}
                </>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}

// Whether what was entered here once more is the same.
function sameQuestion(visit: Visit, { found }: Row, twin: PortfolioActivity) {
  const { your } = speech(visit)
  return choice<'ja' | 'nee'>(
    fieldOf(found, 'zelfde'),
    `Is dit dezelfde activiteit als ‘${twin.title}’, die al in ${your} portfolio staat?`,
    {
      options: [
        { value: 'ja', label: 'Ja, voeg ze samen' },
        { value: 'nee', label: 'Nee, dit is iets anders' },
      ],
    },
  )
}

// By which decision of this register it counts, so that nobody is asked for it.
function heldHere({ context: { register } }: Visit, found: FoundElsewhere, kind: Row['kind']) {
  const held = courseHere(found, kind) && found.course?.held
  if (held === undefined || found.course === undefined) return []
  const value = accreditationInWords(register, held, {
    course: found.course.number,
    kind: kind?.id,
  })
  return [{ term: 'Hier', value }]
}

function claimInWords({
  register,
  kind,
  state,
  claimed,
  awarded,
}: FoundElsewhere['claims'][number]) {
  const label = register.versions.at(-1)?.regulation.kinds.find(({ id }) => id === kind)?.label
  const amount =
    state === 'rejected'
      ? 'afgewezen'
      : awarded !== undefined
        ? `${formatQuantity(awarded, unitOf(register))} toegekend`
        : claimed !== undefined
          ? `${formatQuantity(claimed, unitOf(register))} ${state === 'planned' ? 'gepland' : 'ingediend'}`
          : 'ingediend'
  return [label, amount].filter(Boolean).join(', ')
}

/** What it would count here, in a sentence. */
function hereInWords(visit: Visit, { trial, kind, missing }: Row): string {
  const { register, unit, committee, you, say } = speech(visit)
  if (kind === undefined || trial === undefined) {
    return 'Kies eerst de soort: die is hier niet vanzelf bekend.'
  }
  if (trial.tooOld) return 'Telt hier niet mee.'
  if (trial.byCommittee) return `${committee.The} bepaalt wat dit hier telt.`
  if (trial.counted === undefined) {
    const wants = missing.asks.some(({ field }) => field.startsWith('detail-'))
    return wants
      ? `Nog niet bekend hoeveel het hier telt: de ${register.unit.many} ${say('vul je', 'vult u')} in als ${you} het meeneemt. Punten of uren van een ander register worden niet omgerekend.`
      : 'Nog niet bekend hoeveel het hier telt.'
  }
  if (trial.counted === 0) return 'Telt hier nu niet mee.'
  return `Telt hier ${formatQuantity(trial.counted, unit)}.`
}
