import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { explainRequest, savePart } from '#domain/learning/request/draft-request.ts'
import { handInRequest } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles, removeRequestFile } from '#domain/learning/request/keep-files.ts'
import { openRequestFile, requestFiles } from '#domain/learning/request/queries.ts'
import { countOptions, missingOf } from '#domain/learning/request/request.ts'
import { formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import type { Register } from '#regulations/register.ts'
import { purposeNames } from '#web/courses/course-words.ts'
import { answersOf, countsOf, partForm, typedCounts } from '#web/courses/part.form.tsx'
import type { OfPage } from '#web/courses/request-of-page.ts'
import {
  draftOfPage,
  frameOf,
  priceOf,
  registerOf,
  registersOf,
  requestOfPage,
  within,
} from '#web/courses/request-of-page.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { choice, files, text } from '#web/forms/questions.tsx'
import type { Task } from '#web/kit/index.ts'
import { Alert, Button, TaskList } from '#web/kit/index.ts'
import { checkPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What is still to be done before a request can be handed in. */
export async function showTasks(visit: Visit, of: OfPage): Promise<Response> {
  const { request, title, giving } = of
  const { to } = giving
  const there = await requestFiles(visit.context, request.id)
  const tasks = request.parts.map((part): Task & { readonly ready: boolean } => {
    const register = registerOf(visit, part)
    const missing = missingOf(register, part, there)
    const ready = !missing.counts && missing.criteria.length === 0
    const begun = part.counts.length > 0 || Object.keys(part.answers).length > 0
    const { criteria = [] } = register.accreditation ?? {}
    return {
      id: `deel-${part.register}`,
      title: `Vragen van ${register.called}`,
      href: to.part(request.id, part.register),
      status: ready ? 'done' : begun ? 'in-progress' : 'not-started',
      hint: `${purposeNames[part.purpose]}, ${criteria.length} vragen. ${priceOf(register, part, visit.context.today)}.`,
      ready,
    }
  })
  const asked = documentsAskedBy(registersOf(visit, request))
  const filesReady = asked.every(
    ({ id, required }) => !required || there.some(({ shows }) => shows === id),
  )
  const everything = tasks.every(({ ready }) => ready) && filesReady
  const all: readonly Task[] = [
    ...tasks,
    {
      id: 'bestanden',
      title: 'Bestanden en toelichting',
      href: to.files(request.id),
      status: filesReady ? 'done' : there.length > 0 ? 'in-progress' : 'not-started',
      hint: `${there.length === 0 ? 'Nog geen bestanden' : `${there.length} ${there.length === 1 ? 'bestand' : 'bestanden'}`}, voor alle registers samen.`,
    },
    everything
      ? {
          id: 'insturen',
          title: 'Controleren en insturen',
          href: to.check(request.id),
          status: 'not-started',
        }
      : { id: 'insturen', title: 'Controleren en insturen', status: 'cannot-start' },
  ]
  return titledPage(
    visit,
    {
      title: `Accreditatie van ${title}`,
      ...frameOf(of),
      lead: <p class="lead">Dit wordt bewaard. Niemand anders ziet het, tot het is ingestuurd.</p>,
    },
    <>
      <TaskList tasks={all} />
      <p>
        <a href={to.stop(request.id)}>Aanvraag weggooien</a>
      </p>
    </>,
  )
}

interface AskedDocument {
  readonly id: string
  readonly label: string
  readonly required: boolean
  readonly by: readonly string[]
}

/** The files that registers ask: what two of them ask under one id is one file. */
export function documentsAskedBy(registers: readonly Register[]): readonly AskedDocument[] {
  const found = new Map<string, AskedDocument>()
  for (const register of registers) {
    for (const { id, label, required } of register.accreditation?.documents ?? []) {
      const known = found.get(id)
      found.set(id, {
        ...{ id, label: known?.label ?? label, required: required || known?.required === true },
        by: [...(known?.by ?? []), register.shortName],
      })
    }
  }
  return [...found.values()]
}

/** Where the rules of a register on accreditation are read. */
export function rulesOf(register: Register): string {
  return paths.registerText(register.id, register.accreditation?.text ?? '')
}

/** What one register asks. */
export const partPage = formPage({
  load: async (visit) => {
    const of = await draftOfPage(visit)
    const part = of.request.parts.find((one) => one.register === visit.param('asked'))
    return part === undefined ? notFound() : { ...of, part, register: registerOf(visit, part) }
  },
  form: (visit, { register, part }) => partForm(register, part, visit.context.today),
  known: (_, { part }) => ({
    ...typedCounts(part.counts),
    ...Object.fromEntries(
      Object.entries(part.answers).map(([id, said]) => [`criterion-${id}`, said]),
    ),
  }),
  page: (visit, of) => {
    const { register, part, giving, request } = of
    const { validity } = register.accreditation ?? {}
    return {
      title: `Vragen van ${register.called}`,
      ...within(of),
      version: part.version,
      lead: (
        <p>
          {purposeNames[part.purpose]}. {priceOf(register, part, visit.context.today)}.
          {validity !== undefined && ` Een accreditatie geldt hoogstens ${spanInWords(validity)}.`}{' '}
          <a href={rulesOf(register)}>Lees de regels</a>
        </p>
      ),
      form: { guard: true },
      button: 'Bewaren',
      back: { label: 'Terug', href: giving.to.request(request.id), link: true },
    }
  },
  save: async (visit, typed, { giving, request, part, register }) => {
    const { owner, to } = giving
    const saved = await savePart(visit.context, owner, part.id, {
      counts: countsOf(countOptions(register, visit.context.today), typed),
      answers: answersOf(typed),
      version: versionIn(visit.form),
    })
    switch (saved.outcome) {
      case 'saved':
      case 'unchanged':
        return leaveFor(
          visit,
          to.request(request.id),
          `De antwoorden voor ${register.called} zijn bewaard.`,
        )
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Iemand anders was eerder" focus>
              <p>Dit is intussen gewijzigd. Hieronder staat wat hier is ingevuld.</p>
            </Alert>
          ),
        }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** The files of a request and what is said to every register. */
export const filesPage = formPage({
  load: async (visit) => {
    const of = await draftOfPage(visit)
    return {
      ...of,
      there: await requestFiles(visit.context, of.request.id),
      asked: documentsAskedBy(registersOf(visit, of.request)),
    }
  },
  form: (_, { asked }) =>
    form(
      {
        explanation: text('toelichting', 'Toelichting voor alle registers', {
          most: 4000,
          rows: 4,
        }),
        shows: choice('soort', 'Wat laat het bestand zien?', {
          options: [
            ...asked.map(({ id, label, required, by }) => ({
              value: id,
              label,
              hint: `${required ? 'Nodig' : 'Niet verplicht'}, voor ${formatList(by)}.`,
            })),
            { value: 'other', label: 'Iets anders' },
          ],
        }),
        files: files('bestanden', 'Bestanden', { multiple: true }),
      },
      {
        check: ({ shows, files: given }) =>
          given !== undefined && given.length > 0 && shows === undefined
            ? { shows: 'Kies wat het bestand laat zien.' }
            : {},
      },
    ),
  known: (_, { request }) => ({ explanation: request.explanation }),
  page: (visit, of) => {
    const { there, asked, giving, request } = of
    const labelOf = (id: string) => asked.find((one) => one.id === id)?.label ?? 'Iets anders'
    return {
      title: 'Bestanden en toelichting',
      ...within(of),
      lead: there.length > 0 && (
        <List
          visit={visit}
          caption="Bestanden bij deze aanvraag"
          rows={there}
          columns={({ name, text: said, day, button }) => [
            name(
              'Bestand',
              (one) => one.name,
              (one) => giving.to.file(request.id, one.id),
            ),
            said('Wat het laat zien', ({ shows }) => labelOf(shows)),
            day('Toegevoegd op', ({ addedOn }) => addedOn),
            button('Weghalen', (one) => (
              <PageForm visit={visit} action={giving.to.file(request.id, one.id)}>
                <Button variant="link" about={one.name}>
                  Haal weg
                </Button>
              </PageForm>
            )),
          ]}
        />
      ),
      button: 'Bewaren',
      back: { label: 'Terug', href: giving.to.request(request.id), link: true },
    }
  },
  save: async (visit, { explanation, shows, files: given }, { giving, request }) => {
    const { owner, to } = giving
    const said = await explainRequest(visit.context, owner, request.id, explanation)
    if (said.outcome === 'not-allowed') return notFound()
    if (given.length > 0) {
      const kept = await keepRequestFiles(visit.context, owner, request.id, {
        shows: shows ?? 'other',
        files: given,
      })
      if (kept.outcome === 'too-many')
        return { wrong: { files: 'Er liggen al veertig bestanden. Meer kan niet.' } }
      if (kept.outcome === 'not-allowed') return notFound()
    }
    const more = given.length > 0
    return leaveFor(
      visit,
      more ? to.files(request.id) : to.request(request.id),
      more
        ? `${given.length === 1 ? 'Het bestand is' : 'De bestanden zijn'} bewaard.`
        : 'Dit is bewaard.',
    )
  },
})

/** A file of a request. */
export async function showRequestFile(visit: Visit): Promise<Response> {
  const { request } = await requestOfPage(visit)
  const opened = await openRequestFile(visit.context, request.id, visit.param('file'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}

/** Takes it out of a request that was not handed in. */
export async function sendRequestFile(visit: Visit): Promise<Response> {
  const { giving, request } = await requestOfPage(visit)
  const { owner, to } = giving
  const done = await removeRequestFile(visit.context, owner, request.id, visit.param('file'))
  switch (done.outcome) {
    case 'removed':
      return leaveFor(visit, to.files(request.id), 'Het bestand is weggehaald.')
    case 'not-found':
      return leaveFor(visit, to.files(request.id), 'Dit bestand was er al niet meer.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

/** Everything on one page, before it is handed in. */
export async function showRequestCheck(visit: Visit): Promise<Response> {
  const of = await draftOfPage(visit)
  const { request, title, giving } = of
  const there = await requestFiles(visit.context, request.id)
  const { say } = speech(visit)
  return checkPage(visit, {
    title: 'Controleren en insturen',
    ...within(of),
    lead: (
      <p>
        Klopt dit over {title}? Na het insturen kijkt elk register of de aanvraag compleet is.{' '}
        {say('Je krijgt', 'U krijgt')} van elk register apart bericht.
      </p>
    ),
    parts: [
      ...request.parts.map((part) => {
        const register = registerOf(visit, part)
        const missing = missingOf(register, part, there)
        return {
          title: register.name,
          changeHref: giving.to.part(request.id, part.register),
          items: [
            { term: 'Wat', value: purposeNames[part.purpose] },
            {
              term: 'Kosten',
              value: priceOf(register, part, visit.context.today).replace(/^Kosten: /, ''),
            },
            {
              term: 'Telt voor',
              value:
                part.training !== undefined
                  ? 'Erkenning'
                  : missing.counts
                    ? 'Nog niet ingevuld'
                    : formatList(
                        part.counts.map((one) => countsInWords(register, one, visit.context.today)),
                      ),
            },
            ...(register.accreditation?.criteria ?? []).map(({ id, label }) => ({
              term: label,
              value: <span class="preserve">{part.answers[id] ?? 'Nog niet ingevuld'}</span>,
            })),
          ],
        }
      }),
      {
        title: 'Bestanden en toelichting',
        changeHref: giving.to.files(request.id),
        items: [
          { term: 'Toelichting', value: request.explanation === '' ? 'Geen' : request.explanation },
          {
            term: 'Bestanden',
            value: there.length === 0 ? 'Geen' : formatList(there.map(({ name }) => name)),
          },
        ],
      },
    ],
    button: 'Insturen',
    back: { label: 'Terug', href: giving.to.request(request.id), link: true },
  })
}

/** Hands it in. */
export async function sendRequestCheck(visit: Visit): Promise<Response> {
  const { giving, request } = await requestOfPage(visit)
  const { owner, to } = giving
  const done = await handInRequest(visit.context, owner, request.id)
  switch (done.outcome) {
    case 'handed-in':
      return leaveFor(visit, to.request(request.id), 'De aanvraag is ingestuurd.')
    case 'incomplete':
      return leaveFor(
        visit,
        to.request(request.id),
        'Er ontbreekt nog iets. Kijk wat nog niet klaar is.',
        'warning',
      )
    case 'stale':
      return leaveFor(visit, to.request(request.id), 'De aanvraag was al ingestuurd.', 'info')
    case 'not-allowed':
      return notFound()
  }
}
