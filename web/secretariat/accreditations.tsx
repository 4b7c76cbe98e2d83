import { askMore, completePart } from '#domain/learning/judging/check-part.ts'
import { whyNotLook } from '#domain/learning/judging/conflicts.ts'
import { findPartFile, partsAskedHere } from '#domain/learning/judging/queries.ts'
import { openRequestFile } from '#domain/learning/request/queries.ts'
import { partTag } from '#web/courses/course-words.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import { notForThem, PartFacts, titleOfFile } from '#web/review/accreditation.tsx'
import { Tied, withoutTiedAskers } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** What was asked to have accredited: for the back office first, then what waits for others. */
export async function showAccreditations(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = speech(visit)
  const asked = await partsAskedHere(context, ['handed-in', 'asked', 'complete'])
  const { free: all, tied } = await withoutTiedAskers(
    visit,
    ['check-accreditation'],
    asked,
    ({ part }) => part,
  )
  const rows = all.toSorted(
    (one, other) =>
      Number(other.part.status === 'handed-in') - Number(one.part.status === 'handed-in'),
  )
  return listPage(visit, {
    title: `Accreditatie (${all.filter(({ part }) => part.status === 'handed-in').length})`,
    ...inWork(register),
    list: {
      caption: 'Aanvragen om accreditatie, eerst wat op het bureau wacht',
      rows,
      columns: ({ name, text: said, day, status }) => [
        name(
          'Opleiding',
          ({ title }) => title,
          ({ part }) => paths.workAccreditation(register.id, part.id),
        ),
        said('Aanvrager', ({ asker }) => asker),
        day('Ingestuurd op', ({ part }) => part.handedInOn ?? context.today),
        day('Besluit uiterlijk', ({ part }) => part.decideBefore ?? context.today),
        status('Stand', ({ part }) =>
          part.status === 'handed-in'
            ? { colour: 'yellow', label: 'Controleren' }
            : part.status === 'asked'
              ? { colour: 'blue', label: 'Bij de aanvrager' }
              : partTag(part),
        ),
      ],
      empty: { title: 'Alles is gedaan', text: <p>Er is nu niets om te bekijken.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** One of them: complete, or more is asked. */
export const accreditationCheckPage = formPage({
  load: async (visit: Visit) => {
    const file = (await findPartFile(visit.context, visit.param('id'))) ?? notFound()
    const list = paths.workAccreditations(visit.context.register.id)
    return (await notForThem(visit, file, list)) ?? file
  },
  form: () =>
    form({
      outcome: choice<'complete' | 'ask'>('oordeel', 'Is de aanvraag compleet?', {
        required: 'Kies of de aanvraag compleet is.',
        options: [
          { value: 'complete', label: 'Ja, er kan over worden beslist' },
          { value: 'ask', label: 'Nee, er is nog iets nodig' },
        ],
      }),
      question: under(
        'outcome',
        'ask',
        text('vraag', 'Wat is er nog nodig?', {
          required: 'Schrijf op wat er nog nodig is.',
          most: 2000,
          hint: 'De aanvrager leest dit.',
        }),
      ),
    }),
  page: (visit, file) => {
    const { register } = speech(visit)
    const { part } = file
    const tag = partTag(part)
    return {
      title: titleOfFile(visit, file),
      caption: 'Accreditatie',
      ...inWork(register, { label: 'Accreditatie', href: paths.workAccreditations(register.id) }),
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      lead: (
        <PartFacts
          {...{ visit, file }}
          fileAt={(id) => paths.workAccreditationFile(register.id, part.id, id)}
        />
      ),
      version: part.version,
      button: 'Vastleggen',
      ...(part.status === 'handed-in' ? {} : { frame: () => null }),
    }
  },
  save: async (visit, { outcome, question }, { part }) => {
    const { register } = speech(visit)
    const list = paths.workAccreditations(register.id)
    const version = versionIn(visit.form)
    const done =
      outcome === 'complete'
        ? await completePart(visit.context, part.id, version)
        : await askMore(visit.context, part.id, { question: question ?? '', version })
    switch (done.outcome) {
      case 'complete':
        return leaveFor(
          visit,
          list,
          `Aanvraag ${part.number} is compleet. Er kan nu over worden beslist.`,
        )
      case 'asked':
        return leaveFor(visit, list, 'De aanvrager krijgt de vraag per mail.')
      case 'no-question':
        return { wrong: { question: 'Schrijf op wat er nog nodig is.' } }
      case 'unpaid':
        return leaveFor(
          visit,
          list,
          `De factuur van aanvraag ${part.number} is nog niet betaald. De aanvraag gaat daarna door.`,
          'warning',
        )
      case 'own':
        return leaveFor(
          visit,
          list,
          'Wie voor de aanvrager werkt of er een band mee heeft, controleert de aanvraag niet. Laat een collega kijken.',
          'warning',
        )
      case 'stale':
        return leaveFor(
          visit,
          list,
          'Een collega was eerder, of de aanvraag is ingetrokken.',
          'info',
        )
      case 'not-found':
        return notFound()
    }
  },
})

/** A file that came with a request, for whoever looks at it, judges it or decides on an objection. */
export async function showAccreditationFile(visit: Visit): Promise<Response> {
  const file = (await findPartFile(visit.context, visit.param('id'))) ?? notFound()
  if ((await whyNotLook(visit.context, file.part)) !== undefined) return notFound()
  const opened = await openRequestFile(visit.context, file.part.requestId, visit.param('file'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}
