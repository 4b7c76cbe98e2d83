import type { Asking, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** Only a declaration promises something by a day or in parts; those stand in its question, and rest on a yes or no. */
export function checkPromises(regulation: Regulation, say: Say): void {
  const { facts, documents, declarations, registers, work, leave } = regulation
  const refuse = (path: Path, asked: Asking | undefined) => {
    for (const key of ['within', 'parts'] as const) {
      if (asked?.[key] === undefined) continue
      say(
        [...path, key],
        `alleen een verklaring zegt iets toe; haal ${key} weg (only a declaration promises something)`,
      )
    }
  }
  for (const [name, list] of Object.entries({ facts, documents, registers })) {
    list.forEach(({ asked }, at) => {
      refuse([name, at, 'asked'], asked)
    })
  }
  refuse(['work'], work)
  refuse(['leave'], leave)
  declarations.forEach(({ asked }, at) => {
    const path = ['declarations', at, 'asked']
    const named = asked?.question?.includes('{parts}') === true
    if (named !== (asked?.parts !== undefined)) {
      say(
        [...path, 'parts'],
        'parts hoort bij een vraag waarin {parts} staat, en andersom (parts and a question with {parts} go together)',
      )
    }
    asked?.parts?.forEach(({ when, unless }, place) => {
      for (const fact of [...(when === undefined ? [] : [when]), ...unless]) {
        const found = facts.find(({ id }) => id === fact)
        if (found?.type === 'yes-no') continue
        say(
          [...path, 'parts', place],
          `${fact} is geen feit van ja of nee (no fact that is a yes or no)`,
        )
      }
    })
  })
}
