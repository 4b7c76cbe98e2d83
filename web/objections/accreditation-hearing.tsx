import type { HeardProvider } from '#domain/learning/judging/hear-provider.ts'
import {
  extendAccreditationObjection,
  inviteProvider,
  leaveProviderUnheard,
  reportOfProvider,
} from '#domain/learning/judging/hear-provider.ts'
import type { AccreditationObjection } from '#domain/learning/judging/object.ts'
import { findAccreditationObjection } from '#domain/learning/judging/object.ts'
import type { Register } from '#regulations/register.ts'
import { isPast } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import type { NotSaved } from '#web/layout/form-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { extensionForm } from '#web/objections/extension.tsx'
import { hearingForm, knownHearing, reportForm } from '#web/objections/hearing.tsx'
import { steppedAt } from '#web/objections/opened.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'

// Hearing whoever asked for accreditation about their objection, and putting the decision on it off.

async function waiting(visit: Visit): Promise<AccreditationObjection | Response> {
  const { context } = visit
  const objection = (await findAccreditationObjection(context, visit.param('id'))) ?? notFound()
  if (objection.status === 'made') return objection
  const page = paths.accreditationObjection(context.register.id, objection.id)
  return leaveFor(visit, page, 'Over dit bezwaar is al besloten.', 'info')
}

const below = (register: Register, { id, number }: AccreditationObjection) => ({
  caption: number,
  current: paths.objections(register.id),
  breadcrumb: [
    { label: 'Bezwaren over accreditatie', href: paths.accreditationObjections(register.id) },
    { label: `Bezwaar ${number}`, href: paths.accreditationObjection(register.id, id) },
  ],
})

const acting = (visit: Visit, { id }: AccreditationObjection) => ({
  id,
  version: versionIn(visit.form),
  memberId: accountOf(visit).accountId,
})

/** Invites whoever asked to tell about it themselves, or keeps why nobody is heard. */
export const accreditationHearingPage = formPage({
  load: waiting,
  form: hearingForm,
  known: (_, objection: AccreditationObjection) => knownHearing(objection),
  page: ({ context }, objection) => ({
    title: 'Het gesprek',
    ...below(context.register, objection),
    version: objection.version,
    button: 'Vastleggen',
  }),
  save: async (visit, { how, on, place = '', reason = '' }, objection) => {
    const { context } = visit
    const by = acting(visit, objection)
    if (how === 'nee') {
      return stepped(visit, objection, await leaveProviderUnheard(context, by, reason), {
        done: 'Er komt geen gesprek. Er kan nu worden besloten.',
        wrong: { wrong: { reason: 'Kies waarom er geen gesprek komt.' } },
      })
    }
    if (on === undefined) return { wrong: { on: 'Vul de dag in.' } }
    return stepped(visit, objection, await inviteProvider(context, by, { on, place }), {
      done: 'De indiener is uitgenodigd.',
      wrong: { wrong: { place: 'Schrijf op waar en hoe laat.' } },
    })
  },
})

/** Keeps a short report of what was said, for whoever objects to read. */
export const accreditationReportPage = formPage({
  load: waiting,
  form: reportForm,
  known: (_, { report }: AccreditationObjection) => ({ report }),
  page: ({ context }, objection) => ({
    title: 'Verslag van het gesprek',
    ...below(context.register, objection),
    version: objection.version,
    form: { guard: true },
    button: 'Verslag vastleggen',
  }),
  save: async (visit, { report }, objection) =>
    stepped(
      visit,
      objection,
      await reportOfProvider(visit.context, acting(visit, objection), report),
      {
        done: 'Het verslag is vastgelegd.',
        wrong: { wrong: { report: 'Schrijf op wat er is gezegd.' } },
      },
    ),
})

/** Puts the decision off, once, with why. */
export const accreditationExtensionPage = formPage({
  load: waiting,
  form: extensionForm,
  page: ({ context }, objection) => ({
    title: 'Het besluit uitstellen',
    ...below(context.register, objection),
    version: objection.version,
    lead: (
      <p class="lead">
        {isPast(objection.decideBefore, context.today)
          ? `Het besluit had er op ${formatDay(objection.decideBefore)} moeten zijn.`
          : `Nu moet het besluit er uiterlijk op ${formatDay(objection.decideBefore)} zijn.`}{' '}
        Uitstellen kan één keer.
      </p>
    ),
    button: 'Uitstellen',
    frame: (asked) =>
      objection.extended === undefined ? (
        asked
      ) : (
        <Alert type="info">
          <p>Dit besluit is al een keer uitgesteld.</p>
        </Alert>
      ),
  }),
  save: async (visit, { reason }, objection) =>
    stepped(
      visit,
      objection,
      await extendAccreditationObjection(visit.context, acting(visit, objection), reason),
      {
        done: 'Het besluit is uitgesteld. De indiener is ingelicht.',
        wrong: { wrong: { reason: 'Schrijf op waarom het langer duurt.' } },
      },
    ),
})

function stepped<Values>(
  visit: Visit,
  { id }: AccreditationObjection,
  { outcome }: HeardProvider,
  said: { readonly done: string; readonly wrong: NotSaved<Values, AccreditationObjection> },
): Response | NotSaved<Values, AccreditationObjection> {
  const { register } = visit.context
  const page = paths.accreditationObjection(register.id, id)
  switch (outcome) {
    case 'not-for-them':
      return leaveFor(
        visit,
        page,
        'Wie eerder oordeelde of een band met de aanvrager heeft, doet dit niet.',
        'warning',
      )
    case 'not-found':
      return notFound()
    default:
      return steppedAt(visit, page, outcome, said)
  }
}
