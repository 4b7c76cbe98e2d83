import type { Asking, Field, Link, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/**
 * What a question about something stated says of its answer fits its type, and the fields that it names
 * are there; of leave it asks nothing in which somebody could write about their health.
 */
export function checkAskedFields(regulation: Regulation, say: Say): void {
  const { facts, documents, declarations, registers, work, leave, workProperties } = regulation
  const look = (path: Path, asked: Asking | undefined) => {
    asked?.fields.forEach((field, at) => {
      checkField(field, asked.fields, [...path, 'fields', at], say)
    })
    asked?.links.forEach((link, at) => {
      checkLink(link, [...path, 'links', at], say)
    })
  }
  for (const [name, list] of Object.entries({ facts, documents, declarations, registers })) {
    list.forEach(({ asked }, at) => {
      look([name, at, 'asked'], asked)
    })
  }
  look(['work'], work)
  look(['leave'], leave)
  leave?.fields.forEach(({ type }, at) => {
    if (type !== 'text' && type !== 'long-text') return
    say(
      ['leave', 'fields', at, 'type'],
      'van verlof worden een soort en dagen gevraagd, en niets dat om iemands gezondheid vraagt: kies choice of yes-no (no free text about leave)',
    )
  })
  documents.forEach(({ asked }, at) => {
    const path = ['documents', at, 'asked', 'from', 'work']
    if (asked?.from?.work !== undefined && asked.from.gives !== 'document') {
      say(path, 'alleen met gives: document wordt werk voorgelegd (only with gives: document)')
    }
    asked?.from?.work?.forEach((id, place) => {
      if (workProperties.some((each) => each.id === id)) return
      say([...path, place], `${id} staat niet bij workProperties (unknown property)`)
    })
  })
  workProperties.forEach(({ anyOf }, at) => {
    anyOf.forEach(({ field, is }, nth) => {
      const path = ['workProperties', at, 'anyOf', nth]
      const asked = work?.fields.find(({ id }) => id === field)
      if (asked === undefined) {
        say([...path, 'field'], `${field} staat niet bij de fields van work (not a field of work)`)
      } else if (asked.type === 'yes-no' ? typeof is !== 'boolean' : !isOption(asked, is)) {
        say(
          [...path, 'is'],
          asked.type === 'yes-no'
            ? 'schrijf true of false (true or false)'
            : `geen mogelijkheid van ${field} (not one of its options)`,
        )
      }
    })
  })
}

function isOption({ options = [] }: Field, is: string | boolean): boolean {
  return options.some(({ id }) => id === is)
}

function checkLink({ address }: Link, path: Path, say: Say): void {
  const protocol = URL.parse(address)?.protocol
  if (protocol === 'https:' || protocol === 'http:') return
  say(
    [...path, 'address'],
    `${address} is geen adres van een pagina: begin met https:// (not the address of a page)`,
  )
}

function checkField(field: Field, all: readonly Field[], path: Path, say: Say): void {
  const { type, accepts, digits, neededUnless, required } = field
  if (type !== 'text' && accepts !== undefined) {
    say([...path, 'accepts'], 'alleen een veld van de soort text heeft dit (only of a text)')
  }
  if (type !== 'text' && digits !== undefined) {
    say([...path, 'digits'], 'alleen een veld van de soort text heeft dit (only of a text)')
  }
  if (neededUnless === undefined) return
  if (required) {
    say([...path, 'neededUnless'], 'dit veld is altijd nodig: haal required weg (always required)')
  }
  const other = all.find(({ id }) => id === neededUnless.field)
  if (other?.type !== 'text' || other === field) {
    say(
      [...path, 'neededUnless', 'field'],
      `${neededUnless.field} is geen ander veld van de soort text (not another field with a text)`,
    )
  }
}
