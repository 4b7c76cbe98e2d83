import type { InterimProblem } from '#domain/certification/interim/interim.ts'
import { judgeInterim } from '#domain/certification/interim/judge-interim.ts'
import type { InterimFile } from '#domain/certification/interim/queries.ts'
import { findInterimFile } from '#domain/certification/interim/queries.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { lastOpened } from '#domain/people/body/inspections.ts'
import type { Amount } from '#engine'
import { bodyFor } from '#regulations/bodies.ts'
import { AdmissionRule } from '#web/admission.tsx'
import { AttendedWords } from '#web/attended.tsx'
import { toJudge } from '#web/committee/to-judge.tsx'
import { form, under } from '#web/forms/form.tsx'
import { amount, choice, text, yesNo } from '#web/forms/questions.tsx'
import { FileList, formatDay, formatQuantity, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceShown } from '#web/professional/activity-evidence.ts'
import { detailItems } from '#web/professional/activity-words.tsx'
import { basisItem } from '#web/review/accreditation-basis.tsx'
import { declareInterestPage } from '#web/review/declare-interest.tsx'
import { GroupWords } from '#web/review/group-words.tsx'
import { SeeLabelYourself } from '#web/review/label-review.tsx'
import { closed } from '#web/review/opening.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { SaidElsewhereWords } from '#web/said-elsewhere.tsx'
import { SelfTested } from '#web/self-tested.tsx'
import { speech, unitOf } from '#web/speech.ts'

interface Answers {
  readonly outcome: 'toekennen' | 'afwijzen'
  readonly amount?: Amount | undefined
  readonly accredited?: boolean | undefined
  readonly reason: string
}

/** One activity that is judged apart, with the form in which a member judges it. */
export const interimPage = formPage<Answers, InterimFile>({
  load: async (visit) => {
    const file = await load(visit)
    return file instanceof Response ? file : ((await closedInterim(visit, file)) ?? file)
  },
  form: (visit, { interim, activity }) => {
    const { register, say } = speech(visit)
    const unit = unitOf(register)
    return form<Answers>({
      outcome: choice<'toekennen' | 'afwijzen'>('oordeel', `Wat ${say('vind je', 'vindt u')}?`, {
        required: 'Kies of het wordt toegekend.',
        options: [
          { value: 'toekennen', label: 'Toekennen' },
          { value: 'afwijzen', label: 'Niets toekennen' },
        ],
      }),
      amount: under(
        'outcome',
        'toekennen',
        amount('aantal', `Hoeveel ${register.unit.many}?`, {
          optional: false,
          hint:
            activity.claimed === undefined
              ? 'Er is geen aantal ingediend.'
              : `Ingediend is ${formatQuantity(activity.claimed, unit)}.`,
          suffix: register.unit.counted,
        }),
      ),
      ...(interim.accredits
        ? {
            accredited: under(
              'outcome',
              'toekennen',
              yesNo('geaccrediteerd', 'Is dit geaccrediteerd?', { optional: false }),
            ),
          }
        : {}),
      reason: text('reden', 'Waarom?', {
        required: 'Schrijf waarom.',
        most: 4000,
        hint: 'Dit staat in het besluit.',
      }),
    })
  },
  page: (visit, file) => {
    const { register } = speech(visit)
    const { id } = file.request
    return {
      title: file.activity.title,
      caption: 'Tussentijdse beoordeling',
      ...toJudge(register),
      lead: <WhatIsJudged visit={visit} file={file} />,
      button: 'Oordeel geven',
      back: {
        label: 'Een band melden',
        href: paths.committeeInterimInterest(register.id, id),
        link: true,
      },
    }
  },
  save: async (visit, { outcome, amount: granted, accredited, reason }, file) => {
    const { context } = visit
    const { register } = speech(visit)
    const { accountId } = accountOf(visit)
    const done = await judgeInterim(context, file.request.id, accountId, {
      granted: outcome === 'toekennen',
      amount: granted,
      accredited,
      reason,
    })
    const home = paths.committee(register.id)
    switch (done.outcome) {
      case 'incomplete':
        return { errors: done.problems.map((problem) => problemAt(problem, visit, file)) }
      case 'judged':
        return leaveFor(
          visit,
          home,
          done.still === 'waiting'
            ? 'Oordeel gegeven. Een ander lid oordeelt ook.'
            : 'Oordeel gegeven. De leden verschillen; nog een lid oordeelt.',
        )
      case 'decided':
        return leaveFor(visit, home, 'Oordeel gegeven. Daarmee is besloten.')
      case 'ended':
        return leaveFor(visit, home, 'Hierover is al besloten, of de vraag is ingetrokken.', 'info')
      case 'in-application':
        return leaveFor(
          visit,
          home,
          'Deze activiteit zit nu in een aanvraag, en wordt daar beoordeeld.',
          'info',
        )
      case 'for-the-chair':
        return leaveFor(visit, home, 'De leden verschillen. De voorzitter beslist.', 'info')
      case 'conflict':
      case 'not-found':
        return notFound()
    }
  },
})

function problemAt(problem: InterimProblem, visit: Visit, { activity }: InterimFile) {
  const { register } = speech(visit)
  const most = formatQuantity(activity.claimed ?? 0, unitOf(register))
  const [field, message] = {
    'no-outcome': ['oordeel', 'Kies of het wordt toegekend.'],
    'no-amount': ['aantal', `Vul in hoeveel ${register.unit.many} dit waard is.`],
    'too-much': ['aantal', `Ken niet meer toe dan is ingediend: ${most}.`],
    'no-accreditation': ['geaccrediteerd', 'Kies of dit geaccrediteerd is.'],
    'no-reason': ['reden', 'Schrijf waarom.'],
  }[problem] as [string, string]
  return { field, message }
}

// What comes before an activity that a member has yet to open.
function closedInterim(visit: Visit, { request, applicant }: InterimFile) {
  const { register } = visit.context
  return closed(visit, {
    title: 'Activiteit openen',
    caption: 'Tussentijdse beoordeling',
    ...toJudge(register),
    opened: { noun: 'interim', id: request.id },
    body: bodyFor(register, 'judge-interim')?.id ?? '',
    about: applicant,
    what: 'Activiteit',
    interest: paths.committeeInterimInterest(register.id, request.id),
  })
}

/** Where a member says that they have a tie with whose activity it is. */
export const interimInterest = declareInterestPage(async (visit) => {
  const { register } = visit.context
  const file = await load(visit)
  if (file instanceof Response) return undefined
  const { id, registrationId } = file.request
  return {
    registrationId,
    from: { label: file.activity.title, href: paths.committeeInterim(register.id, id) },
    list: { label: 'Te beoordelen', href: paths.committee(register.id) },
  }
})

/** A file of an activity that is judged apart, for who may judge it. */
export async function showInterimEvidence(visit: Visit): Promise<Response> {
  const file = await load(visit)
  if (file instanceof Response) return file
  const { accountId } = accountOf(visit)
  const opened = { noun: 'interim', id: file.request.id } as const
  if ((await lastOpened(visit.context, opened, accountId)) === undefined) return notFound()
  const id = visit.param('evidence')
  if (!file.activity.evidence.some((one) => one.id === id)) return notFound()
  const { registrationId } = file.request
  return evidenceShown(visit, await openEvidence(visit.context, id, { registrationId }))
}

// What is decided, taken back or in an application is not judged here; who has an interest reads nothing of it.
async function load(visit: Visit): Promise<InterimFile | Response> {
  const { register } = speech(visit)
  const file = (await findInterimFile(visit.context, visit.param('id'))) ?? notFound()
  const { accountId } = accountOf(visit)
  if (!file.members.some(({ id }) => id === accountId)) return notFound()
  if (file.conflicts.has(accountId)) return notFound()
  if (file.request.status !== 'asked' || file.inApplication) {
    const why = file.inApplication
      ? 'Deze activiteit zit nu in een aanvraag, en wordt daar beoordeeld.'
      : 'Hierover is al besloten, of de vraag is ingetrokken.'
    return leaveFor(visit, paths.committee(register.id), why, 'info')
  }
  return file
}

function WhatIsJudged({ visit, file }: { readonly visit: Visit; readonly file: InterimFile }) {
  const { register } = speech(visit)
  const { activity, kind, applicant, request, compiled, decided, verdicts, rules } = file
  const { referee, listed, group, attended } = activity
  return (
    <>
      <SummaryList
        items={[
          { term: 'Van', value: applicant.name },
          {
            term: request.taken ? 'In behandeling genomen op' : 'Gevraagd op',
            value: formatDay(request.askedOn),
          },
          { term: 'Soort', value: kind.label },
          {
            term: 'Datum',
            value: activity.completedOn === undefined ? '–' : formatDay(activity.completedOn),
          },
          {
            term: 'Ingediend',
            value:
              activity.claimed === undefined
                ? 'Geen aantal'
                : formatQuantity(activity.claimed, unitOf(register)),
          },
          ...detailItems(activity, kind),
          referee?.answer === 'confirmed' && { term: 'Bevestigd door', value: referee.name },
          activity.selfSignedOn !== undefined && {
            term: 'Zelf ondertekend',
            value: `Op ${formatDay(activity.selfSignedOn)}. ${activity.selfSignedReason}`,
          },
          listed !== undefined && { term: 'Bevestigd door een lijst', value: listed.label },
          group !== undefined && { term: 'De groep', value: <GroupWords group={group} /> },
          attended !== undefined && {
            term: 'De aanbieder',
            value: <AttendedWords attended={attended} />,
          },
          basisItem({ register, activity, compiled, decided }),
          activity.evidence.length > 0 && {
            term: 'Bewijs',
            value: (
              <FileList
                label="Bewijs"
                files={activity.evidence.map(({ id, name, size }) => ({
                  id,
                  name,
                  size,
                  href: paths.committeeInterimEvidence(register.id, request.id, id),
                }))}
              />
            ),
          },
        ]}
      />
      <SelfTested regulation={compiled.regulation} activity={activity} forReaders />
      <SaidElsewhereWords said={activity.saidElsewhere} />
      <SeeLabelYourself
        {...{ visit, activity, compiled }}
        from={{ is: 'interim', id: request.id }}
      />
      <p>{kind.rule}</p>
      <AdmissionRule register={register} regulation={compiled.regulation} activity={activity} />
      <p>
        {rules.members === 1
          ? 'Eén lid oordeelt.'
          : `${rules.members} leden oordelen. ${
              verdicts.length === 0
                ? 'Nog niemand gaf een oordeel.'
                : verdicts.length === 1
                  ? '1 lid gaf al een oordeel.'
                  : `${verdicts.length} leden gaven al een oordeel.`
            }`}
      </p>
    </>
  )
}
