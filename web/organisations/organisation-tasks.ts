import type { WaitsForProvider } from '#domain/learning/provider/what-waits.ts'
import { whatWaits } from '#domain/learning/provider/what-waits.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { formatDay } from '#web/kit/index.ts'
import type { Task } from '#web/layout/tasks.tsx'
import { waitingText } from '#web/organisations/attendance-words.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What waits for who acts for an organisation, the most pressing first. */
export async function organisationTasks(
  visit: Visit,
  members: readonly OrganisationMember[],
): Promise<readonly Task[]> {
  const { organisation, member } = actingOf(visit)
  const checked = organisation.status === 'checked'
  const waits = checked ? await whatWaits(visit.context, organisation.id, member.roles) : []
  return [...accessTasks(visit, members), ...waits.map((one) => taskOf(visit, one))]
}

function accessTasks(visit: Visit, members: readonly OrganisationMember[]): readonly Task[] {
  const { register, say } = speech(visit)
  const { organisation, member } = actingOf(visit)
  const { length } = members.filter(({ status }) => status === 'asked')
  if (length === 0 || !mayFor(member.roles, 'manage-members')) return []
  return [
    {
      label: length === 1 ? 'Er vraagt iemand om toegang' : `${length} mensen vragen om toegang`,
      href: paths.organisationPeople(register.id, organisation.id),
      text: `${length === 1 ? 'Iemand wil' : 'Ze willen'} voor ${say('je', 'uw')} organisatie werken.`,
      button: 'Bekijken',
    },
  ]
}

function taskOf(visit: Visit, one: WaitsForProvider): Task {
  const { register: here, platform } = visit.context
  const { id } = actingOf(visit).organisation
  const called = (register: string) => platform.registers.get(register)?.shortName ?? register
  switch (one.is) {
    case 'asked':
      return {
        label: `${called(one.part.register)} vraagt iets over ${one.title}`,
        href: paths.accreditationAnswer(here.id, id, one.part.requestId, one.part.id),
        text: one.part.answerBefore
          ? `Antwoord uiterlijk op ${formatDay(one.part.answerBefore)}. Daarna vervalt de aanvraag.`
          : 'Tot het antwoord er is, staat de aanvraag stil.',
        button: 'Aanvullen',
      }
    case 'contest':
      return {
        label:
          one.contest.named === ''
            ? 'Een deelnemer is het niet eens'
            : `${one.contest.named} is het niet eens`,
        href: paths.attendanceContest(here.id, id, one.contest.id),
        text: `Gemeld op ${formatDay(one.contest.contestedOn)}. Klopt wat er is doorgegeven?`,
        button: 'Antwoorden',
      }
    case 'broken-off':
      return {
        label: `Met een lijst van ${one.title} ging iets mis`,
        href: paths.attendanceDelivery(here.id, id, one.delivery.id),
        text: 'Dat ligt niet aan de lijst, en er is niets verloren.',
        button: 'Opnieuw proberen',
      }
    case 'list':
      return {
        label: `Een lijst van ${one.title} is nog niet ingestuurd`,
        href: paths.attendanceDelivery(here.id, id, one.delivery.id),
        text: waitingText(one.delivery),
        button: 'Lijst bekijken',
      }
    case 'attendance':
      return {
        label: `Geef door wie er was bij ${one.edition.title}`,
        href: paths.attendanceEdition(here.id, id, one.edition.id),
        text: `De laatste dag was ${formatDay(one.edition.lastDay)}. Dit kan tot en met ${formatDay(one.edition.tellBefore)}.`,
        button: 'Deelname doorgeven',
      }
    case 'ends':
      return {
        label: `De accreditatie van ${one.title} bij ${called(one.held.register)} eindigt`,
        href:
          one.held.of.is === 'course'
            ? `${paths.startAccreditation(here.id, id, one.held.of.id)}?verlengen=${one.held.register}`
            : paths.accreditationRequests(here.id, id),
        text: `Geldig tot en met ${formatDay(one.held.last)}. Vraag op tijd een verlenging aan.`,
        button: 'Verlenging aanvragen',
      }
    case 'stale':
      return {
        label: `Kijk of ${one.course.title} nog klopt`,
        href: paths.changeCourse(here.id, id, one.course.id),
        text: 'De dag om dit te bekijken is voorbij. Het staat nu niet in het aanbod.',
        button: 'Bekijken',
      }
    case 'draft':
      return {
        label: `De aanvraag voor ${one.title} is nog niet ingestuurd`,
        href: paths.accreditationRequest(here.id, id, one.requestId),
        text: 'Wat is ingevuld, is bewaard.',
        button: 'Verdergaan',
      }
  }
}
