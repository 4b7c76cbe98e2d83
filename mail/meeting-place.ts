import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

interface Written {
  readonly register: MailRegister
  readonly name: string
  /** Who wrote. */
  readonly who: string
  readonly text: string
}

/** Passes on that a colleague asks for contact, without an address of either. */
export function contactAsked({ register, name, who, text }: Written): Letter {
  const { You, your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `vraag om contact van ${who}`,
    to: name,
    why: `${who} vond ${your} profiel in de ontmoetingsplek van ${register.wording.register.full} en schrijft:`,
    quote: text,
    todo: `${You} beslist of er contact komt: in ${your} portfolio bij Ontmoeten.`,
    more: [
      `${who} ziet ${your} e-mailadres niet. ${say('Antwoord je', 'Antwoordt u')} op deze e-mail, dan komt dat bij ons en niet bij ${who}.`,
    ],
    signIn: true,
  })
}

/** Passes on what a colleague wrote, without an address of either. */
export function contactWrote({ register, name, who, text }: Written): Letter {
  const { your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `bericht van ${who}`,
    to: name,
    why: `${who} schrijft in de ontmoetingsplek van ${register.wording.register.full}:`,
    quote: text,
    todo: say(
      'Wil je antwoorden? Dat kan in je portfolio bij Ontmoeten.',
      'Wilt u antwoorden? Dat kan in uw portfolio bij Ontmoeten.',
    ),
    more: [`${who} ziet ${your} e-mailadres niet.`],
    signIn: true,
  })
}
