import { askErasure, withdrawErasure } from '#domain/privacy/erasure/ask-erasure.ts'
import type { ErasureRequest } from '#domain/privacy/erasure/erasure.ts'
import { erasureRuns, timeToTakeBack } from '#domain/privacy/erasure/erasure.ts'
import { latestErasureOf } from '#domain/privacy/erasure/queries.ts'
import type { Weighed } from '#domain/privacy/erasure/weigh-erasure.ts'
import { staysAfter, weighErasure } from '#domain/privacy/erasure/weigh-erasure.ts'
import type { Stays } from '#mail/erasure.ts'
import { form } from '#web/forms/form.tsx'
import { text, tick } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { forbidWords, StaysList } from '#web/privacy/erasure-words.tsx'
import { inOwnData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Loaded {
  readonly weighed: Weighed
  readonly stays: readonly Stays[]
  readonly latest: ErasureRequest | undefined
}

interface Asked {
  readonly remark: string
  readonly sure: boolean
}

/** Where somebody asks to be erased, reads what goes and what stays, takes it back, and reads the answer. */
export const eraseMePage = formPage<Asked, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const { accountId, personId } = accountOf(visit)
    const weighed = await weighErasure(context, { accountId, personId })
    return {
      weighed,
      stays: await staysAfter(context, { accountId, personId }, weighed, 'all'),
      latest: await latestErasureOf(context, accountId),
    }
  },
  form: (visit, { weighed }) => {
    const { you, say } = speech(visit)
    return form<Asked>({
      remark: text('toelichting', say('Wil je er iets bij zeggen?', 'Wilt u er iets bij zeggen?'), {
        most: 2000,
        rows: 3,
        hint: 'Een reden hoeft niet.',
      }),
      sure: tick(
        'zeker',
        weighed.way === 'at-once'
          ? 'Ja, wis mijn account nu.'
          : 'Ja, ik wil dat mijn gegevens worden gewist.',
        { required: `Zet een vinkje als ${you} het zeker weet.` },
      ),
    })
  },
  page: (visit, loaded) => {
    const { register } = visit.context
    const { weighed, latest } = loaded
    const { registrationId, endedRegistrationId } = accountOf(visit)
    const known = registrationId ?? endedRegistrationId
    const back =
      known === undefined
        ? { label: 'Terug', href: paths.security(register.id), link: true }
        : { label: 'Terug', href: paths.myData(register.id), link: true }
    return {
      title: 'Gegevens wissen',
      ...inOwnData(visit),
      lead: <Standing visit={visit} {...loaded} />,
      button: weighed.way === 'at-once' ? 'Account wissen' : 'Vragen om te wissen',
      danger: true,
      back,
      frame: (asked) => {
        if (latest !== undefined && erasureRuns(latest)) return <TakeBack visit={visit} />
        return stopping(weighed).length > 0 ? <Stopped visit={visit} weighed={weighed} /> : asked
      },
    }
  },
  sent: async (visit) => {
    if (visit.form.value('doe') !== 'intrekken') return undefined
    const { register, Your } = speech(visit)
    const done = await withdrawErasure(visit.context, accountOf(visit).accountId)
    const said =
      done.outcome === 'withdrawn'
        ? `${Your} verzoek is ingetrokken. Er is niets gewist.`
        : 'Er is intussen gewist wat is gevraagd.'
    return leaveFor(visit, paths.eraseMe(register.id), said)
  },
  save: async (visit, { remark }) => {
    const { register, Your, say } = speech(visit)
    const { accountId } = accountOf(visit)
    const done = await askErasure(visit.context, { accountId, by: 'person', remark })
    switch (done.outcome) {
      case 'asked':
        return leaveFor(visit, paths.eraseMe(register.id), `${Your} verzoek is verstuurd.`)
      case 'gone':
        visit.setSession(undefined)
        return leaveFor(
          visit,
          paths.home(register.id),
          `Wat we van ${say('jou', 'u')} bewaarden, is gewist.`,
        )
      case 'already':
      case 'forbidden':
        return seeOther(paths.eraseMe(register.id))
      case 'unknown':
        throw new Error('who asks has no account')
    }
  },
})

// What only delays it is for the answer to say.
function stopping({ forbids, way }: Weighed) {
  return way === 'at-once'
    ? forbids
    : forbids.filter((one) => one === 'registered' || one === 'works-here')
}

function Stopped({ visit, weighed }: { readonly visit: Visit; readonly weighed: Weighed }) {
  const { register } = visit.context
  return (
    <>
      <Alert type="info" title="Dit kan nog niet">
        <ul>
          {stopping(weighed).map((one) => (
            <li>{forbidWords(visit, one)}</li>
          ))}
        </ul>
      </Alert>
      {weighed.forbids.includes('registered') && (
        <ButtonGroup>
          <Button href={paths.endRegistration(register.id)}>Uitschrijven</Button>
        </ButtonGroup>
      )}
    </>
  )
}

function TakeBack({ visit }: { readonly visit: Visit }) {
  return (
    <PageForm visit={visit} hidden={{ doe: 'intrekken' }}>
      <Button variant="secondary">Verzoek intrekken</Button>
    </PageForm>
  )
}

function Standing({ visit, weighed, stays, latest }: Loaded & { readonly visit: Visit }) {
  const { register, you, your, Your, say } = speech(visit)
  const { today } = visit.context
  const runs = latest !== undefined && erasureRuns(latest)
  const ready = !runs && stopping(weighed).length === 0
  const delays = weighed.forbids.filter((one) => one !== 'registered' && one !== 'works-here')
  return (
    <>
      {latest !== undefined && <Request visit={visit} {...{ latest, weighed }} />}
      {ready && weighed.way === 'at-once' && (
        <p>
          {Your} aanmelding is nooit begonnen. Daarom wordt alles wat er van {you} is meteen gewist,
          en het account ook als geen ander register het nodig heeft. Dit kan niet worden
          teruggedraaid.
        </p>
      )}
      {ready && weighed.way === 'request' && (
        <>
          <p>
            {say('Vraag je', 'Vraagt u')} om te wissen, dan {say('heb je', 'hebt u')} tot en met{' '}
            {formatDay(today.add(timeToTakeBack))} om het in te trekken.{' '}
            {weighed.asksJudgement
              ? `Er is over ${you} besloten. Daarom kijkt iemand wat er weg kan en wat moet blijven. Binnen een maand ${say('krijg je', 'krijgt u')} antwoord.`
              : `Daarna wordt alles gewist, ook ${your} account als geen ander register het nodig heeft.`}
          </p>
          {delays.map((one) => (
            <Alert type="info">
              <p>{forbidWords(visit, one)}</p>
            </Alert>
          ))}
          <h2>Dit gaat weg</h2>
          <p>
            {Your} naam, adres, activiteiten, bestanden, aanvragen, brieven en e-mails, en wat het
            logboek daarover schreef
            {weighed.asksJudgement ? ', voor zover het register dat niet meer nodig heeft' : ''}.
          </p>
          <h2>Dit blijft</h2>
          <StaysList {...{ visit, stays }} />
        </>
      )}
      {ready && (
        <p>
          Eerst een kopie?{' '}
          <a href={paths.aboutMe(register.id)}>Vraag alles over {say('jou', 'u')} op</a>. Meer over
          bewaren staat op de <a href={paths.privacy(register.id)}>pagina over privacy</a>.
        </p>
      )}
    </>
  )
}

function Request(props: {
  readonly visit: Visit
  readonly latest: ErasureRequest
  readonly weighed: Weighed
}) {
  const { visit, latest, weighed } = props
  // Nothing was decided and nothing is in the way: then nobody has to say so.
  const goesByItself = !weighed.asksJudgement && weighed.forbids.length === 0
  const { answer, stays, extensionReason } = latest
  return (
    <>
      <SummaryList
        title="Wat er is gevraagd"
        items={[
          { term: 'Gevraagd op', value: formatDay(latest.askedOn) },
          { term: 'Stand', value: standsForPerson(latest, goesByItself) },
          latest.status === 'asked' && {
            term: 'Antwoord uiterlijk op',
            value: formatDay(latest.answerBefore),
          },
          erasureRuns(latest) && {
            term: 'Intrekken',
            value: `Dat kan zolang er niets is gewist, in elk geval tot en met ${formatDay(latest.backUntil)}.`,
          },
          extensionReason !== '' && {
            term: 'Waarom het langer duurt',
            value: <span class="preserve">{extensionReason}</span>,
          },
          answer !== '' && { term: 'Antwoord', value: <span class="preserve">{answer}</span> },
        ]}
      />
      {stays.length > 0 && latest.status !== 'withdrawn' && (
        <>
          <h2>Dit blijft</h2>
          <StaysList {...{ visit, stays }} />
        </>
      )}
    </>
  )
}

function standsForPerson(
  { status, extent, backUntil }: ErasureRequest,
  goesByItself: boolean,
): string {
  switch (status) {
    case 'asked':
      return goesByItself
        ? `Na ${formatDay(backUntil)} wordt alles gewist.`
        : 'Er wordt naar gekeken.'
    case 'granted':
      return extent === 'part' ? 'Een deel wordt gewist.' : 'Alles wordt gewist.'
    case 'refused':
      return 'Er wordt nu niets gewist.'
    case 'withdrawn':
      return 'Ingetrokken. Er is niets gewist.'
    case 'done':
      return extent === 'part' ? 'Een deel is gewist.' : 'Alles is gewist.'
  }
}
