import type { Development } from '#regulations/register.ts'
import { coursesOf } from '#web/development/learn.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { informationPage } from '#web/public/information.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The competences of the profession, for everybody to read, where the register shows them. */
export function showCompetences(visit: Visit): Promise<Response> {
  const { register, you, your, You } = speech(visit)
  const { development } = register
  if (!development?.shown) notFound()
  const { competences, source, scale, feedback } = development
  return informationPage(
    visit,
    {
      title: 'Competenties van het vak',
      lead: `Dit is waar een ${register.professional.one} goed in is.`,
      description: `Waar een ${register.professional.one} van ${register.name} goed in is.`,
    },
    <>
      <SummaryList
        items={competences.map((competence) => ({
          term: competence.label,
          value: <Told {...{ visit, competence }} />,
        }))}
      />
      <h2>Wat {you} ermee kunt</h2>
      <p>
        {You} houdt {your === 'je' ? 'jezelf' : 'uzelf'} ernaast met een competentiescan, in {your}{' '}
        portfolio bij Ontwikkeling. Bij elke competentie zijn er {scale.length} antwoorden om uit te
        kiezen. Die ziet niemand anders.
      </p>
      {feedback !== undefined && (
        <p>
          {You} kunt daar ook collega’s om feedback vragen. Dat gaat zonder naam. {You} ziet pas
          iets als minstens {feedback.shownFrom} collega’s hebben geantwoord.
        </p>
      )}
      <h2>Waar dit vandaan komt</h2>
      <p>{source}</p>
    </>,
  )
}

function Told({
  visit,
  competence,
}: {
  readonly visit: Visit
  readonly competence: Development['competences'][number]
}) {
  const href = coursesOf(visit.context.register, competence.id)
  return (
    <>
      <p class="flush">{competence.text}</p>
      {href !== undefined && (
        <p class="flush">
          <a href={href}>
            Opleidingen hierover<span class="visually-hidden">: {competence.label}</span>
          </a>
        </p>
      )}
    </>
  )
}
