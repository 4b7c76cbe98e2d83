import { sentenceCase, withinSentence } from '#language/sentences.ts'
import type { RegisterFile, StatusId } from './register.ts'

/** A noun of the register with its article, as sentences need it. Capitals head a sentence. */
export interface Noun {
  readonly article: 'de' | 'het'
  /** Without an article: "certificering". */
  readonly name: string
  readonly Name: string
  /** "de certificering", "het lidmaatschap" */
  readonly the: string
  readonly The: string
  /** "deze certificering", "dit lidmaatschap" */
  readonly this: string
  readonly This: string
  /** The word that stands for it later on: "zien of het echt is". */
  readonly it: 'die' | 'het'
}

/** The words in which registers differ: their names, who decides, what is granted, its paper. */
export interface Wording {
  readonly register: {
    /** Of its full name. */
    readonly article: 'de' | 'het'
    /** As sentences call it: "het KRSD". */
    readonly the: string
    /** In full: "het Kwaliteitsregister Sociaal Domein". */
    readonly full: string
  }
  readonly committee: {
    /** As sentences call it: "de commissie", "het bestuur". */
    readonly the: string
    readonly The: string
    /** In full: "de Commissie van Conformiteitsbepaling". */
    readonly full: string
    readonly Full: string
    /** "commissieleden", "bestuursleden" */
    readonly members: string
  }
  readonly certification: Noun & {
    /** What it is called to get it again: "hercertificering". */
    readonly renewal: string
    readonly Renewal: string
    /** "je bent gecertificeerd" */
    readonly certified: string
    readonly Certified: string
    /** "opnieuw certificeren" */
    readonly certify: string
    /** "om je te certificeren", "om je toe te laten" */
    readonly toCertify: string
    /** The same for a while. */
    readonly temporary: TemporaryWording
  }
  readonly certificate: Noun & {
    /** "certificaten" */
    readonly many: string
  }
  /** What somebody is who has signed and paid, within a sentence: "kandidaat". */
  readonly candidate: string
}

/** The words for what is granted for a while only. */
export interface TemporaryWording {
  /** "je bent voorlopig gecertificeerd" */
  readonly certified: string
  readonly Certified: string
  /** Behind an article or "je": "voorlopige certificering". */
  readonly name: string
  /** "de voorlopige certificering" */
  readonly the: string
  /** What it says in public, in a sentence. */
  readonly meaning: string
}

/** How a register calls itself, who decides, what is granted and the paper of it. */
export function wording(
  register: Pick<
    RegisterFile,
    'article' | 'name' | 'called' | 'organisation' | 'certification' | 'certificate' | 'statuses'
  >,
): Wording {
  const { certification, certificate } = register
  const { committee } = register.organisation
  const full = `${committee.article} ${committee.name}`
  return {
    register: {
      article: register.article,
      the: register.called,
      full: `${register.article} ${register.name}`,
    },
    committee: {
      the: committee.short,
      The: sentenceCase(committee.short),
      full,
      Full: sentenceCase(full),
      members: committee.members,
    },
    certification: {
      ...noun(certification),
      renewal: certification.renewal,
      Renewal: sentenceCase(certification.renewal),
      certified: certification.participle,
      Certified: sentenceCase(certification.participle),
      certify: certification.verb,
      toCertify: certification.toVerb,
      temporary: temporaryWording(register),
    },
    certificate: { ...noun(certificate), many: certificate.many },
    candidate: withinSentence(register.statuses.candidate.label),
  }
}

/** How a register calls what it grants for a while: by its own words, or else "voorlopig". */
export function temporaryWording({
  certification: { temporary, article, name, participle },
  organisation: { committee },
}: Pick<RegisterFile, 'certification' | 'organisation'>): TemporaryWording {
  const words = {
    certified: temporary?.participle ?? `voorlopig ${participle}`,
    name: temporary?.name ?? `voorlopige ${name}`,
  }
  return {
    ...words,
    Certified: sentenceCase(words.certified),
    the: `${article} ${words.name}`,
    meaning:
      temporary?.meaning ??
      `${sentenceCase(committee.short)} heeft vastgesteld dat nog niet alles in orde is, en dat het tot en met de laatste dag kan worden ingehaald.`,
  }
}

/** A status in the words of a register; of a registration for a while it says that it is one. */
export function statusWords(
  register: Pick<RegisterFile, 'certification' | 'organisation' | 'statuses'>,
  { status, temporary }: { readonly status: StatusId; readonly temporary: boolean },
): Pick<RegisterFile['statuses'][StatusId], 'label' | 'tone' | 'meaning'> {
  const plain = register.statuses[status]
  if (!temporary || (status !== 'certified' && status !== 'renewal-pending')) return plain
  const { Certified, certified, meaning } = temporaryWording(register)
  return {
    label: Certified,
    tone: plain.tone,
    meaning:
      status === 'certified'
        ? meaning
        : `Blijft ${certified} tot het besluit, omdat de nieuwe aanvraag op tijd was.`,
  }
}

/** A status as everybody reads it: in words of its own, where the register has those. */
export function publicStatusWords(
  register: Parameters<typeof statusWords>[0],
  one: Parameters<typeof statusWords>[1],
): ReturnType<typeof statusWords> {
  const { label, tone, meaning } = statusWords(register, one)
  return { tone, ...(register.statuses[one.status].shown ?? { label, meaning }) }
}

/** A word that bends with the noun behind it: "eerdere certificering", "eerder lidmaatschap". */
export function agree({ article }: Pick<Noun, 'article'>, de: string, het: string): string {
  return article === 'de' ? de : het
}

function noun({ article, name }: Pick<Noun, 'article' | 'name'>): Noun {
  const the = `${article} ${name}`
  const thisOne = `${agree({ article }, 'deze', 'dit')} ${name}`
  return {
    article,
    name,
    Name: sentenceCase(name),
    the,
    The: sentenceCase(the),
    this: thisOne,
    This: sentenceCase(thisOne),
    it: article === 'de' ? 'die' : 'het',
  }
}
