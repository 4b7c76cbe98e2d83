import type { Register } from '#regulations/register.ts'
import { tariffOn } from '#regulations/tariffs.ts'
import { Alert, Button, formatMoney, formatQuantity, TaskList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { accountHome } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { currentVersion, shownInWords } from '#web/public/in-words.ts'
import { tariffsBeside } from '#web/public/tariff-words.ts'
import type { Visit } from '#web/route.ts'
import { stepsOf } from '#web/sign-up/steps.ts'
import { speech } from '#web/speech.ts'

/** The public page before signing up: what it takes, what it costs, what becomes public, what comes. */
export function showSignUp(visit: Visit): Promise<Response> {
  const { today } = visit.context
  const { register, you, You, your, say, called, certification } = speech(visit)
  const tariff = tariffOn(register, today)
  const signedIn = visit.actor.kind === 'account'
  const registered = visit.actor.kind === 'account' && visit.actor.registrationId !== undefined
  const ended = visit.actor.kind === 'account' && visit.actor.endedRegistrationId !== undefined
  const staff = visit.actor.kind === 'account' && visit.actor.seats.length > 0 && !registered
  return titledPage(
    visit,
    {
      heading: `Aanmelden bij ${called.the}`,
      title: 'Aanmelden',
      current: paths.signUp(register.id),
      hidden: false,
      description: `Meld ${you} aan bij ${called.full}: wat ${you} nodig hebt, wat het kost en wat openbaar wordt.`,
    },
    <>
      <p class="lead">{register.audience}</p>
      <p>
        {registered
          ? `${You} bent al aangemeld. Wat ${you} nog moet doen, staat in ${your} portfolio.`
          : staff
            ? `${You} werkt voor ${called.the}. Dit lezen professionals die zich aanmelden.`
            : `Het formulier invullen duurt ongeveer ${register.signUp.minutes} minuten.${withAll(register)} ${You} kunt tussendoor stoppen; wat ${you} hebt ingevuld blijft bewaard.`}
      </p>
      <p>
        {registered ? (
          <Button href={paths.portfolio(register.id)}>Naar mijn portfolio</Button>
        ) : staff ? (
          <>
            <Button variant="secondary" href={accountHome(register, visit.actor)}>
              Terug naar {your} werk
            </Button>{' '}
            <Button variant="link" href={paths.signUpTasks(register.id)}>
              Zelf aanmelden als {register.professional.one}
            </Button>
          </>
        ) : signedIn ? (
          <Button href={paths.signUpTasks(register.id)}>
            {ended ? 'Opnieuw aanmelden' : 'Verder met aanmelden'}
          </Button>
        ) : (
          <Button href={paths.createAccount(register.id)}>Account maken</Button>
        )}
      </p>
      {!signedIn && (
        <p>
          {say('Heb je', 'Hebt u')} al een account? <a href={paths.signIn(register.id)}>Log in</a>{' '}
          en ga verder.
        </p>
      )}
      {!registered && (
        <>
          <h2>Dit {say('heb je', 'hebt u')} nodig</h2>
          <ul>
            {register.signUp.needed.map((need) => (
              <li>{need}</li>
            ))}
          </ul>
        </>
      )}
      <h2>Wat het kost</h2>
      {tariff === undefined ? (
        <p>Meedoen is gratis.</p>
      ) : (
        <p>
          {formatMoney(tariff.amount)} per jaar. {tariff.ground}.{' '}
          {tariffsBeside(register, currentVersion(visit.context).regulation, today)
            .map((sentence) => `${sentence} `)
            .join('')}
          De factuur staat op {your} eigen naam. {You} kunt die bij {your} werkgever declareren.{' '}
          <a href={paths.costs(register.id)}>Reken uit wat het kost met opleidingen erbij</a>
        </p>
      )}
      <h2>Wat openbaar wordt</h2>
      <p>In het openbare register staan alleen:</p>
      <ul>
        {shownInWords(register, currentVersion(visit.context).regulation).map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
      <p>{register.procedures.shielding.text}</p>
      {register.signUp.notices.map((notice) => (
        <Alert type="info">
          <p>
            {notice.text}
            <MoreAbout register={register} id={notice.more} />
          </p>
        </Alert>
      ))}
      {!registered && (
        <>
          <h2>Zo gaat het</h2>
          <TaskList
            tasks={stepsOf(visit.context).map(({ title, hint }, index) => ({
              id: `stap-${index + 1}`,
              title,
              hint,
              status: index === 0 && !signedIn ? 'not-started' : 'cannot-start',
              statusText:
                index === 0 ? (signedIn ? 'Klaar' : `Hier ${say('begin je', 'begint u')}`) : '',
            }))}
          />
          <p>
            Daarna {say('vraag je', 'vraagt u')} {certification.name} aan.{' '}
            <a href={paths.howItWorks(register.id)}>Lees hoe dat gaat</a>
          </p>
        </>
      )}
    </>,
  )
}

// What signing up takes with everything that comes with it.
function withAll({ signUp: { hours } }: Register): string {
  if (hours === undefined) return ''
  const all = formatQuantity(hours.once, { one: 'uur', many: 'uur' })
  return ` Reken met lezen, tekenen en betalen erbij op ${all}.`
}

function MoreAbout(props: { readonly register: Register; readonly id: string | undefined }) {
  const { register, id } = props
  const text = register.texts.find((each) => each.id === id)
  if (text === undefined) return null
  return (
    <>
      {' '}
      <a href={paths.registerText(register.id, text.id)}>{text.title}</a>
    </>
  )
}
