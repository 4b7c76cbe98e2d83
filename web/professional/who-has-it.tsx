import { takesSupplements } from '#domain/certification/application/supplements.ts'
import { sentenceCase } from '#language/sentences.ts'
import { isPast } from '#web/due-day.ts'
import { formatDay } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { OwnApplication } from '#web/professional/application-steps.tsx'
import { checkExpected } from '#web/professional/application-steps.tsx'
import { speechAbout } from '#web/speech.ts'

/** Who has an application that is on its way, until when something can be added to it, and what to do after that. */
export function WhoHasIt({ visit, application, returns }: OwnApplication) {
  const { register, you, You, your, Your, say, certification, committee } = speechAbout(
    visit,
    application.kind,
  )
  const { status, passedOn } = application
  const office = register.organisation.backOffice.short
  if (takesSupplements(status)) {
    const checkedBy = checkExpected(register, application, returns)
    const passesOn = isPast(checkedBy, visit.context.today)
      ? `stuurt die daarna door naar ${committee.the}. Dat had op ${formatDay(checkedBy)} gedaan moeten zijn.`
      : `stuurt die uiterlijk op ${formatDay(checkedBy)} door naar ${committee.the}.`
    return (
      <p>
        {status === 'returned'
          ? `${sentenceCase(office)} wacht op ${your} antwoord, en stuurt ${your} aanvraag daarna door naar ${committee.the}.`
          : `${sentenceCase(office)} controleert ${your} aanvraag, en ${passesOn}`}{' '}
        Tot {committee.the} die heeft, {say('kun je', 'kunt u')} er nog aan toevoegen. Wat {you} al
        instuurde, blijft zoals het is.
      </p>
    )
  }
  if (status !== 'with-committee') return null
  return (
    <p>
      {committee.The} heeft {your} aanvraag
      {passedOn === undefined ? '' : ` sinds ${formatDay(passedOn)}`}. {You} kunt er zelf niets meer
      aan toevoegen. Moet er toch iets bij?{' '}
      <a href={paths.contact(register.id)}>Neem contact op met {office}</a>: dat kan {your} aanvraag
      teruggeven om die aan te vullen. {Your} nieuwe activiteiten en stukken tellen mee voor {your}{' '}
      volgende {certification.name}.
    </p>
  )
}
