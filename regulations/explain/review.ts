import type { Regulation } from '#engine'
import { asksActivities, selectorInWords } from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { withArticle } from './with-article.ts'

/** The rules on proof and review, each with what the data say beside the text. */
export function reviewLines(regulation: Regulation): string[] {
  const { evidence, referee, review, committee } = regulation
  const share = review.samplePercentage === undefined ? '' : ` van ${review.samplePercentage}%`
  const looked = { all: 'alles', sample: `een steekproef${share}` } as const
  const conflicts = {
    referee: 'wie iets in het dossier bevestigt, verklaart of gaf',
    employer: 'collega’s van dezelfde werkgever',
    municipality: 'wie in dezelfde gemeente werkt',
    'same-file': 'voor wie de aanvrager iets bevestigt of verklaart',
  } as const
  const rhythms = {
    quarterly: 'elk kwartaal',
    monthly: 'elke maand',
    'as-needed': 'wanneer het nodig is',
  } as const
  const ties = { chair: 'de voorzitter', 'third-member': 'een derde lid' } as const
  const { selfSign } = referee
  const excluded =
    committee.conflicts.length === 0
      ? ''
      : ` Niet: ${formatList(committee.conflicts.map((each) => conflicts[each]))}.`
  const ofActivities = [
    withArticle(evidence.text, evidence.article),
    `  Dat wil zeggen: ${evidence.required} ${evidence.required === 1 ? 'bewijsstuk' : 'bewijsstukken'} bij elke activiteit.`,
    withArticle(referee.text, referee.article),
    ...(referee.roles.length === 0
      ? []
      : [
          `  Dat wil zeggen: ${formatChoice(
            referee.roles.map((role) => withinSentence(role.label)),
          )}, niet de aanvrager zelf.`,
        ]),
    selfSign.text,
    `  Dat wil zeggen: zelf ondertekenen ${selfSign.allowed ? 'mag' : 'mag niet'}${selfSign.allowed && selfSign.reasonRequired ? ', met een reden' : ''}.`,
  ]
  const activities = asksActivities(regulation)
  return [
    ...(activities ? ofActivities : []),
    ...listLines(regulation),
    ...selfTestLines(regulation),
    withArticle(review.text, review.article),
    `  Dat wil zeggen: van de aanvragen ${looked[review.application]}${activities ? `, van de activiteiten ${looked[review.lines]}, van wat zelf is ondertekend ${looked[review.selfSigned]}` : ''}.`,
    ...(activities ? besideTheSample(review) : []),
    withArticle(committee.text, committee.article),
    `  Dat wil zeggen: ${howDecided(committee)}, ${rhythms[committee.rhythm]}; bij gelijke stemmen ${ties[committee.tie]}.${excluded}`,
  ]
}

// What is confirmed by a list of somebody else.
function listLines({ lists, kinds }: Regulation): string[] {
  return lists.flatMap(({ label, from, text, article, confirms, role }) => {
    const kind = kinds.find(({ id }) => id === confirms)?.label ?? confirms
    const only = role === undefined ? '' : `, voor wie er als ‘${role}’ op staat`
    return [
      withArticle(`${label}: ${text}`, article),
      `  Dat wil zeggen: een lijst van ${from} bevestigt elk jaar ${withinSentence(kind)}${only}.`,
    ]
  })
}

// Against what somebody tests their own activities, and which of them.
function selfTestLines(regulation: Regulation): string[] {
  const { selfTest } = regulation
  if (selfTest === undefined) return []
  return [
    withArticle(selfTest.text, selfTest.article),
    ...selfTest.criteria.map(({ text, explanation, of }) => {
      const only = of === 'everything' ? '' : ` Gevraagd bij: ${selectorInWords(of, regulation)}.`
      return `- ${text}${explanation === undefined ? '' : ` ${explanation}`}${only}`
    }),
    ...(selfTest.note === undefined ? [] : [`  ${selfTest.note}`]),
  ]
}

function howDecided({ members, decides }: Regulation['committee']): string {
  switch (decides) {
    case 'in-the-meeting':
      return `${members} ${members === 1 ? 'lid oordeelt' : 'leden oordelen'}, en het besluit valt in de vergadering`
    case 'when-enough-votes':
      return `${members} ${members === 1 ? 'lid beslist' : 'leden beslissen'}, zodra de oordelen binnen zijn`
  }
}

// What is looked at whatever the draw, and when everything is read; the share itself stands above.
function besideTheSample({ risks = [], failureShare }: Regulation['review']): string[] {
  const words = {
    'over-stated-load': 'wat boven de studiebelasting ligt',
    'first-of-kind': 'de eerste activiteit van een soort',
  } as const
  const always =
    risks.length === 0
      ? []
      : [`  Buiten de steekproef altijd nagekeken: ${formatList(risks.map((one) => words[one]))}.`]
  const all =
    failureShare === undefined
      ? []
      : [
          `  Wordt meer dan ${failureShare}% van de steekproef afgewezen, dan worden alle activiteiten gelezen.`,
        ]
  return [...always, ...all]
}
