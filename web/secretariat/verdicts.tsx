import { measuresOn } from '#domain/certification/measure/queries.ts'
import { findVerdict, listVerdicts } from '#domain/certification/verdict/queries.ts'
import {
  makeFinal,
  recordVerdict,
  withdrawVerdict,
} from '#domain/certification/verdict/record-verdict.ts'
import type { VerdictEvent, VerdictStatus } from '#domain/certification/verdict/verdict.ts'
import { verdictLifecycle } from '#domain/certification/verdict/verdict.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, files, line, text, yesNo } from '#web/forms/questions.tsx'
import { Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import { DecidedMeasures, VerdictFacts, verdictTag } from '#web/review/verdict.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** The verdicts of colleges outside the register, first those that are not final yet. */
export async function showVerdicts(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  if (register.measures === undefined) notFound()
  const statuses = [
    'not-final',
    'hearing',
    'for-decision',
    'decided',
    'closed',
    'withdrawn',
  ] as const
  const all = await listVerdicts(context, statuses)
  const { free, tied } = await withoutTied(visit, ['record-verdicts'], all, (one) => one)
  const rows = statuses.flatMap((status) => free.filter((one) => one.status === status))
  return listPage(visit, {
    title: `Uitspraken van buiten (${free.filter(({ status }) => status === 'not-final').length})`,
    ...inWork(register),
    lead: (
      <p class="lead">
        Een uitspraak wordt vastgelegd bij het dossier van de persoon.{' '}
        <a href={paths.workSearch(register.id)}>Zoek het dossier</a>
      </p>
    ),
    list: {
      caption: 'Uitspraken, eerst wat nog niet definitief is',
      rows,
      columns: ({ name, text: words, day: on, status }) => [
        name(
          'Uitspraak',
          ({ number }) => number,
          ({ id }) => paths.workVerdict(register.id, id),
        ),
        words('Over', ({ member }) => member.name),
        words('Van', ({ by }) => by.name),
        on('Gedaan op', ({ givenOn }) => givenOn),
        status('Stand', verdictTag, { selfExplaining: true }),
      ],
      empty: {
        title: 'Er is geen uitspraak vastgelegd',
        text: <p>Doet een college uitspraak over iemand in het register? Leg die dan vast.</p>,
      },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** Records what a college said about somebody. */
export const newVerdictPage = formPage({
  load: async (visit: Visit) => {
    const { measures } = visit.context.register
    const member = (await findMember(visit.context, idIn(visit))) ?? notFound()
    return { member, measures: measures ?? notFound() }
  },
  form: (visit, { measures }) => {
    const { today } = visit.context
    return form({
      college: choice<string>('college', 'Van wie is de uitspraak?', {
        required: 'Kies van wie de uitspraak is.',
        options: measures.follows.map(({ id, name }) => ({ value: id, label: name })),
      }),
      reference: line('kenmerk', 'Het kenmerk van de uitspraak', {
        hint: 'Het nummer waaronder het college de uitspraak bewaart.',
        required: 'Vul het kenmerk in.',
        most: 100,
        tooLong: 'Een kenmerk heeft hoogstens 100 tekens.',
      }),
      givenOn: day('gedaan', 'Wanneer is de uitspraak gedaan?', {
        required: 'Vul in wanneer de uitspraak is gedaan.',
        problem: (on) =>
          Temporal.PlainDate.compare(on, today) > 0
            ? 'Kies vandaag of een eerdere dag.'
            : undefined,
      }),
      gist: line('kern', 'Wat staat erin, in één zin?', {
        hint: 'Bijvoorbeeld: de klacht is gegrond, met een berisping. Degene over wie het gaat en wie beslist, lezen dit.',
        required: 'Schrijf in één zin op wat er in de uitspraak staat.',
        most: 500,
        tooLong: 'Maak de zin korter: hoogstens 500 tekens.',
        width: 'full',
      }),
      final: yesNo('definitief', 'Is de uitspraak definitief?', {
        hint: 'Definitief is: er kan geen beroep meer worden ingesteld, of dat is gedaan en daarop is beslist.',
        required: 'Kies of de uitspraak definitief is.',
      }),
      file: files('uitspraak', 'De uitspraak zelf', {
        hint: 'Haal de namen van anderen eruit als die erin staan.',
        required: 'Voeg de uitspraak toe.',
      }),
    })
  },
  page: (visit, { member }) => {
    const { register } = visit.context
    return {
      title: 'Een uitspraak vastleggen',
      caption: member.name,
      ...inWork(register, {
        label: `Dossier van ${member.name}`,
        href: paths.workFile(register.id, member.registrationId),
      }),
      lead: (
        <p class="lead">
          Het register oordeelt niet over de zaak. Is de uitspraak definitief, dan krijgt{' '}
          {member.name} bericht en kan reageren. Daarna beslist{' '}
          {bodyFor(register, 'decide-measures')?.the ?? 'wie beslist'} wat die betekent voor de
          registratie.
        </p>
      ),
      form: { guard: true, files: true },
      button: 'Uitspraak vastleggen',
    }
  },
  save: async (visit, { file, ...given }, { member }) => {
    const { context } = visit
    const { register } = context
    const [document] = file
    if (document === undefined) return { wrong: { file: 'Voeg de uitspraak toe.' } }
    const done = await recordVerdict(context, {
      ...given,
      file: document,
      registrationId: member.registrationId,
      memberId: accountOf(visit).accountId,
    })
    switch (done.outcome) {
      case 'recorded':
        return leaveFor(
          visit,
          paths.workVerdict(register.id, done.id),
          given.final
            ? `Uitspraak ${done.number} is vastgelegd. ${member.name} krijgt bericht en kan reageren.`
            : `Uitspraak ${done.number} is vastgelegd. Er gebeurt niets tot die definitief is.`,
        )
      case 'already':
        return { wrong: { reference: 'Deze uitspraak is al vastgelegd bij deze persoon.' } }
      case 'in-future':
        return { wrong: { givenOn: 'Kies vandaag of een eerdere dag.' } }
      case 'not-followed':
      case 'unknown':
        return notFound()
    }
  },
})

/** One verdict for whoever records them: where it stands, and what is still to be recorded of it. */
export const verdictCheck = formPage({
  load: async (visit: Visit) => {
    const verdict = (await findVerdict(visit.context, idIn(visit))) ?? notFound()
    const measures = await measuresOn(visit.context, verdict.id)
    const letters = measures.flatMap(({ documentId }) => documentId ?? [])
    return { verdict, measures, coming: await papersComing(visit, letters) }
  },
  form: (visit, { verdict }) => {
    const { Your } = speech(visit)
    const can = (event: VerdictEvent) =>
      may<VerdictStatus, VerdictEvent>(verdictLifecycle, verdict.status, event)
    return form({
      step: choice<'definitief' | 'intrekken'>('stap', 'Wat is er gebeurd?', {
        required: 'Kies wat er is gebeurd.',
        options: [
          ...(can('become-final')
            ? [
                {
                  value: 'definitief' as const,
                  label: 'De uitspraak is definitief',
                  hint: `${verdict.member.name} krijgt bericht en kan reageren. Daarna volgt een besluit.`,
                },
              ]
            : []),
          {
            value: 'intrekken' as const,
            label: 'De uitspraak geldt niet, of is bij vergissing vastgelegd',
          },
        ],
      }),
      because: under(
        'step',
        'intrekken',
        text('reden', 'Waarom?', {
          hint: 'Bijvoorbeeld: in hoger beroep vernietigd.',
          required: 'Schrijf op waarom de uitspraak wordt ingetrokken.',
          rows: 3,
          most: 1000,
          tooLong: (over) => `${Your} uitleg is ${over} tekens te lang.`,
        }),
      ),
    })
  },
  page: (visit, { verdict, measures, coming }) => {
    const { register } = visit.context
    const { colour, label } = verdictTag(verdict)
    return {
      title: `Uitspraak over ${verdict.member.name}`,
      caption: verdict.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...inWork(register, {
        label: 'Uitspraken van buiten',
        href: paths.workVerdicts(register.id),
      }),
      version: verdict.version,
      refresh: coming.refresh,
      lead: (
        <>
          <p>
            <a href={paths.workFile(register.id, verdict.registrationId)}>
              Dossier van {verdict.member.name}
            </a>
          </p>
          <VerdictFacts
            verdict={verdict}
            document={paths.workDocument(register.id, verdict.documentId)}
          />
          <DecidedMeasures
            {...{ measures, coming }}
            hrefOf={(id) => paths.workDocument(register.id, id)}
          />
        </>
      ),
      button: 'Opslaan',
      frame: (asked) =>
        may<VerdictStatus, VerdictEvent>(verdictLifecycle, verdict.status, 'withdraw') && asked,
    }
  },
  save: async (visit, { step, because = '' }, { verdict }) => {
    const { context, form: sent } = visit
    const { register } = context
    const seen = { id: verdict.id, version: versionIn(sent) }
    const done =
      step === 'definitief'
        ? await makeFinal(context, seen)
        : await withdrawVerdict(context, seen, because)
    const here = paths.workVerdict(register.id, verdict.id)
    switch (done.outcome) {
      case 'taken':
        return leaveFor(visit, here, `${verdict.member.name} krijgt bericht en kan reageren.`)
      case 'withdrawn':
        return leaveFor(visit, here, `Uitspraak ${verdict.number} is ingetrokken.`)
      case 'no-reason':
        return { wrong: { because: 'Schrijf op waarom de uitspraak wordt ingetrokken.' } }
      case 'suspended':
        return {
          wrong: {
            step: `${verdict.member.name} is hierom geschorst. Wie daarover besloot, beëindigt eerst de schorsing.`,
          },
        }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Er is intussen iets met deze uitspraak gedaan. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})
