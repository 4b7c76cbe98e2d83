import {
  answerContact,
  askContact,
  writeInGroup,
  writeToColleague,
} from '#domain/development/meeting-place/contact.ts'
import { beginGroup, joinOrLeave } from '#domain/development/meeting-place/groups.ts'
import { keepProfile } from '#domain/development/meeting-place/keep-profile.ts'
import type { ProfileFacts } from '#domain/development/meeting-place/meeting-place.ts'
import { ownProfile } from '#domain/development/meeting-place/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

// Who of the cast takes part in the meeting place, and what they wrote there. All of it is made up.

interface DemoMeeting {
  readonly profiles: Readonly<Record<string, ProfileFacts>>
  readonly contacts: readonly {
    readonly asker: string
    readonly asked: string
    readonly text: string
    /** Left out: the question waits. */
    readonly answer?: string
  }[]
  readonly groups: readonly {
    readonly name: string
    readonly theme: string
    readonly about: string
    readonly begunBy: string
    readonly members: readonly string[]
    readonly written: readonly { readonly by: string; readonly text: string }[]
  }[]
}

/** By register. */
const demoMeeting: Readonly<Record<string, DemoMeeting>> = {
  krsd: {
    profiles: {
      lonneke: {
        region: 'oost',
        themes: ['leerplicht', 'stage'],
        offers: 'Ik begeleid al jaren stagiaires en deel graag hoe ik dat aanpak.',
        seeks: 'Iemand die met de training Passend onderwijs al iets veranderde in het werk.',
      },
      judith: {
        region: 'oost',
        themes: ['leerplicht', 'intervisie'],
        offers: 'Werkprocessen en dossiers op orde brengen, zo dat het team er ook iets aan heeft.',
        seeks: 'Een intervisiegroep van leerplicht en RMC, ongeveer eens per zes weken.',
      },
      farid: {
        region: 'west',
        themes: ['leerplicht', 'werk-en-inkomen'],
        offers: 'Contact leggen met jongeren die nergens meer komen.',
        seeks: 'Collega’s van werk en inkomen die ook met jongeren van 18 tot 23 werken.',
      },
    },
    contacts: [
      {
        asker: 'judith',
        asked: 'lonneke',
        text: 'Dag Lonneke, ik las dat je stagiaires begeleidt. Wij krijgen er volgend jaar twee. Mag ik je eens iets vragen?',
        answer:
          'Dag Judith, natuurlijk. Ik heb een overzicht van wat wij in de eerste weken doen. Dat deel ik graag.',
      },
      {
        asker: 'lonneke',
        asked: 'farid',
        text: 'Dag Farid, zullen we eens uitwisselen hoe jullie jongeren bereiken die niet meer op school komen?',
      },
    ],
    groups: [
      {
        name: 'Leerplicht en RMC oost',
        theme: 'leerplicht',
        about:
          'Voor wie in het oosten met leerplicht of RMC werkt: vragen stellen en van elkaar leren.',
        begunBy: 'judith',
        members: ['lonneke'],
        written: [
          {
            by: 'judith',
            text: 'Welkom. Waar lopen jullie tegenaan nu de zorgplicht weer wordt aangepast?',
          },
          {
            by: 'lonneke',
            text: 'Bij ons vooral: wie belt de ouders, de school of wij? Ik ben benieuwd hoe anderen dat doen.',
          },
        ],
      },
    ],
  },
}

/** Lets the cast of a register meet, each for themselves. */
export async function meet(
  register: string,
  as: (
    who: string,
    ago: number,
    work: (context: Context, registrationId: string) => Promise<unknown>,
  ) => Promise<unknown>,
): Promise<void> {
  const meeting = demoMeeting[register]
  if (meeting === undefined) return
  for (const [who, facts] of Object.entries(meeting.profiles)) {
    await as(who, 9, (context, me) => keepProfile(context, me, facts, 0))
  }
  for (const { asker, asked, text, answer } of meeting.contacts) {
    let profileId = ''
    await as(asked, 8, async (context, me) => {
      profileId = (await ownProfile(context, me))?.id ?? ''
    })
    let contactId = ''
    await as(asker, 8, async (context, me) => {
      const done = await askContact(context, me, profileId, text)
      if (done.outcome !== 'asked') throw new Error(`the demo's contact: ${done.outcome}`)
      contactId = done.contactId
    })
    if (answer === undefined) continue
    await as(asked, 7, async (context, me) => {
      await answerContact(context, me, contactId, 'accept')
      await writeToColleague(context, me, contactId, answer)
    })
  }
  for (const { begunBy, members, written, ...facts } of meeting.groups) {
    let groupId = ''
    await as(begunBy, 5, async (context, me) => {
      const begun = await beginGroup(context, me, facts)
      if (begun.outcome !== 'begun') throw new Error(`the demo's group: ${begun.outcome}`)
      groupId = begun.id
    })
    for (const who of members) {
      await as(who, 4, (context, me) => joinOrLeave(context, me, groupId, 'join'))
    }
    for (const [at, { by, text }] of written.entries()) {
      await as(by, 3 - at, (context, me) => writeInGroup(context, me, groupId, text))
    }
  }
}
