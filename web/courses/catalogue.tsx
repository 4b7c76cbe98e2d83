import { coursesOnPage } from '#domain/courses/catalogue/catalogue-index.ts'
import type { FoundCourse, FoundCourses } from '#domain/courses/catalogue/listed.ts'
import { readCatalogue } from '#domain/courses/catalogue/read-catalogue.ts'
import { courseForms } from '#domain/courses/course/course.ts'
import type { Gap } from '#domain/learning/gap/gap.ts'
import { readGap } from '#domain/learning/gap/read-gap.ts'
import { searchCourses } from '#domain/learning/gap/search-courses.ts'
import { shownRatings } from '#domain/learning/rating/rate-course.ts'
import { counted } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import {
  byLabelInWords,
  fillsInWords,
  priceInLine,
  ratingsInWords,
  shortCounts,
  whenAndWhere,
} from '#web/courses/course-words.ts'
import type { Asked, Choices } from '#web/courses/filters.ts'
import { askedIn, chipsOf, choicesFor, queryOf, sorts, wantedOf } from '#web/courses/filters.ts'
import {
  Alert,
  Button,
  Checkbox,
  Checkboxes,
  EmptyState,
  Field,
  formatCount,
  Pagination,
  Select,
  Tag,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Everything there is to learn from, as somebody looks for it; what fills their gap comes first. */
export async function showCatalogue(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  if (!mayLook(visit)) return lookedTooOften(visit)
  let choices: Choices | undefined
  let asked: Asked | undefined
  const { found, gap } = await searchCourses(context, {
    registrationId: ownRegistration(visit),
    wanted: (index) => {
      choices = choicesFor(context, index.placesFrom(context.today.toString()))
      asked = askedIn(url.searchParams, choices)
      return { ...wantedOf(register, asked), page: asked.page }
    },
  })
  if (choices === undefined || asked === undefined) throw new Error('nothing was looked for')
  const title = 'Opleidingen'
  return titledPage(
    visit,
    {
      title,
      current: paths.courses(register.id),
      // One page of it is enough for search engines; each course has its own.
      hidden: url.search !== '' || visit.actor.kind !== 'visitor',
      description: `Trainingen, webinars en andere opleidingen, en wat ze tellen bij ${register.called}.`,
    },
    <>
      {gap !== undefined && (
        <p>
          <a href={paths.myCourses(register.id)}>Bewaard en gepland</a>
        </p>
      )}
      <div class="with-side catalogue">
        <div class="with-side-narrow">
          <Filters visit={visit} asked={asked} choices={choices} />
        </div>
        <div class="with-side-wide" id={resultsId}>
          <Results {...{ visit, asked, choices, found, gap }} />
        </div>
      </div>
    </>,
  )
}

/** Counts a search for courses; false where it has been asked too often from the same address. */
export function mayLook({ context, url, clientAddress }: Visit): boolean {
  return url.search === '' || context.platform.lookups.take('courses', clientAddress)
}

// What was typed and chosen stays in the form.
async function lookedTooOften(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const index = await readCatalogue(context)
  const choices = choicesFor(context, index.placesFrom(context.today.toString()))
  const asked = askedIn(url.searchParams, choices)
  const { You } = voice(context.register.address)
  return titledPage(
    visit,
    {
      title: 'Opleidingen',
      current: paths.courses(context.register.id),
      hidden: true,
      status: 429,
    },
    <div class="with-side catalogue">
      <div class="with-side-narrow">
        <Filters visit={visit} asked={asked} choices={choices} />
      </div>
      <div class="with-side-wide" id={resultsId}>
        <Alert type="warning" title={`${You} zoekt heel vaak achter elkaar`}>
          <p>Wacht 1 minuut en kies dan ‘Toon resultaten’.</p>
        </Alert>
      </div>
    </div>,
  )
}

// What is found, and how much, is shown while somebody chooses; without a script a button does.
const resultsId = 'gevonden'

/** What whoever asks still lacks; undefined for whoever is not registered here, or acts for an organisation. */
export async function gapOf(visit: Visit): Promise<Gap | undefined> {
  const own = ownRegistration(visit)
  return own === undefined ? undefined : readGap(visit.context, own)
}

/** The registration of whoever is here for themselves. */
export function ownRegistration({ actor, hat }: Visit): string | undefined {
  return actor.kind === 'account' && hat === undefined ? actor.registrationId : undefined
}

/** What is called accredited here, as a filter. */
function accreditedLabel(visit: Visit): string {
  return `Geaccrediteerd voor ${visit.context.register.called}`
}

interface Shown {
  readonly visit: Visit
  readonly asked: Asked
  readonly choices: Choices
}

function Filters({ visit, asked, choices }: Shown) {
  const { register } = visit.context
  const { chosen } = asked
  const many = (name: keyof Choices, legend: string) =>
    choices[name].length > 0 && (
      <Checkboxes
        name={name}
        legend={legend}
        options={choices[name]}
        values={chosen[name]}
        optional="said-above"
      />
    )
  const one = (name: keyof Choices, label: string, any: string) => (
    <Select
      name={name}
      label={label}
      options={[{ value: '', label: any }, ...choices[name]]}
      value={chosen[name][0]}
      optional="said-above"
    />
  )
  const used = Object.values(chosen).flat().length + (asked.accredited ? 1 : 0)
  return (
    <search>
      <form
        method="get"
        action={paths.courses(register.id)}
        class="form filters"
        data-live={resultsId}
        novalidate
      >
        <Field
          name="zoek"
          label="Zoek een opleiding"
          hint="Bijvoorbeeld een onderwerp, een titel of een aanbieder."
          value={asked.text}
          optional="said-above"
          spellcheck={false}
          autocomplete="off"
        />
        <Button icon="search">Toon resultaten</Button>
        <details class="details filter-choices">
          <summary class="details-summary">
            Filters{used > 0 ? ` (${formatCount(used)} gekozen)` : ''}
          </summary>
          <div class="details-body">
            <Checkbox
              name="telt"
              label={accreditedLabel(visit)}
              checked={asked.accredited}
              optional="said-above"
            />
            {many('vorm', 'Vorm')}
            {many('thema', 'Onderwerp')}
            {many('voor', 'Voor wie')}
            {choices.competentie.length > 0 &&
              one('competentie', 'Om beter te worden in', 'Maakt niet uit')}
            {choices.beroep.length > 0 && one('beroep', 'Beroep', 'Alle beroepen')}
            {one('wanneer', 'Wanneer', 'Maakt niet uit')}
            {one('waar', 'Waar', 'Maakt niet uit')}
            {one('prijs', 'Prijs', 'Maakt niet uit')}
            {one('taal', 'Taal', 'Alle talen')}
            <Select
              name="sorteer"
              label="Sorteer op"
              options={sorts}
              value={asked.sort}
              optional="said-above"
            />
            <Button variant="secondary">Toon resultaten</Button>
          </div>
        </details>
      </form>
    </search>
  )
}

interface Found extends Shown {
  readonly found: FoundCourses
  readonly gap: Gap | undefined
}

function Results({ visit, asked, choices, found, gap }: Found) {
  const { register } = visit.context
  const { you, your, say } = speech(visit)
  const chips = chipsOf(asked, choices, accreditedLabel(visit))
  const at = (query: string) => `${paths.courses(register.id)}${query}`
  const first = (found.page - 1) * coursesOnPage + 1
  return (
    <>
      {found.total > 0 && (
        <h2 class="catalogue-count">{counted(found.total, 'opleiding', 'opleidingen')}</h2>
      )}
      {chips.length > 0 && found.total > 0 && <Chips chips={chips} at={at} />}
      {found.read.map(({ typed, as }) => (
        <p>
          Er is niets met ‘{typed}’. We zochten op ‘{as}’.
        </p>
      ))}
      {gap !== undefined && gap.missing.length > 0 && asked.sort === 'past' && found.total > 0 && (
        <p class="subtle">Bovenaan staat wat het meest bijdraagt aan wat {you} nog mist.</p>
      )}
      {gap !== undefined && gap.missing.length === 0 && (
        <p class="subtle">
          Met wat in {your} portfolio staat en is gepland, {say('mis je', 'mist u')} niets.
        </p>
      )}
      {found.total === 0 ? (
        <NothingFound {...{ visit, asked, choices }} />
      ) : (
        <>
          {found.pages > 1 && (
            <p class="subtle">
              {formatCount(first)} tot en met {formatCount(first + found.found.length - 1)} van{' '}
              {formatCount(found.total)}
            </p>
          )}
          <ul class="courses">
            {found.found.map((one) => (
              <CourseRow visit={visit} found={one} gap={gap} />
            ))}
          </ul>
          <Pagination
            page={found.page}
            pages={found.pages}
            href={(page) => at(queryOf(asked, page))}
          />
          <p class="source">
            <a href={`${paths.coursesFeed(register.id)}${queryOf(asked)}`}>
              Volg dit aanbod in een nieuwslezer (Atom)
            </a>
          </p>
        </>
      )}
    </>
  )
}

function Chips(props: {
  readonly chips: ReturnType<typeof chipsOf>
  readonly at: (query: string) => string
}) {
  const { chips, at } = props
  return (
    <ul class="chips" aria-label="Gekozen filters">
      {chips.map(({ label, without }) => (
        <li>
          <a class="chip" href={at(queryOf(without))}>
            <span class="visually-hidden">Haal weg: </span>
            {label}
            <span aria-hidden="true"> ×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function NothingFound({ visit, asked, choices }: Shown) {
  const { register } = visit.context
  const chips = chipsOf(asked, choices, accreditedLabel(visit))
  const at = (query: string) => `${paths.courses(register.id)}${query}`
  if (chips.length === 0) {
    return (
      <EmptyState title="Er zijn nog geen opleidingen">
        <p>Zodra aanbieders hier opleidingen plaatsen, staan ze op deze pagina.</p>
        <p>
          <a href={paths.organisationsInfo(register.id)}>Zo plaatst een aanbieder opleidingen</a>
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Geen opleidingen met deze filters">
      <p>Haal een filter weg om meer te zien.</p>
      <Chips chips={chips} at={at} />
      <p>
        <a href={paths.courses(register.id)}>Haal alle filters weg</a>
      </p>
    </EmptyState>
  )
}

/** One course in a list: what it is, when and where, what it counts for, and what it does for whoever asks. */
export function CourseRow(props: {
  readonly visit: Visit
  readonly found: FoundCourse
  readonly gap: Gap | undefined
}) {
  const { visit, found, gap } = props
  const { context } = visit
  const { register } = context
  const { your } = speech(visit)
  const { course, next, counts } = found
  const rated = shownRatings(register, course.rated)
  const fills =
    gap === undefined || counts === undefined
      ? []
      : fillsInWords(
          register,
          gap.loaded.compiled.regulation,
          gap.fills(counts.counts, { course: course.id, alike: counts.alike, day: next?.first }),
          your,
        )
  return (
    <li class="course">
      <h3 class="course-title">
        <a href={paths.course(register.id, course.number)}>{course.title}</a>
      </h3>
      <p class="course-facts">
        {courseForms[course.form]}
        {course.provider !== '' && ` van ${course.provider}`}
      </p>
      <p class="course-facts">
        {whenAndWhere(found)} · {priceInLine(next?.price ?? course.price)}
      </p>
      <p class="course-counts">
        {counts === undefined ? (
          <Tag colour="grey">Niet geaccrediteerd</Tag>
        ) : (
          <Tag colour="green">{shortCounts(register, counts)}</Tag>
        )}
      </p>
      {counts?.label !== undefined && (
        <p class="course-facts">
          Door een keurmerk: {byLabelInWords(register, counts.label, context.today)}
        </p>
      )}
      {rated !== undefined && <p class="course-facts">{ratingsInWords(rated)}</p>}
      {gap?.planned.has(course.id) && (
        <p class="course-facts">Staat als gepland in {your} portfolio</p>
      )}
      {fills.map((text) => (
        <p class="course-fills">{text}</p>
      ))}
    </li>
  )
}
