import { extendObjection } from '#domain/certification/objection/hear-objector.ts'
import { isPast } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Alert, formatDay } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { belowObjection, inHand, stepped } from '#web/objections/opened.tsx'
import { accountOf } from '#web/route.ts'

/** Why it takes longer. */
export const extensionForm = () =>
  form({
    reason: text('reden', 'Waarom duurt het langer?', {
      hint: 'De indiener leest dit.',
      required: 'Schrijf op waarom het langer duurt.',
      rows: 4,
      most: 2000,
    }),
  })

/** Puts the decision off, once, with why. */
export const extensionPage = formPage({
  load: inHand,
  form: extensionForm,
  page: (visit, objection) => ({
    title: 'Het besluit uitstellen',
    caption: objection.number,
    ...belowObjection(visit.context.register, objection),
    version: objection.version,
    lead: (
      <p class="lead">
        {isPast(objection.decideBefore, visit.context.today)
          ? `Het besluit had er op ${formatDay(objection.decideBefore)} moeten zijn.`
          : `Nu moet het besluit er uiterlijk op ${formatDay(objection.decideBefore)} zijn.`}{' '}
        Uitstellen kan één keer.
      </p>
    ),
    button: 'Uitstellen',
    frame: (asked) =>
      objection.extendedOn === undefined ? (
        asked
      ) : (
        <Alert type="info">
          <p>Dit besluit is al een keer uitgesteld.</p>
        </Alert>
      ),
  }),
  save: async (visit, { reason }, objection) => {
    const acting = {
      seen: { id: objection.id, version: versionIn(visit.form) },
      memberId: accountOf(visit).accountId,
    }
    return stepped(visit, objection, await extendObjection(visit.context, acting, reason), {
      done: 'Het besluit is uitgesteld. De indiener is ingelicht.',
      wrong: { wrong: { reason: 'Schrijf op waarom het langer duurt.' } },
    })
  },
})
