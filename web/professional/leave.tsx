import { askLeave } from '#domain/certification/leave/ask-leave.ts'
import { whyNotBack, withdrawLeave } from '#domain/certification/leave/end-leave.ts'
import type { NotLeave, WishedLeave } from '#domain/certification/leave/leave.ts'
import { medicalWords, mostLeaveFiles, mostNote } from '#domain/certification/leave/leave.ts'
import type { Leave } from '#domain/certification/leave/queries.ts'
import { findLeave, leaveFiles, leavesOf } from '#domain/certification/leave/queries.ts'
import type { LeaveEffect } from '#domain/certification/leave/weigh-leave.ts'
import { weighLeave } from '#domain/certification/leave/weigh-leave.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { LeaveSort, Period } from '#engine'
import { formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf, Wrong } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { choice, day, files, text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { LookFirst } from '#web/layout/look-first.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { daysInWords, deciderOfLeave, grantedRow, leaveTag, proofRow } from '#web/leave/decide.tsx'
import { LeaveEffectText } from '#web/leave/effect.tsx'
import { paths } from '#web/paths.ts'
import { inCertification } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { idIn, lastRegistrationOf, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What somebody asked of leave and what became of it. */
export async function showMyLeave(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, your, You } = speech(visit)
  const registrationId = lastRegistrationOf(visit)
  const { regulation, period } = await sortsFor(visit, registrationId)
  const leaves = await leavesOf(context, registrationId)
  if (regulation.leaveSorts.length === 0 && leaves.length === 0) return notFound()
  const back = new Map<string, boolean>()
  const attached = new Map<string, Awaited<ReturnType<typeof leaveFiles>>>()
  for (const leave of leaves) {
    const mayBe = leave.status === 'asked' || leave.status === 'granted'
    back.set(leave.id, mayBe && (await whyNotBack(context, leave)) === undefined)
    attached.set(leave.id, await leaveFiles(context, leave.id))
  }
  const mayAsk = visit.actor.kind === 'account' && visit.actor.registrationId === registrationId
  return titledPage(
    visit,
    { title: 'Verlof', ...inCertification(visit) },
    <>
      <p class="lead">
        {You} geeft alleen de soort en de dagen op. Over {your} gezondheid hoeft het register niets
        te weten.
      </p>
      {mayAsk &&
        regulation.leaveSorts.length > 0 &&
        (period === undefined ? (
          <p>Verlof hoort bij een periode. {You} kunt het vragen zodra er een loopt.</p>
        ) : (
          <ButtonGroup>
            <Button href={paths.askLeave(register.id)}>Verlof vragen</Button>
          </ButtonGroup>
        ))}
      {leaves.length > 0 && <h2>Wat {you} vroeg</h2>}
      {leaves.map((leave) => (
        <OneLeave
          {...{ visit, leave }}
          mayBack={mayAsk && back.get(leave.id) === true}
          files={attached.get(leave.id) ?? []}
        />
      ))}
      {regulation.leaveSorts.length > 0 && (
        <>
          <h2>Wat verlof doet</h2>
          <SummaryList
            items={regulation.leaveSorts.map((sort) => ({
              term: sort.label,
              value: `${sort.text} (${sort.article})`,
            }))}
          />
        </>
      )}
    </>,
  )
}

function OneLeave(props: {
  readonly visit: Visit
  readonly leave: Leave
  readonly mayBack: boolean
  readonly files: Awaited<ReturnType<typeof leaveFiles>>
}) {
  const { visit, leave, mayBack, files: attached } = props
  const { register } = visit.context
  const { colour, label } = leaveTag(leave)
  const lower = leave.status === 'refused' || (leave.status === 'granted' && leave.reason !== '')
  return (
    <section>
      <h3>
        {daysInWords(leave)} <Tag colour={colour}>{label}</Tag>
      </h3>
      <SummaryList
        items={[
          { term: 'Soort', value: leave.sort.label },
          { term: 'Gevraagd op', value: formatDay(leave.askedOn) },
          ...grantedRow(leave),
          ...(leave.note === '' ? [] : [{ term: 'Toelichting', value: leave.note }]),
          ...proofRow(attached, (id) => paths.myDocument(register.id, id)),
          ...(leave.reason === ''
            ? []
            : [{ term: 'Reden', value: <span class="preserve">{leave.reason}</span> }]),
        ]}
      />
      {lower && (
        <p>
          <a href={paths.makeObjection(register.id, 'leave', leave.id)}>
            Bezwaar maken tegen dit besluit
          </a>
        </p>
      )}
      {mayBack && (
        <p>
          <a href={paths.withdrawLeave(register.id, leave.id)}>Dit verlof intrekken</a>
        </p>
      )}
    </section>
  )
}

interface Asking {
  readonly sort: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly note: string
  readonly proof: Parameters<typeof askLeave>[1]['files']
}

interface Sorts {
  readonly regulation: Awaited<ReturnType<typeof loadDossier>>['compiled']['regulation']
  readonly period: Period | undefined
}

/** Asks for leave: the sort and the days, then what that changes, and then it is sent. */
export const askLeavePage = formPage<Asking, Sorts>({
  load: async (visit) => {
    const found = await sortsFor(visit, registrationOf(visit))
    if (found.regulation.leaveSorts.length === 0) return notFound()
    if (found.period === undefined) {
      const { register, You } = speech(visit)
      const said = `Verlof hoort bij een periode. ${You} kunt het vragen zodra er een loopt.`
      return leaveFor(visit, paths.myLeave(register.id), said, 'info')
    }
    return found
  },
  form: (visit, { regulation }) => leaveForm(visit, regulation.leaveSorts),
  page: (visit, sorts) => factsOf(visit, sorts),
  save: async (visit, { proof = [], ...asked }, sorts) => {
    const { context, form: typed } = visit
    const registrationId = registrationOf(visit)
    const { sort, first, last, note } = asked
    const wish = { sort, first, last }
    const weighed = await weighLeave(context, registrationId, wish)
    if (weighed.outcome === 'unknown') return notFound()
    if (weighed.outcome === 'not') {
      return { wrong: problemAt(visit, weighed.why, sorts, weighed.sort) }
    }
    if (weighed.sort.proof === 'asked' && proof.length === 0) {
      return { wrong: { proof: noProof } }
    }
    if (typed.value('intent') !== 'vragen' || typed.value('_gezien') !== seal(wish)) {
      const facts = factsOf(visit, sorts, { wish, note, ...weighed })
      return showForm(visit, leaveForm(visit, sorts.regulation.leaveSorts), facts, { typed })
    }
    const done = await askLeave(context, { registrationId, wish, note, files: proof })
    const { register, You, Your } = speech(visit)
    switch (done.outcome) {
      case 'asked':
        return leaveFor(
          visit,
          paths.myLeave(register.id),
          `${Your} verlof is gevraagd. ${You} krijgt bericht van het besluit.`,
        )
      case 'granted':
        return leaveFor(visit, paths.myLeave(register.id), `${Your} verlof staat erin.`)
      case 'not': {
        if (done.why === 'no-proof') return { wrong: { proof: noProof } }
        if (done.why === 'too-much') {
          return { wrong: { proof: `Stuur hoogstens ${mostLeaveFiles} bestanden mee.` } }
        }
        return { wrong: problemAt(visit, done.why, sorts, weighed.sort) }
      }
      case 'unknown':
        return notFound()
    }
  },
})

const noProof = 'Bij dit verlof hoort een bewijs. Kies een bestand.'

async function sortsFor({ context }: Visit, registrationId: string): Promise<Sorts> {
  const { compiled, standing } = await loadDossier(context, registrationId)
  return { regulation: compiled.regulation, period: standing.validity }
}

function leaveForm(visit: Visit, sorts: readonly LeaveSort[]): FormOf<Asking> {
  const { you, your, Your } = speech(visit)
  const asks = sorts.some(({ proof }) => proof === 'asked')
  const hintOf = (sort: LeaveSort) =>
    [
      sort.hint ?? sort.text,
      ...(sort.atLeast === undefined ? [] : [`Vanaf ${spanInWords(sort.atLeast)}.`]),
      ...(sort.proof === 'asked' ? ['Er hoort een bewijs bij.'] : []),
    ].join(' ')
  return form<Asking>({
    sort: choice<string>('soort', 'Welk verlof is het?', {
      required: 'Kies een soort verlof.',
      options: sorts.map((sort) => ({ value: sort.id, label: sort.label, hint: hintOf(sort) })),
    }),
    first: day('van', 'Eerste dag', {
      hint: 'Bijvoorbeeld 1 3 2027.',
      required: 'Vul de eerste dag in.',
    }),
    last: day('tot', 'Laatste dag', {
      hint: `Weet ${you} die nog niet zeker? Vul in wat ${you} nu verwacht.`,
      required: 'Vul de laatste dag in.',
    }),
    note: text('toelichting', 'Toelichting', {
      hint: `Alleen als er iets bijzonders is aan de dagen. Schrijf niets over ${your} gezondheid of die van een ander.`,
      rows: 3,
      most: mostNote,
      tooLong: (over) => `${Your} toelichting is ${over} tekens te lang.`,
    }),
    proof: asks
      ? files('bewijs', 'Bewijs', {
          multiple: true,
          optional: true,
          hint: 'Alleen bij verlof waar een bewijs bij hoort. Een stuk met de dagen erop is genoeg: streep door wat over gezondheid gaat.',
        })
      : { ...files('bewijs', 'Bewijs'), read: () => ({ value: [], errors: [] }), ask: () => null },
  })
}

interface Weighed {
  readonly wish: WishedLeave
  readonly note: string
  readonly sort: LeaveSort
  readonly effect: LeaveEffect
}

function factsOf(visit: Visit, { period }: Sorts, weighed?: Weighed): FormFacts<Asking> {
  const { register, you, your, Your, say } = speech(visit)
  return {
    title: 'Verlof vragen',
    ...inCertification(visit, { label: 'Verlof', href: paths.myLeave(register.id) }),
    lead: period !== undefined && (
      <p>
        {Your} periode loopt van {daysInWords(period)}. Eerst {say('zie je', 'ziet u')} wat verlof
        aan {your} norm en periode verandert. Daarna {say('beslis je', 'beslist u')} of {you} het
        verstuurt.
      </p>
    ),
    above: weighed !== undefined && <WhatChanges {...{ visit, weighed }} />,
    form: {
      guard: true,
      hidden: weighed === undefined ? {} : { _gezien: seal(weighed.wish) },
    },
    button: (
      <LookFirst
        seen={weighed !== undefined}
        act={{
          intent: 'vragen',
          label: weighed?.sort.granted === 'by-statement' ? 'Verlof vastleggen' : 'Verlof vragen',
        }}
        back={{ href: paths.myLeave(register.id), label: 'Terug' }}
      />
    ),
  }
}

function WhatChanges({ visit, weighed }: { readonly visit: Visit; readonly weighed: Weighed }) {
  const { You, your } = speech(visit)
  const { register, today } = visit.context
  const { wish, note, sort, effect } = weighed
  const words = medicalWords(note)
  return (
    <>
      {words.length > 0 && (
        <Alert type="warning" title={`Haal weg wat over ${your} gezondheid gaat`}>
          <p>
            In de toelichting staat {formatList(words.map((word) => `‘${word}’`))}. Het register
            hoeft dat niet te weten en wil het niet bewaren. De soort en de dagen zijn genoeg.
          </p>
        </Alert>
      )}
      <Alert type="info" title="Dit verandert er">
        <p>
          {sort.label}, {daysInWords(wish)}:
        </p>
        <LeaveEffectText {...{ effect, register, today }} />
        <p>
          {sort.granted === 'by-statement'
            ? `Dit hoeft niet te worden beoordeeld. ${You} krijgt er bericht van.`
            : `Het geldt als het wordt toegekend. Daarover beslist ${deciderOfLeave(visit)}. ${You} krijgt bericht.`}
        </p>
      </Alert>
    </>
  )
}

// By what is shown again it is known whether the days were seen as they are sent.
function seal({ sort, first, last }: WishedLeave): string {
  return `${sort} ${first} ${last}`
}

function problemAt(
  visit: Visit,
  why: NotLeave,
  { period }: Sorts,
  sort: LeaveSort | undefined,
): Wrong<Asking> {
  const { your, Your, say } = speech(visit)
  const runs = period === undefined ? '' : ` ${Your} periode loopt van ${daysInWords(period)}.`
  switch (why) {
    case 'no-sort':
      return { sort: 'Kies een soort verlof.' }
    case 'no-period':
      return { sort: `Verlof hoort bij een periode, en die ${say('heb je', 'hebt u')} nu niet.` }
    case 'period-over':
      return { first: `${Your} periode is voorbij. Verlof kan alleen ervoor worden gevraagd.` }
    case 'last-before-first':
      return { last: 'De laatste dag ligt vóór de eerste.' }
    case 'outside':
      return { first: `De eerste dag ligt niet in ${your} periode.${runs}` }
    case 'decided':
      return {
        first: `Over de periode waarin deze dag valt, is al besloten. Verlof verandert daar niets meer aan.${runs}`,
      }
    case 'too-long':
      return { last: 'Verlof duurt niet langer dan een hele periode.' }
    case 'after-application':
      return {
        first: `${Your} aanvraag is al ingestuurd. Verlof dat daarna begint, hoort bij de volgende periode.`,
      }
    case 'too-late': {
      const within = sort?.within === undefined ? '' : spanInWords(sort.within)
      return { first: `Dit verlof kan tot ${within} na de eerste dag worden gevraagd.` }
    }
    case 'too-short': {
      const least = sort?.atLeast === undefined ? '' : spanInWords(sort.atLeast)
      return {
        last: `Dit verlof doet pas iets vanaf ${least}. Verlof dat aansluit, ${say('tel je', 'telt u')} bij elkaar op.`,
      }
    }
    case 'overlaps':
      return { first: 'Voor een of meer van deze dagen is al ander verlof gevraagd of toegekend.' }
    case 'same':
      return { first: 'Dit verlof is al gevraagd of toegekend.' }
    case 'temporary':
      return {
        sort: `Een tijdelijke registratie eindigt op een vaste dag: ${withinSentence(sort?.label ?? 'dit verlof')} verlengt die niet.`,
      }
  }
}

/** Asks whether leave is to be taken back. */
export async function showWithdrawLeave(visit: Visit): Promise<Response> {
  const { register, your } = speech(visit)
  const leave = await ownLeave(visit)
  return confirmPage(
    visit,
    {
      title: 'Verlof intrekken',
      ...inCertification(visit, { label: 'Verlof', href: paths.myLeave(register.id) }),
      version: leave.version,
      button: 'Verlof intrekken',
      danger: true,
      back: { label: 'Toch niet', href: paths.myLeave(register.id) },
    },
    <p>
      Het gaat om {daysInWords(leave)}.{' '}
      {leave.status === 'granted'
        ? `Wat dit verlof aan ${your} norm of periode veranderde, geldt dan niet meer.`
        : 'Er wordt dan niet meer over beslist.'}
    </p>,
  )
}

/** Takes leave back. */
export async function sendWithdrawLeave(visit: Visit): Promise<Response> {
  const { register, Your } = speech(visit)
  const leave = await ownLeave(visit)
  const seen = { id: leave.id, version: versionIn(visit.form) }
  const { outcome } = await withdrawLeave(visit.context, registrationOf(visit), seen)
  const list = paths.myLeave(register.id)
  switch (outcome) {
    case 'withdrawn':
      return leaveFor(visit, list, `${Your} verlof is ingetrokken.`)
    case 'begun':
      return leaveFor(
        visit,
        list,
        'Dit verlof is al begonnen. Laat het bureau weten wat er niet klopt.',
        'info',
      )
    case 'in-application':
      return leaveFor(visit, list, `${Your} aanvraag gaat van dit verlof uit.`, 'info')
    case 'stale':
      return leaveFor(visit, list, 'Over dit verlof is intussen iets anders besloten.', 'info')
    case 'unknown':
      return notFound()
  }
}

async function ownLeave(visit: Visit): Promise<Leave> {
  const leave = await findLeave(visit.context, idIn(visit))
  return leave?.registrationId === registrationOf(visit) ? leave : notFound()
}
