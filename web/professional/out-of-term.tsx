import { seatName, termFrom, termOn } from '#domain/people/body/seat.ts'
import { formatDay } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { accountHome } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Why somebody who sat in a body of the register, or will, has nothing to do there today. */
export async function showOutOfTerm(visit: Visit): Promise<Response> {
  const { today } = visit.context
  const { register, You, say } = speech(visit)
  const actor = accountOf(visit)
  const seats = actor.outOfTerm ?? []
  if (seats.length === 0) return seeOther(accountHome(register, actor))
  return titledPage(
    visit,
    {
      title: say('Je kunt hier vandaag niets doen', 'U kunt hier vandaag niets doen'),
    },
    <>
      {seats.map((seat) => {
        const { first, last } = termFrom(seat)
        return (
          <p class="lead">
            {termOn({ first, last }, today) === 'over' ? (
              <>
                {You} was {seatName(register, seat)} tot en met {last && formatDay(last)}. Die
                zittingsduur is voorbij. Wat {say('je', 'u')} hebt gedaan, blijft staan.
              </>
            ) : (
              <>
                {You} bent {seatName(register, seat)} vanaf {first && formatDay(first)}. Dan{' '}
                {say('kun je', 'kunt u')} aan het werk.
              </>
            )}
          </p>
        )
      })}
      <p>
        Klopt dit niet? Vraag het aan {register.organisation.backOffice.short}:{' '}
        <a href={paths.contact(register.id)}>contact</a>.
      </p>
    </>,
  )
}
