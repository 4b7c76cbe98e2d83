import {
  inviteObjector,
  leaveUnheard,
  reportHearing,
} from '#domain/certification/objection/hear-objector.ts'
import { mostWritten } from '#domain/certification/objection/objection.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { belowObjection, inHand, stepped } from '#web/objections/opened.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'

/** Whether there is a conversation, when and where, or for which of the reasons of the register there is none. */
export function hearingForm(visit: Visit) {
  const { register, today } = visit.context
  const { withoutHearing } = register.objection
  return form({
    how: choice('gesprek', 'Komt er een gesprek?', {
      required: 'Kies of er een gesprek komt.',
      options: [
        { value: 'ja', label: 'Ja, de indiener wordt uitgenodigd' },
        ...(withoutHearing.length === 0 ? [] : [{ value: 'nee' as const, label: 'Nee' }]),
      ],
    }),
    on: under(
      'how',
      'ja',
      day('dag', 'Op welke dag?', {
        required: 'Vul de dag in.',
        problem: (on) =>
          Temporal.PlainDate.compare(on, today) < 0 ? 'Kies vandaag of een latere dag.' : undefined,
      }),
    ),
    place: under(
      'how',
      'ja',
      text('plaats', 'Waar en hoe laat?', {
        hint: 'Bijvoorbeeld: 14.00 uur, op kantoor. Of: 14.00 uur, online, met de link erbij.',
        required: 'Schrijf op waar en hoe laat.',
        rows: 3,
        most: 1000,
      }),
    ),
    reason: under(
      'how',
      'nee',
      choice('reden', 'Waarom niet?', {
        required: 'Kies waarom er geen gesprek komt.',
        options: withoutHearing.map(({ id, text: label }) => ({ value: id, label })),
      }),
    ),
  })
}

/** What was answered to that before. */
export function knownHearing({ hearing, unheard }: Pick<Objection, 'hearing' | 'unheard'>) {
  if (unheard !== undefined) return { how: 'nee' as const, reason: unheard }
  if (hearing === undefined) return {}
  return { how: 'ja' as const, on: hearing.on, place: hearing.place }
}

/** Invites whoever objects to tell about it, or keeps why nobody is heard. */
export const hearingPage = formPage({
  load: inHand,
  form: hearingForm,
  known: (_, objection: Objection) => knownHearing(objection),
  page: (visit, objection) => ({
    title: 'Het gesprek',
    caption: objection.number,
    ...belowObjection(visit.context.register, objection),
    version: objection.version,
    button: 'Vastleggen',
  }),
  save: async (visit, { how, on, place = '', reason = '' }, objection) => {
    const { context, form: sent } = visit
    const acting = {
      seen: { id: objection.id, version: versionIn(sent) },
      memberId: accountOf(visit).accountId,
    }
    if (how === 'nee') {
      return stepped(visit, objection, await leaveUnheard(context, acting, reason), {
        done: 'Er komt geen gesprek. Er kan nu worden besloten.',
        wrong: { wrong: { reason: 'Kies waarom er geen gesprek komt.' } },
      })
    }
    if (on === undefined) return { wrong: { on: 'Vul de dag in.' } }
    return stepped(visit, objection, await inviteObjector(context, acting, { on, place }), {
      done: 'De indiener is uitgenodigd.',
      wrong: { wrong: { place: 'Schrijf op waar en hoe laat.' } },
    })
  },
})

/** What was said, in short. */
export const reportForm = () =>
  form({
    report: text('verslag', 'Wat is er gezegd?', {
      hint: 'De indiener leest dit. Was de indiener er niet? Schrijf dat dan op.',
      required: 'Schrijf op wat er is gezegd.',
      rows: 10,
      most: mostWritten,
    }),
  })

/** Keeps a short report of what was said, for whoever objects to read. */
export const hearingReport = formPage({
  load: inHand,
  form: reportForm,
  known: (_, { report }: Objection) => ({ report }),
  page: (visit, objection) => ({
    title: 'Verslag van het gesprek',
    caption: objection.number,
    ...belowObjection(visit.context.register, objection),
    version: objection.version,
    form: { guard: true },
    button: 'Verslag vastleggen',
  }),
  save: async (visit, { report }, objection) => {
    const acting = {
      seen: { id: objection.id, version: versionIn(visit.form) },
      memberId: accountOf(visit).accountId,
    }
    return stepped(visit, objection, await reportHearing(visit.context, acting, report), {
      done: 'Het verslag is vastgelegd.',
      wrong: { wrong: { report: 'Schrijf op wat er is gezegd.' } },
    })
  },
})
