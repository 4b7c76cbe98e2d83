import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** What one of the back office proposes and another looks at; roles, among administrators. */
export type SecondLook =
  | 'status'
  | 'merge'
  | 'death'
  | 'shielding'
  | 'shielding-end'
  | 'staff'
  | 'files'

const proposed = {
  status: 'Een collega heeft voorgesteld om de status van een registratie met de hand te zetten.',
  merge: 'Een collega heeft voorgesteld om twee mensen samen te voegen.',
  death: 'Een collega heeft vastgelegd dat iemand is overleden.',
  shielding: 'Een collega heeft iemand afgeschermd. Die is nu nergens openbaar te vinden.',
  'shielding-end': 'Een collega heeft voorgesteld om iemand niet meer af te schermen.',
  files:
    'Wie Peil beheert op de server, bracht bestanden van het register in. Die veranderen de bankrekening, de tarieven, de normen of wat een orgaan mag.',
  staff:
    'Een andere beheerder heeft voorgesteld om iemand een rol te geven, of een rol te wijzigen of in te trekken.',
} as const satisfies Readonly<Record<SecondLook, string>>

// Where what waits for an administrator is read.
const lies: Readonly<Partial<Record<SecondLook, string>>> = {
  staff: 'Het voorstel staat bij Gebruikers.',
  files: 'Wat er zou veranderen, staat bij Reglement.',
}

/** Tells a colleague that something waits for a second pair of eyes; about whom, is read after signing in. */
export function secondLook(data: {
  readonly register: MailRegister
  readonly name: string
  readonly about: SecondLook
}): Letter {
  const until =
    data.about === 'shielding'
      ? 'Een ander kijkt of dat zo moet blijven.'
      : 'Er verandert pas iets als een ander ernaar heeft gekeken.'
  return letter(data.register, {
    fact: 'een voorstel wacht op een tweede blik',
    to: data.name,
    why: `${proposed[data.about]} ${until}`,
    todo: lies[data.about] ?? 'Het voorstel staat bij het werk dat klaarligt.',
    signIn: true,
  })
}

const returned = {
  status: 'Het voorstel om de status van een registratie met de hand te zetten, is teruggestuurd.',
  merge: 'Het voorstel om twee mensen samen te voegen, is afgewezen.',
  death: 'De melding dat iemand is overleden, klopt volgens een collega niet.',
  shielding: 'Een collega heeft besloten dat iemand niet afgeschermd blijft.',
  'shielding-end': 'Een collega heeft besloten dat iemand afgeschermd blijft.',
  staff: 'Een andere beheerder heeft het voorstel over een rol niet bevestigd.',
} as const satisfies Readonly<Record<Exclude<SecondLook, 'files'>, string>>

/** Tells whoever proposed a change of a role that nobody confirmed it in time. */
export function proposalLapsed(data: {
  readonly register: MailRegister
  readonly name: string
  /** Whose role it was about: a name or an address. */
  readonly whose: string
  /** "lid van de commissie" */
  readonly seat: string
  readonly days: number
}): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: 'een voorstel over een rol is vervallen',
    to: data.name,
    why: `Geen andere beheerder heeft het voorstel binnen ${data.days} dagen bevestigd. Er is niets veranderd.`,
    facts: [
      ['Van wie', data.whose],
      ['Rol', data.seat],
    ],
    todo: `Is het nog nodig? ${say('Stel het dan opnieuw voor', 'Stelt u het dan opnieuw voor')} bij Gebruikers.`,
    signIn: true,
  })
}

/** Tells whoever proposed something that a colleague did not agree; why, is read with the proposal. */
export function notAgreed(data: {
  readonly register: MailRegister
  readonly name: string
  readonly about: Exclude<SecondLook, 'files'>
}): Letter {
  return letter(data.register, {
    fact: 'een voorstel is niet overgenomen',
    to: data.name,
    why: returned[data.about],
    todo:
      data.about === 'staff'
        ? 'Er verandert niets. Overleg met de andere beheerder.'
        : 'Bij het voorstel staat wat de collega ervan vindt.',
    signIn: true,
  })
}
