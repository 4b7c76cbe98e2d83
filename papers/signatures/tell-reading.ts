import { formatMoment } from '#language/days.ts'
import type { Voice } from '#language/voice.ts'
import type { MadeWith } from './made-with.ts'
import type { SignatureFacts, SignedReading } from './read-signatures.ts'

/** Whose signature a document should carry, in the words of a register. */
export interface SignerWords {
  /** How sentences call the signer: "DUO". */
  readonly label: string
  /** How somebody gets the original again. */
  readonly again: string
}

/** Whether what was read is as it should be, is not, or says too little. */
export type Standing = 'good' | 'bad' | 'unsure'

export interface ToldFact {
  readonly about: 'whole' | 'content' | 'signer' | 'when'
  readonly label: string
  readonly standing: Standing
  readonly text: string
}

/** What is wrong, and how to set it right. */
export interface ToldWarning {
  readonly problem: string
  readonly advice: string
}

/** What the machine read of a document, in plain Dutch. */
export interface ToldReading {
  /** Whole, untouched, by whom, when; empty where there is no signature. */
  readonly facts: readonly ToldFact[]
  /** Absent when the document is the original. */
  readonly warning: ToldWarning | undefined
  /** What the machine does not look into. */
  readonly remark: string | undefined
}

/** Says what was read of a signed document: four facts, and when it is not the original a warning with how to get it. */
export function tellReading(
  reading: SignedReading,
  signer: SignerWords,
  voice: Voice,
): ToldReading {
  const { signature } = reading
  const problem = problemOf(reading, signer)
  return {
    facts:
      signature === undefined
        ? []
        : [
            wholeFact(signature),
            contentFact(signature),
            signerFact(signature, signer),
            whenFact(signature),
          ],
    warning:
      problem === undefined ? undefined : { problem, advice: adviceFor(reading, signer, voice) },
    remark:
      signature?.signer === undefined
        ? undefined
        : 'Of de handtekening later is ingetrokken, is niet gecontroleerd.',
  }
}

function wholeFact({ whole }: SignatureFacts): ToldFact {
  const told = { about: 'whole', label: 'Hele document' } as const
  switch (whole) {
    case 'whole':
      return { ...told, standing: 'good', text: 'Het hele document valt onder de handtekening.' }
    case 'only-additions':
      return {
        ...told,
        standing: 'good',
        text: 'Het hele document valt onder de handtekening. Later is er alleen een handtekening of een tijdstempel bij gezet.',
      }
    case 'changed-after':
      return {
        ...told,
        standing: 'bad',
        text: 'Na het ondertekenen is er iets aan het document toegevoegd of veranderd.',
      }
    case 'part':
      return {
        ...told,
        standing: 'bad',
        text: 'De handtekening geldt maar voor een deel van het document.',
      }
  }
}

function contentFact({ content }: SignatureFacts): ToldFact {
  const told = { about: 'content', label: 'Niet veranderd' } as const
  switch (content) {
    case 'untouched':
      return { ...told, standing: 'good', text: 'Wat is ondertekend, is daarna niet veranderd.' }
    case 'changed':
      return {
        ...told,
        standing: 'bad',
        text: 'Het document is niet meer zoals het is ondertekend.',
      }
    case 'unclear':
      return {
        ...told,
        standing: 'unsure',
        text: 'Of wat is ondertekend later is veranderd, is niet te zien.',
      }
  }
}

function signerFact({ signer }: SignatureFacts, { label }: SignerWords): ToldFact {
  const told = { about: 'signer', label: 'Ondertekend door' } as const
  if (signer === undefined) {
    return { ...told, standing: 'unsure', text: 'Wie heeft ondertekend, is niet te lezen.' }
  }
  const name = signer.name === '' ? 'iemand zonder naam' : signer.name
  switch (signer.is) {
    case 'expected':
      return {
        ...told,
        standing: 'good',
        text: `${label}. In de handtekening staat ${name}. Die naam is bevestigd door ${signer.issuedBy}.`,
      }
    case 'another':
      return { ...told, standing: 'bad', text: `${name}, en niet door ${label}.` }
    case 'unknown':
      return {
        ...told,
        standing: 'bad',
        text: `Er staat “${name}”, maar niemand die wij vertrouwen, bevestigt die naam. Zo'n naam kan iedereen in een handtekening zetten.`,
      }
    case 'unchecked':
      return {
        ...told,
        standing: 'unsure',
        text: `Er staat “${name}”. Dit register kan nog niet zelf nagaan of dat klopt.`,
      }
    case 'expired':
      return {
        ...told,
        standing: 'bad',
        text: `${name}, met een handtekening die op dat moment niet geldig was. Die gold van ${dayOf(signer.validFrom)} tot ${dayOf(signer.validUntil)}.`,
      }
    case 'unfit':
      return {
        ...told,
        standing: 'bad',
        text: `${name}, met een handtekening die niet voor documenten bedoeld is.`,
      }
  }
}

function whenFact({ when }: SignatureFacts): ToldFact {
  const told = { about: 'when', label: 'Ondertekend op' } as const
  if (when === undefined) {
    return {
      ...told,
      standing: 'unsure',
      text: 'Wanneer het is ondertekend, staat er niet bij, of het kan niet kloppen.',
    }
  }
  switch (when.by) {
    case 'stamp':
      return {
        ...told,
        standing: 'good',
        text: `${formatMoment(when.at)}, volgens een tijdstempel.`,
      }
    case 'claim':
      return {
        ...told,
        standing: 'good',
        text: `${formatMoment(when.at)}, volgens het document zelf.`,
      }
  }
}

function problemOf(
  { verdict, madeWith }: SignedReading,
  { label }: SignerWords,
): string | undefined {
  switch (verdict) {
    case 'original':
    case 'unchecked-signer':
      return undefined
    case 'no-signature':
      return lostBy(madeWith, label)
    case 'no-pdf':
      return madeWith.by === 'photo'
        ? `Dit is een foto. Een foto heeft geen handtekening van ${label}.`
        : `Dit is geen pdf. Alleen in een pdf staat de handtekening van ${label}.`
    case 'changed':
    case 'changed-after-signing':
      return 'Dit bestand is veranderd nadat het is ondertekend.'
    case 'part-signed':
      return 'De handtekening in dit bestand geldt niet voor het hele document.'
    case 'unknown-signer':
    case 'another-signer':
      return `Dit bestand is niet ondertekend door ${label}.`
    case 'expired-signer':
    case 'unfit-signer':
      return 'Dit bestand is ondertekend met een handtekening die daarvoor niet geldig was.'
    case 'weak-signature':
      return 'De handtekening in dit bestand is met verouderde techniek gemaakt. Zo een is na te maken.'
    case 'encrypted':
      return 'Dit bestand heeft een wachtwoord. De handtekening is niet te lezen.'
    case 'unreadable':
      return 'Dit bestand is niet te lezen. Misschien is het beschadigd.'
  }
}

function lostBy(madeWith: MadeWith, label: string): string {
  switch (madeWith.by) {
    case 'programme':
      return `Dit bestand is opgeslagen met ${madeWith.name}. Daardoor is de handtekening van ${label} verdwenen.`
    case 'printing':
      return `Dit bestand is geprint naar pdf. Daardoor is de handtekening van ${label} verdwenen.`
    case 'scan':
    case 'photo':
      return `Dit is een scan. Een scan heeft geen handtekening van ${label}.`
    case 'unknown':
      return `In dit bestand staat geen handtekening van ${label}. Misschien is het opnieuw opgeslagen.`
  }
}

function adviceFor(
  { verdict }: SignedReading,
  { again }: SignerWords,
  { You, your }: Voice,
): string {
  const still = `${You} kunt dit bestand ook laten staan. Wie ${your} aanvraag bekijkt, ziet dan wat hier staat.`
  return verdict === 'encrypted'
    ? `Voeg het bestand toe zonder wachtwoord. ${again} ${still}`
    : `${again} ${still}`
}

function dayOf(moment: string): string {
  return formatMoment(moment).split(',')[0] ?? ''
}
