import type { Edition } from '#domain/courses/course/course.ts'
import { acceptPlace } from '#domain/learning/enrolment/accept-place.ts'
import { withdrawEnrolment } from '#domain/learning/enrolment/end-enrolment.ts'
import { enrol, findToEnrol } from '#domain/learning/enrolment/enrol.ts'
import type { MayEnrol, Taken } from '#domain/learning/enrolment/enrolment.ts'
import { ownNumbers } from '#domain/learning/enrolment/own-numbers.ts'
import type { OwnEnrolment } from '#domain/learning/enrolment/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { listedInWords, listedOf, timesInWords } from '#web/courses/course-words.ts'
import { form } from '#web/forms/form.tsx'
import { checks, tick } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  formatCount,
  formatDay,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Why somebody cannot enrol, for whoever looks at the date. */
export const whyNot: Readonly<Record<Exclude<MayEnrol, 'yes' | 'wait' | 'elsewhere'>, string>> = {
  cancelled: 'Deze uitvoering gaat niet door.',
  over: 'Deze uitvoering is begonnen of geweest. Aanmelden kan niet meer.',
  'not-offered': 'Deze opleiding wordt niet meer aangeboden.',
  unchecked: 'Deze aanbieder is nog niet gecontroleerd. Tot dan kan aanmelden hier niet.',
}

/** What is said where somebody came too late for it, or at the wrong place. */
function refusal(may: Exclude<MayEnrol, 'yes' | 'wait'>): string {
  return may === 'elsewhere' ? 'Aanmelden gaat hier via de aanbieder zelf.' : whyNot[may]
}

/** That an edition is full, and how many wait for a place. */
export function fullText({ waiting }: Pick<Taken, 'waiting'>): string {
  return waiting === 0
    ? 'Deze uitvoering is vol.'
    : `Deze uitvoering is vol. ${waiting === 1 ? 'Er wacht 1 persoon' : `Er wachten ${formatCount(waiting)} mensen`} op een plek.`
}

/** How somebody stands who wants to come, and what they can do about it; `children` says of what it is. */
export function OwnPlace({
  visit,
  own: { state, edition, course, offeredUntil },
  children,
}: {
  readonly visit: Visit
  readonly own: OwnEnrolment
  readonly children?: Content
}) {
  const { register } = visit.context
  const sequence = String(edition.sequence)
  const withdraw = paths.withdrawEnrolment(register.id, course, sequence)
  if (state === 'offered') {
    return (
      <p>
        <Tag colour="yellow">Plek vrij</Tag> Antwoord uiterlijk{' '}
        {offeredUntil === undefined ? '' : formatDay(offeredUntil)}.{' '}
        <a href={paths.offeredPlace(register.id, course, sequence)}>Antwoorden{children}</a>
      </p>
    )
  }
  return (
    <p>
      {state === 'waiting' ? (
        <Tag colour="blue">Op de wachtlijst</Tag>
      ) : (
        <Tag colour="green">Aangemeld</Tag>
      )}{' '}
      <a href={withdraw}>
        {state === 'waiting' ? 'Niet meer wachten' : 'Afmelden'}
        {children}
      </a>
    </p>
  )
}

async function whichOf(visit: Visit) {
  const number = visit.param('number')
  const sequence = Number(visit.param('edition'))
  const registrationId = registrationOf(visit)
  const found = await findToEnrol(visit.context, registrationId, { number, sequence })
  return found === undefined ? notFound() : { found, which: { number, sequence }, registrationId }
}

/** Enrolling for an edition: what is passed on, to whom, and that somebody agrees to that. */
export const enrolPage: Handlers = formPage({
  load: async (visit: Visit) => {
    const { register } = visit.context
    const { found, which, registrationId } = await whichOf(visit)
    const back = paths.course(register.id, which.number)
    if (found.own?.state === 'offered') {
      return seeOther(paths.offeredPlace(register.id, which.number, String(which.sequence)))
    }
    if (found.own !== undefined) return leaveFor(visit, back, 'De aanmelding was er al.', 'info')
    if (found.may !== 'yes' && found.may !== 'wait') {
      return leaveFor(visit, back, refusal(found.may), 'warning')
    }
    const numbers = await lookAsOwner(visit.context, (own) => ownNumbers(own, registrationId))
    if (numbers.length === 0) {
      const said = 'Aanmelden kan zodra er een registratienummer is.'
      return leaveFor(visit, back, said, 'info')
    }
    const member = (await findMember(visit.context, registrationId)) ?? notFound()
    return { found, which, registrationId, numbers, name: member.name, back }
  },
  form: (visit, { found, numbers }) => {
    const { your, say } = speech(visit)
    return form({
      numbers: checks(
        'nummers',
        numbers.length === 1
          ? `${say('Jouw', 'Uw')} registratienummer`
          : 'Welke registratienummers mag de aanbieder weten?',
        {
          hint: `Hiermee geeft de aanbieder na afloop ${your} deelname door.`,
          required: 'Kies minstens één registratienummer.',
          options: numbers.map(({ number, called }) => ({
            value: number,
            label: `${number}, van ${called}`,
          })),
        },
      ),
      consent: tick(
        'akkoord',
        `Ik vind het goed dat ${found.organisation} mijn naam en deze registratienummers krijgt voor deze uitvoering`,
        { required: 'Vink dit aan als het goed is. Anders kan aanmelden hier niet.' },
      ),
    })
  },
  known: (_, { numbers }) => ({ numbers: numbers.slice(0, 1).map(({ number }) => number) }),
  page: (visit, { found, name, back }) => {
    const { You, say, your } = speech(visit)
    const waits = found.may === 'wait'
    return {
      title: `${waits ? 'Op de wachtlijst' : 'Aanmelden'} voor ${found.course.title}`,
      ...inCourse(visit, found.course),
      form: { hidden: waits ? { wachtlijst: 'ja' } : {} },
      lead: (
        <>
          {waits && (
            <Alert type="info">
              <p>
                {fullText(found)} Komt er een plek vrij, dan bieden we die aan in volgorde. {You}{' '}
                krijgt dan een e-mail, en enkele dagen om te antwoorden.
              </p>
            </Alert>
          )}
          <SummaryList
            items={[
              { term: 'Wanneer en waar', value: editionText(found.edition) },
              { term: 'Aanbieder', value: sentenceCase(found.organisation) },
              { term: 'Dit geven we door', value: `${name}, en wat hieronder wordt gekozen` },
            ]}
          />
          <p>
            De aanbieder krijgt niets anders van ons: geen e-mailadres, geen portfolio.{' '}
            {say('Meld je je weer af', 'Meldt u zich weer af')}, dan ziet de aanbieder {your}{' '}
            gegevens niet meer. Twee maanden na afloop verdwijnen ze vanzelf.
          </p>
          <p>
            Gaat het niet door, of wordt het een andere dag? Dan {say('krijg je', 'krijgt u')} een
            e-mail van ons.
            {found.course.price !== 0 &&
              ' Betalen gaat via de aanbieder: kijk daarvoor op de site.'}
          </p>
        </>
      ),
      button: waits ? 'Op de wachtlijst' : 'Aanmelden',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, { numbers, consent }, { which, registrationId, back, found }) => {
    const waits = visit.form.value('wachtlijst') === 'ja'
    const done = await enrol(visit.context, registrationId, which, { numbers, consent, waits })
    switch (done.outcome) {
      case 'waiting':
        return leaveFor(
          visit,
          back,
          'De aanmelding staat op de wachtlijst. Er komt een e-mail met wat is doorgegeven.',
        )
      case 'enrolled':
        return leaveFor(
          visit,
          back,
          `Aangemeld bij ${found.organisation}. Er komt een e-mail met wat is doorgegeven.`,
        )
      case 'already':
        return leaveFor(visit, back, 'De aanmelding was er al.', 'info')
      case 'not-possible':
        // It became full while the form was filled in: the same form now asks whether to wait.
        return done.why === 'wait'
          ? {
              stale: (
                <Alert type="warning" title="De laatste plek is net vergeven" focus>
                  <p>Kies ‘Op de wachtlijst’ als dat ook goed is.</p>
                </Alert>
              ),
            }
          : leaveFor(visit, back, refusal(done.why), 'warning')
      case 'no-consent':
        return {
          wrong: { consent: 'Vink dit aan als het goed is. Anders kan aanmelden hier niet.' },
        }
      case 'no-number':
        return { wrong: { numbers: 'Kies minstens één registratienummer.' } }
      case 'not-found':
        return notFound()
    }
  },
})

/** Taking an enrolment back, or waiting no more, and with it what was passed on. */
export const withdrawEnrolmentPage: Handlers = {
  get: async (visit) => {
    const { found } = await whichOf(visit)
    const { register } = visit.context
    const { your } = speech(visit)
    if (found.own === undefined) {
      const there = paths.course(register.id, found.course.number)
      return leaveFor(visit, there, 'Er is hiervoor geen aanmelding.', 'info')
    }
    const waits = found.own.state !== 'enrolled'
    return confirmPage(
      visit,
      {
        title: waits
          ? `Niet meer wachten op ${found.course.title}`
          : `Afmelden voor ${found.course.title}`,
        ...inCourse(visit, found.course),
        button: waits ? 'Niet meer wachten' : 'Afmelden',
        danger: true,
        back: { label: 'Terug', href: paths.myCourses(register.id) },
      },
      <>
        <p>{editionText(found.edition)}.</p>
        <p>
          {sentenceCase(found.organisation)} ziet {your} naam en registratienummers dan niet meer.
          {waits
            ? ` Wie later weer wil wachten, sluit achteraan aan.`
            : ` Wat er met de aanbieder is afgesproken over kosten, verandert hier niet mee.`}
        </p>
      </>,
    )
  },
  post: async (visit) => {
    const { found, registrationId } = await whichOf(visit)
    const there = paths.myCourses(visit.context.register.id)
    const done = await withdrawEnrolment(visit.context, registrationId, found.edition.id)
    return done === 'withdrawn'
      ? leaveFor(
          visit,
          there,
          `Afgemeld. ${sentenceCase(found.organisation)} ziet de gegevens niet meer.`,
        )
      : leaveFor(visit, there, 'Er is hiervoor geen aanmelding.', 'info')
  },
}

/** A place that came free for somebody who waits: they take it, or leave it to the next. */
export const offeredPlacePage: Handlers = {
  get: async (visit) => {
    const { found } = await whichOf(visit)
    const { register } = visit.context
    const { say } = speech(visit)
    const { own, course, edition } = found
    const there = paths.course(register.id, course.number)
    if (own?.state !== 'offered') return leaveFor(visit, there, noOffer, 'info')
    return confirmPage(
      visit,
      {
        title: `Er is een plek vrij bij ${course.title}`,
        ...inCourse(visit, course),
        button: (
          <ButtonGroup>
            <Button name="antwoord" value="ja">
              Ja, ik kom
            </Button>
            <Button variant="secondary" name="antwoord" value="nee">
              Nee, geef de plek door
            </Button>
          </ButtonGroup>
        ),
      },
      <>
        <SummaryList
          items={[
            { term: 'Wanneer en waar', value: editionText(edition) },
            { term: 'Aanbieder', value: sentenceCase(found.organisation) },
            own.offeredUntil !== undefined && {
              term: 'Antwoorden kan tot en met',
              value: formatDay(own.offeredUntil),
            },
          ]}
        />
        <p>
          {say('Antwoord je', 'Antwoordt u')} niet op tijd, dan gaat de plek naar de volgende op de
          wachtlijst.
        </p>
      </>,
    )
  },
  post: async (visit) => {
    const { found, registrationId } = await whichOf(visit)
    const { context, form: sent } = visit
    const { id } = found.edition
    const there = paths.myCourses(context.register.id)
    if (sent.value('antwoord') === 'nee') {
      const done = await withdrawEnrolment(context, registrationId, id)
      return done === 'withdrawn'
        ? leaveFor(visit, there, 'De plek gaat naar de volgende.')
        : leaveFor(visit, there, noOffer, 'info')
    }
    switch (await acceptPlace(context, registrationId, id)) {
      case 'enrolled':
        return leaveFor(visit, there, `Aangemeld bij ${found.organisation}.`)
      case 'already':
        return leaveFor(visit, there, 'De aanmelding was er al.', 'info')
      case 'too-late':
      case 'not-found':
        return leaveFor(visit, there, noOffer, 'info')
    }
  },
}

const noOffer = 'Deze plek is er niet meer, of er is al geantwoord.'

function editionText(edition: Edition): string {
  const all = [listedInWords(listedOf(edition)), timesInWords(edition), edition.venue]
  return all.filter((one) => one !== '').join(', ')
}

function inCourse(
  visit: Visit,
  { number, title }: { readonly number: string; readonly title: string },
) {
  const { register } = visit.context
  return {
    current: paths.courses(register.id),
    breadcrumb: [
      { label: 'Opleidingen', href: paths.courses(register.id) },
      { label: title, href: paths.course(register.id, number) },
    ],
    hidden: true,
  }
}
