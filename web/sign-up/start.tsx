import { tariffOn } from '#regulations/load.ts'
import { Alert, Button, formatMoney, PageTitle, TaskList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The public page before signing up: what it takes, what it costs, what becomes public, what comes. */
export function showSignUp(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const tariff = tariffOn(register, today)
  const signedIn = visit.actor.kind === 'account'
  return page(
    visit,
    {
      title: 'Aanmelden',
      current: paths.signUp(register.id),
      hidden: false,
      description: `Meld je aan bij het ${register.name}: wat je nodig hebt, wat het kost en wat openbaar wordt.`,
    },
    <>
      <PageTitle>Aanmelden bij het {register.shortName}</PageTitle>
      <p class="lead">{register.audience}</p>
      <p>
        Aanmelden duurt ongeveer {register.signUp.minutes} minuten. Je kunt tussendoor stoppen; wat
        je hebt ingevuld blijft bewaard.
      </p>
      <p>
        {signedIn ? (
          <Button href={paths.signUpTasks(register.id)}>Verder met aanmelden</Button>
        ) : (
          <Button href={paths.createAccount(register.id)}>Account maken</Button>
        )}
      </p>
      {!signedIn && (
        <p>
          Heb je al een account? <a href={paths.signIn(register.id)}>Log in</a> en ga verder.
        </p>
      )}
      <h2>Dit heb je nodig</h2>
      <ul>
        {register.signUp.needed.map((need) => (
          <li>{need}</li>
        ))}
      </ul>
      {tariff !== undefined && (
        <>
          <h2>Wat het kost</h2>
          <p>
            {formatMoney(tariff.amount)} per jaar. {tariff.ground}. De rekening komt op je eigen
            naam. Je kunt haar bij je werkgever declareren.{' '}
            <a href={paths.costs(register.id)}>Reken uit wat het kost met opleidingen erbij</a>
          </p>
        </>
      )}
      <h2>Wat openbaar wordt</h2>
      <p>In het openbare register staan alleen:</p>
      <ul>
        {register.signUp.public.map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
      <p>{register.procedures.shielding.text}</p>
      {register.signUp.notices.map((notice) => (
        <Alert type="info">
          <p>{notice.text}</p>
        </Alert>
      ))}
      <h2>Zo gaat het</h2>
      <TaskList
        numbered
        tasks={steps.map(({ title, hint }, index) => ({
          id: `stap-${index + 1}`,
          title,
          hint,
          status: index === 0 && !signedIn ? 'not-started' : 'cannot-start',
          statusText: index === 0 ? (signedIn ? 'Klaar' : 'Hier begin je') : '',
        }))}
      />
    </>,
  )
}

const steps = [
  { title: 'Account maken', hint: 'Met je e-mailadres en een wachtwoord.' },
  { title: 'Je gegevens', hint: 'Je naam en huisadres.' },
  { title: 'Je werk', hint: 'Je werkgever en je functie.' },
  { title: 'Verklaringen', hint: 'Onder andere dat je volgens de beroepscode werkt.' },
  { title: 'Controleren en insturen', hint: 'Je krijgt meteen je overeenkomst.' },
  { title: 'Overeenkomst ondertekenen', hint: 'Digitaal, binnen een maand.' },
  { title: 'Wij controleren', hint: 'Daarna gaat je portfolio open.' },
  { title: 'Betalen', hint: 'Met een overschrijving. Daarna ben je kandidaat.' },
]
