import { askShielding, withdrawShielding } from '#domain/people/shielding/ask-shielding.ts'
import { isShielded, latestShieldingOf } from '#domain/people/shielding/queries.ts'
import type { Shielding } from '#domain/people/shielding/shielding.ts'
import { runningShielding } from '#domain/people/shielding/shielding.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { choice } from '#web/forms/questions.tsx'
import { Alert, Button, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The answers about a shielding. */
export interface ShieldingAnswers {
  readonly ground: string
  readonly where: 'overal' | 'hier'
}

/** The questions about a shielding: a category and nothing more, and for which registers. */
export function shieldingQuestions(register: Register) {
  return {
    ground: choice<string>('grond', 'Waarom?', {
      hint: 'Een soort reden is genoeg. Naar bijzonderheden vragen wij niet.',
      required: 'Kies een soort reden.',
      options: register.procedures.shielding.grounds.map(({ id, label }) => ({ value: id, label })),
    }),
    where: choice('waar', 'Waar moet het gelden?', {
      required: 'Kies waar het moet gelden.',
      options: [
        { value: 'overal', label: 'In alle registers op deze website' },
        { value: 'hier', label: `Alleen in ${register.called}` },
      ],
    }),
  }
}

interface Loaded {
  readonly latest: Shielding | undefined
  readonly hidden: boolean
}

/** Where somebody asks not to be shown, takes that back, and reads how it stands. */
export const askShieldingPage = formPage<ShieldingAnswers, Loaded>({
  load: async (visit) => {
    const registrationId = registrationOf(visit)
    return {
      latest: await latestShieldingOf(visit.context, registrationId),
      hidden: await isShielded(visit.context, registrationId),
    }
  },
  form: ({ context }) => form(shieldingQuestions(context.register)),
  page: (visit, loaded) => ({
    title: 'Afscherming',
    ...inMyData(visit),
    lead: <Standing visit={visit} {...loaded} />,
    button: 'Afscherming vragen',
    frame: (asked) => (isRunning(loaded.latest) ? <TakeBack visit={visit} {...loaded} /> : asked),
  }),
  sent: async (visit) => {
    if (visit.form.value('doe') !== 'intrekken') return undefined
    const { register, Your } = speech(visit)
    const done = await withdrawShielding(visit.context, registrationOf(visit))
    const said =
      done.outcome === 'withdrawn'
        ? `${Your} verzoek is ingetrokken.`
        : `${Your} verzoek is intussen behandeld.`
    return leaveFor(visit, paths.askShielding(register.id), said)
  },
  save: async (visit, { ground, where }) => {
    const { register, Your } = speech(visit)
    const facts = { ground, everywhere: where === 'overal' }
    await askShielding(visit.context, { registrationId: registrationOf(visit), ...facts })
    return leaveFor(visit, paths.askShielding(register.id), `${Your} verzoek is verstuurd.`)
  },
})

function isRunning(latest: Shielding | undefined): latest is Shielding {
  return latest !== undefined && runningShielding.some((status) => status === latest.status)
}

function Standing({ visit, latest, hidden }: Loaded & { readonly visit: Visit }) {
  const { register, You, Your, your, you, say, certificate } = speech(visit)
  const { shielding } = register.procedures
  const { short } = register.organisation.backOffice
  const check =
    shielding.certificate === 'standing'
      ? `Wie de code op ${certificate.the} heeft, leest alleen of ${certificate.it} geldt.`
      : `De code op ${certificate.the} is voor anderen dan onbekend.`
  return (
    <>
      {hidden && (
        <Alert type="info" title={`${You} bent nu niet te vinden`}>
          <p>
            Niemand vindt {say('je', 'u')} in het openbare register. {check} Wie {say('je', 'u')} al
            kent van een groep of als begeleider, ziet {your} naam daar nog.
          </p>
        </Alert>
      )}
      {!hidden && (
        <p>
          {shielding.text} {Your} naam is dan nergens openbaar te vinden. {check}{' '}
          {shielding.atOnce
            ? `Dat gaat meteen in; ${short} kijkt daarna naar ${your} verzoek.`
            : `${sentenceCase(short)} kijkt eerst naar ${your} verzoek.`}
        </p>
      )}
      {latest !== undefined && (
        <SummaryList
          items={[
            { term: 'Stand', value: standWords(visit, latest) },
            { term: 'Gevraagd op', value: formatDay(latest.askedOn) },
            {
              term: 'Geldt voor',
              value: latest.everywhere ? 'Alle registers hier' : register.name,
            },
            latest.status === 'holds' &&
              latest.reviewOn !== undefined && {
                term: 'Wordt opnieuw bekeken',
                value: `Op ${formatDay(latest.reviewOn)}. Tot er een besluit is, blijft het zo.`,
              },
            // What is written for an end is read once it has come.
            latest.answer !== '' &&
              latest.status !== 'ending' && {
                term: 'Toelichting',
                value: <span class="preserve">{latest.answer}</span>,
              },
          ]}
        />
      )}
      {latest?.status === 'holds' && (
        <p>
          {say('Wil je', 'Wilt u')} dat het eerder stopt?{' '}
          <a href={paths.contact(register.id)}>Neem contact op</a>. {You} krijgt een bericht als er
          iets verandert; daarin staat niet waar het over gaat.
        </p>
      )}
      {hidden && !isRunning(latest) && (
        <p>Dat is geregeld in een ander register waarin {you} staat, en het geldt ook hier.</p>
      )}
    </>
  )
}

function standWords(visit: Visit, { status, hides }: Shielding): string {
  const { register, You, say } = speech(visit)
  const { short } = register.organisation.backOffice
  switch (status) {
    case 'asked':
      return hides
        ? `${You} bent afgeschermd. ${sentenceCase(short)} kijkt nog naar het verzoek.`
        : `${sentenceCase(short)} kijkt naar het verzoek.`
    case 'proposed':
      return `${You} bent afgeschermd. Een tweede medewerker kijkt er nog naar.`
    case 'holds':
    case 'ending':
      return `${You} bent afgeschermd.`
    case 'refused':
      return `Het verzoek is afgewezen. ${say('Denk je', 'Denkt u')} er anders over, vraag het dan opnieuw.`
    case 'withdrawn':
      return 'Het verzoek is ingetrokken.'
    case 'ended':
      return 'De afscherming is geëindigd.'
  }
}

// Only what nobody has looked at can be taken back.
function TakeBack({ visit, latest }: Loaded & { readonly visit: Visit }) {
  if (latest?.status !== 'asked') return null
  return (
    <PageForm visit={visit} hidden={{ doe: 'intrekken' }}>
      <Button variant="secondary">Verzoek intrekken</Button>
    </PageForm>
  )
}
