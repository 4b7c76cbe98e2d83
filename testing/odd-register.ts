import { loadRegisters } from '#regulations/load.ts'
import type { Register, RegisterFile } from '#regulations/register.ts'
import type { Wording } from '#regulations/wording.ts'
import { wording } from '#regulations/wording.ts'

// A register that calls everything otherwise, to find the words that are still fixed.

/** The KRSD's words for who decides, what is granted and the papers of it. */
export const fixedWords = /certific(?:aat|aten\b|eer|eren|ering)|commissie/i

/** What is wrong where that register speaks: those words, or its name with the wrong article. */
export const wrongInOdd = new RegExp(`${fixedWords.source}|het (?:BvT|Bank van Toelating)`, 'i')

/** The same register with other words, also in the texts of its own file. */
export function inOddWords({ versions, ...file }: Register): Register {
  return {
    ...mapped(file),
    ...oddWords(file),
    versions: versions.map((version) => ({
      ...version,
      words: {
        ...version.words,
        committee: oddCommittee.short,
        temporary: { certified: 'tijdelijk toegelaten', the: 'het tijdelijke lidmaatschap' },
      },
    })),
  }
}

/** The words of a register of ours. */
export async function wordingOf(id: string): Promise<Wording> {
  return wording(await registerOf(id))
}

/** The odd words by themselves, for letters and documents. */
export async function oddWording(): Promise<Wording> {
  return wording(inOddWords(await registerOf('krsd')))
}

async function registerOf(id: string): Promise<Register> {
  const register = (await loadRegisters()).get(id)
  if (register === undefined) throw new Error(`${id} is not there`)
  return register
}

const oddCommittee = {
  article: 'de',
  name: 'Raad van Toelating',
  short: 'de raad van toelating',
  members: 'raadsleden',
} as const

function oddWords({ organisation, certificate, agreement }: RegisterFile): Partial<RegisterFile> {
  return {
    article: 'de',
    name: 'Bank van Toelating',
    shortName: 'BvT',
    called: 'de BvT',
    organisation: { ...organisation, committee: oddCommittee },
    certification: {
      article: 'het',
      name: 'lidmaatschap',
      renewal: 'hertoelating',
      participle: 'toegelaten',
      verb: 'toelaten',
      toVerb: 'toe te laten',
      temporary: {
        participle: 'tijdelijk toegelaten',
        name: 'tijdelijke lidmaatschap',
        meaning: 'Haalt in wat nog ontbreekt.',
      },
    },
    certificate: {
      ...certificate,
      article: 'het',
      name: 'toelatingsbewijs',
      many: 'toelatingsbewijzen',
      title: 'Toelatingsbewijs',
      signedBy: 'Voorzitter van de raad van toelating',
    },
    agreement: { ...mapped(agreement), title: 'Toelatingsovereenkomst' },
  }
}

// Whatever the register's own texts said of it, they say something else.
function mapped<Value>(value: Value): Value {
  if (typeof value === 'string') {
    return value.replace(/\p{L}*(certific|commissie)\p{L}*/giu, 'iets') as Value
  }
  if (Array.isArray(value)) return value.map(mapped) as Value
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapped(inner)]),
  ) as Value
}
