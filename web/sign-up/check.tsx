import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import { Alert, Button, ConfirmationPanel, formatDay, formatList } from '#web/kit/index.ts'
import { checkPage } from '#web/layout/confirm-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, seeOther } from '#web/route.ts'
import { backgroundIn, declarationsForm, personItems, workForm } from '#web/sign-up/person.form.tsx'
import type { Progress } from '#web/sign-up/progress.ts'
import { findProgress } from '#web/sign-up/progress.ts'
import { stepText } from '#web/sign-up/steps.ts'
import { speech } from '#web/speech.ts'

/** All answers on one page, to check before they are sent in. */
export async function showCheck(visit: Visit): Promise<Response> {
  const { register, you, You, your, Your, say } = speech(visit)
  const progress = await findProgress(visit)
  const facts = factsOf(progress)
  if (progress.member !== undefined || facts === undefined) {
    return seeOther(paths.signUpTasks(register.id))
  }
  const back = { naar: 'controleren' }
  return checkPage(
    visit,
    {
      title: 'Controleren en insturen',
      caption: stepText(visit.context, 'check'),
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
      lead: (
        <p>
          Kloppen {your} antwoorden? {Your} naam en adres komen in {your} overeenkomst te staan.
        </p>
      ),
      parts: [
        {
          title: `${Your} gegevens`,
          changeHref: paths.signUpPerson(register.id, back),
          items: personItems(register, facts.person, accountOf(visit).email),
        },
        {
          title: `${Your} werk`,
          changeHref: paths.signUpWork(register.id, back),
          items: workForm(register).summary(facts.work),
        },
        {
          title: 'Verklaringen',
          changeHref: paths.signUpDeclarations(register.id, back),
          items: declarationsForm(register).summary(facts.declarations),
        },
      ],
      button: 'Aanmelding insturen',
    },
    <Alert type="info">
      <p>
        Als {you} insturen kiest, {say('krijg je', 'krijgt u')} meteen {your} overeenkomst. {You}{' '}
        zit nog nergens aan vast: {you} doet pas mee als {you} die ondertekent.
      </p>
    </Alert>,
  )
}

/** Sends the sign-up in: the agreement is made at once. */
export async function sendSignUp(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const progress = await findProgress(visit)
  // Sent twice at once, the other one may have been done between two reads.
  if (progress.member !== undefined) return seeOther(paths.signUpSent(register.id))
  const facts = factsOf(progress)
  if (facts === undefined) return seeOther(paths.signUpTasks(register.id))
  const { person, work } = facts
  const declarations = Object.keys(facts.declarations).filter((id) => facts.declarations[id])
  const { accountId } = accountOf(visit)
  const sent = await signUp(context, {
    accountId,
    person,
    work,
    background: backgroundIn(work),
    declarations,
  })
  switch (sent.outcome) {
    case 'signed-up':
    case 'already-registered':
      return seeOther(paths.signUpSent(register.id))
    case 'removed':
      return seeOther(paths.signUpTasks(register.id))
    case 'declarations-missing':
      return seeOther(paths.signUpDeclarations(register.id))
  }
}

/** Says that the sign-up arrived, where the mail went, and what comes next by when. */
export async function showSent(visit: Visit): Promise<Response> {
  const { register, you, You, your, Your, say } = speech(visit)
  const others = otherRegisters(visit.context)
  const { member, agreement } = await findProgress(visit)
  if (member?.status !== 'agreement-sent' || agreement === undefined) {
    return seeOther(paths.signUpTasks(register.id))
  }
  return page(
    visit,
    { title: `${Your} aanmelding is binnen` },
    <>
      <ConfirmationPanel
        title={`${Your} aanmelding is binnen`}
        reference={{ label: `${Your} overeenkomst heeft nummer`, value: agreement.number }}
      >
        <p>{mailedTo(visit.context.platform, `${your} overeenkomst`, accountOf(visit).email)}</p>
      </ConfirmationPanel>
      <h2>Wat {you} nu doet</h2>
      <p>
        Lees en onderteken de overeenkomst uiterlijk op{' '}
        <strong>{formatDay(agreement.signBefore)}</strong>. Dat kan meteen, hier op de website.
      </p>
      <p>
        <Button href={paths.signAgreement(register.id)}>Overeenkomst lezen en ondertekenen</Button>
      </p>
      {others.length > 0 && (
        <>
          <h2>Wat {you} al deed</h2>
          <p>
            {You} staat ook in {formatList(others.map(({ called }) => called))}. Wat {you} daar
            deed, {say('kun je', 'kunt u')} meenemen zodra {your} portfolio open is.{' '}
            <a href={paths.bringAlong(register.id)}>Bekijk alvast wat er hier van telt</a>
          </p>
        </>
      )}
      <h2>Wat er daarna gebeurt</h2>
      <p>
        We controleren {your} overeenkomst binnen {register.terms.backOfficeDays} werkdagen. Dan{' '}
        {register.gates.portfolio === 'agreement'
          ? `gaat ${your} portfolio open en ${say('krijg je', 'krijgt u')} de factuur.`
          : `${say('krijg je', 'krijgt u')} de factuur. Is die betaald, dan gaat ${your} portfolio open.`}
      </p>
    </>,
  )
}

// The answers of a sign-up of which every part is done.
function factsOf({ person, work, declarations }: Progress) {
  if (person.read.outcome === 'wrong' || work.read.outcome === 'wrong') return undefined
  if (declarations.read.outcome === 'wrong' || declarations.status !== 'done') return undefined
  return {
    person: person.read.answers,
    work: work.read.answers,
    declarations: declarations.read.answers,
  }
}
