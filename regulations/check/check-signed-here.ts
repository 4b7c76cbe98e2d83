import type { Asking, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** Only a document is signed here, with what there is; only a yes or no means something as yes, and only a day lies ahead. */
export function checkSignedHere(regulation: Regulation, say: Say): void {
  const { facts, declarations, registers, work, leave, documents } = regulation
  const refuse = (path: Path, asked: Asking | undefined) => {
    if (asked?.signHere === undefined) return
    say(
      [...path, 'signHere'],
      'alleen een document wordt hier ondertekend; haal signHere weg (only a document is signed here)',
    )
  }
  for (const [name, list] of Object.entries({ facts, declarations, registers })) {
    list.forEach(({ asked }, at) => {
      refuse([name, at, 'asked'], asked)
    })
  }
  refuse(['work'], work)
  refuse(['leave'], leave)
  const meant = (path: Path, asked: Asking | undefined) => {
    if (asked?.yesMeans === undefined) return
    say(
      [...path, 'yesMeans'],
      'alleen een feit van ja of nee heeft een betekenis; haal yesMeans weg (only a yes or no means something as yes)',
    )
  }
  const lies = (path: Path, asked: Asking | undefined) => {
    if (asked?.ahead === undefined) return
    say(
      [...path, 'ahead'],
      'alleen een feit dat een dag is, kan na vandaag liggen; haal ahead weg (only a fact that is a day can lie ahead)',
    )
  }
  facts.forEach(({ type, asked }, at) => {
    if (type !== 'yes-no') meant(['facts', at, 'asked'], asked)
    if (type !== 'day') lies(['facts', at, 'asked'], asked)
  })
  lies(['work'], work)
  lies(['leave'], leave)
  for (const [name, list] of Object.entries({ documents, declarations, registers })) {
    list.forEach(({ asked }, at) => {
      meant([name, at, 'asked'], asked)
      lies([name, at, 'asked'], asked)
    })
  }
  const has = (list: readonly { readonly id: string }[], wanted: string) =>
    list.some(({ id }) => id === wanted)
  documents.forEach(({ asked }, at) => {
    const signed = asked?.signHere
    if (signed === undefined) return
    const path = ['documents', at, 'asked', 'signHere']
    const lists = { declarations, facts, documents }
    for (const key of ['declarations', 'facts', 'documents'] as const) {
      signed[key].forEach((id, place) => {
        if (has(lists[key], id)) return
        say([...path, key, place], `${id} staat niet bij ${key} (not among the ${key})`)
      })
    }
    signed.work?.forEach((id, place) => {
      if (has(regulation.workProperties, id)) return
      say([...path, 'work', place], `${id} staat niet bij workProperties (unknown property)`)
    })
    const other = documents.find(({ id }) => id === signed.with)
    if (signed.with !== undefined && other?.asked?.colleague === undefined) {
      say(
        [...path, 'with'],
        `${signed.with} is geen document van een collega: zet er colleague bij, of haal with weg (not a document that a colleague gives)`,
      )
    }
    if (asked?.from !== undefined || asked?.colleague !== undefined) {
      say(
        path,
        'dit document wordt hier ondertekend of komt van een ander: haal signHere weg, of from en colleague (signed here, or given by somebody else)',
      )
    }
  })
}
