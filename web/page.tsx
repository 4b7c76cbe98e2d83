import { leaveToDecide } from '#domain/certification/leave/queries.ts'
import { seatedCases } from '#domain/certification/objection/queries.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { ownMemberships } from '#domain/organisations/member/own-memberships.ts'
import { administers, chairs, guardsPrivacy, mayDo } from '#domain/people/body/seat.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import type { ActedFor, Actor } from '#domain/platform/actor/actor.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { voice } from '#language/voice.ts'
import type { Act } from '#regulations/acts.ts'
import { applicationActs, officeActs } from '#regulations/acts.ts'
import { boardOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { guidesPath } from '#web/allocation/addresses.ts'
import { demoBanner } from '#web/demo/banner.tsx'
import { homeIconPath, manifestPath } from '#web/home-screen.ts'
import type { Content, Link } from '#web/kit/content.ts'
import type { NavItem } from '#web/kit/index.ts'
import { Alert, keepTogether, Page } from '#web/kit/index.ts'
import { gives } from '#web/organisations/gives.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { samePlace } from '#web/same-place.ts'
import { stylesheetFor } from '#web/stylesheet.ts'

/** What a page says of itself; the register, the person and the navigation come from the visit. */
export interface PageFacts {
  readonly title: string
  /** The path of the item of the main navigation to which this page belongs. */
  readonly current?: string
  readonly breadcrumb?: readonly Link[]
  /** The form came back with errors. */
  readonly wrong?: boolean
  readonly status?: number | undefined
  /** Seconds after which the page looks again, for pages that wait for something. */
  readonly refresh?: number | undefined
  /** Shows the page in the light or in the dark, whatever the screen of the visitor says. */
  readonly colours?: 'light' | 'dark' | undefined
  /** Pages about one person stay out of search engines. */
  readonly hidden?: boolean
  readonly description?: string | undefined
}

/** A page of this register as a response, with the message that the page before left. */
export async function page(visit: Visit, facts: PageFacts, children: Content): Promise<Response> {
  const { register, platform } = visit.context
  const { actor, notice } = visit
  const worn = await hatWorn(visit)
  const items = [...navigation(register, actor, worn), ...(await ofOneCase(visit))]
  const current = placeIn(items, facts.current, visit)
  const nav = (await withLeaveCounted(visit, items)).map((item) => ({
    ...item,
    current: item.href === current,
  }))
  const html = await (
    <Page
      title={facts.title}
      site={siteOf(register)}
      wrong={facts.wrong}
      person={personOf(register, actor, visit.hat)}
      headerLinks={headerLinks(register, actor)}
      registers={ownRegisters(visit)}
      nav={nav}
      breadcrumb={facts.breadcrumb}
      demo={platform.demo ? await demoBanner(visit) : undefined}
      footer={footerLinks(register, actor)}
      stylesheet={stylesheetFor(platform.registers)}
      refresh={facts.refresh}
      self={`${visit.url.pathname}${visit.url.search}`}
      colours={facts.colours}
      hidden={facts.hidden ?? actor.kind !== 'visitor'}
      description={facts.description ?? `${facts.title} bij ${register.name}.`}
    >
      {notice && (
        <Alert type={notice.tone} focus>
          <p>{notice.text}</p>
        </Alert>
      )}
      {children}
    </Page>
  )
  return respond(String(html), facts.status ?? 200, [register, ...otherRegisters(visit.context)])
}

// What of an organisation has no item of its own stands below that of the organisation.
function placeIn(
  items: readonly NavItem[],
  current: string | undefined,
  { context: { register }, acting }: Visit,
): string | undefined {
  if (acting === undefined || items.some(({ href }) => href === current)) return current
  return paths.organisation(register.id, acting.organisation.id)
}

// From one register to another, to the same place, and to all of them beside each other.
function ownRegisters(visit: Visit): readonly NavItem[] {
  const { actor, context } = visit
  const others = otherRegisters(context)
  if (others.length === 0 || actor.kind !== 'account') return []
  const { register } = context
  const here = actor.registrationId ?? actor.endedRegistrationId
  if (here === undefined) return []
  return [
    { label: register.shortName, href: visit.url.pathname, current: true },
    ...others.map((to) => ({ label: to.shortName, href: samePlace(visit, to) })),
    { label: 'Naast elkaar', href: paths.myRegisters(register.id) },
  ]
}

/** A page outside any visit: the platform's own home, and pages that say what went wrong. */
export async function barePage(
  platform: Platform,
  register: Register | undefined,
  facts: PageFacts & { readonly actor?: Actor | undefined },
  children: Content,
): Promise<Response> {
  const { actor = { kind: 'visitor' } } = facts
  const html = await (
    <Page
      title={facts.title}
      wrong={facts.wrong}
      person={register && personOf(register, actor)}
      site={
        register === undefined
          ? { name: 'Kwaliteitsregisters', href: '/', mark: 'Peil' }
          : siteOf(register)
      }
      nav={register === undefined ? [] : navigation(register, actor)}
      breadcrumb={facts.breadcrumb}
      footer={register === undefined ? platformLinks : footerLinks(register, actor)}
      stylesheet={stylesheetFor(platform.registers)}
      hidden={facts.hidden ?? true}
      description={facts.description}
    >
      {children}
    </Page>
  )
  return respond(String(html), facts.status ?? 200, register === undefined ? [] : [register])
}

function respond(html: string, status: number, registers: readonly Register[]): Response {
  const units = new Set(registers.flatMap(({ unit }) => [unit.one, unit.many]))
  return new Response(keepTogether(html, units.size === 0 ? ['uur'] : [...units]), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function siteOf(register: Register) {
  return {
    name: register.name,
    href: paths.home(register.id),
    mark: register.brand.logoText,
    brand: register.brand.tokenClass.replace(/^brand-/, ''),
    homeScreen: { manifest: manifestPath(register.id), icon: homeIconPath(register.id, 192) },
  }
}

// At most five items, those of what somebody does here; one who does nothing here is a visitor.
function navigation(register: Register, actor: Actor, hat?: Hat): NavItem[] {
  const { id } = register
  if (hat !== undefined) return navigationFor(register, hat)
  if (actor.kind === 'account') {
    const [own, ...others] = portalsOf(register, actor)
    if (own !== undefined) {
      // Who works in more than one body finds the first page of each.
      const first = [own, ...others].flatMap((items) => items.slice(0, 1))
      return [...new Set([...first, ...own, ...others.flat()])].slice(0, 5)
    }
    if ((actor.registrationId ?? actor.endedRegistrationId) !== undefined) {
      return [
        item('Mijn portfolio', paths.portfolio(id)),
        item('Opleidingen', paths.courses(id)),
        item(wording(register).certification.Name, paths.certification(id)),
        item('Berichten', paths.messages(id)),
        item('Mijn gegevens', paths.myData(id)),
      ]
    }
  }
  return [
    item(`Zoek een ${register.professional.one}`, paths.search(id)),
    item('Opleidingen', paths.courses(id)),
    item('Hoe werkt het', paths.howItWorks(id)),
    item('Wat kost het?', paths.costs(id)),
    item('Aanmelden', paths.signUp(id)),
  ]
}

// What somebody does for an organisation: for one that gives courses, those and who was there come first.
function navigationFor({ id }: Register, hat: Hat): NavItem[] {
  const home = item('Organisatie', paths.organisation(id, hat.id))
  const messages = item('Berichten', paths.messages(id))
  const sees = hat.checked && mayFor(hat.roles, 'see-teams')
  const teams = sees ? [item('Teams', paths.teams(id, hat.id))] : []
  if (!hat.gives) {
    return [home, ...teams, item('Mensen', paths.organisationPeople(id, hat.id)), messages]
  }
  const tells = hat.checked && mayFor(hat.roles, 'enter-attendance')
  return [
    item('Opleidingen', paths.organisationCourses(id, hat.id)),
    ...(tells ? [item('Deelname doorgeven', paths.attendance(id, hat.id))] : []),
    messages,
    home,
  ]
}

/** The organisation for which a page is shown: what it is, and what who acts may do there. */
interface Hat {
  readonly id: string
  readonly checked: boolean
  readonly roles: readonly MemberRole[]
  /** Gives courses, or says that it does. */
  readonly gives: boolean
}

async function hatWorn({ context, hat, acting }: Visit): Promise<Hat | undefined> {
  if (hat === undefined) return undefined
  const known =
    acting === undefined
      ? (await ownMemberships(context)).find(
          ({ organisation, askedOn }) => organisation.id === hat && askedOn === undefined,
        )
      : { organisation: acting.organisation, roles: acting.member.roles }
  if (known === undefined) return undefined
  const { organisation, roles } = known
  return {
    id: hat,
    checked: organisation.status === 'checked',
    roles,
    gives: await gives(context, organisation),
  }
}

// Whoever was seated for one objection finds it, for as long as that is so.
async function ofOneCase({ context, actor }: Visit): Promise<NavItem[]> {
  const { register } = context
  if (actor.kind !== 'account' || actor.seats.length === 0) return []
  if (mayDo(register, actor, 'decide-objections')) return []
  const cases = await seatedCases(context, actor.accountId)
  return cases.size === 0 ? [] : [item('Bezwaren', paths.objections(register.id))]
}

// Nobody is told of leave that was asked by e-mail: whoever decides on it reads how much waits for them.
async function withLeaveCounted(
  { context, actor }: Visit,
  items: readonly NavItem[],
): Promise<readonly NavItem[]> {
  const { register } = context
  const href = paths.leaves(register.id)
  if (actor.kind !== 'account' || !items.some((each) => each.href === href)) return items
  const { length } = await leaveToDecide(context)
  if (length === 0) return items
  return items.map((each) => (each.href === href ? item(`Verlof (${length})`, href) : each))
}

function item(label: string, href: string): NavItem {
  return { label, href }
}

// What somebody works with, by what their bodies may do: the back office, the committee, the board,
// administration, each with its own page first.
function portalsOf(
  register: Register,
  actor: Extract<Actor, { kind: 'account' }>,
): readonly (readonly NavItem[])[] {
  const { id } = register
  const may = (...acts: readonly Act[]) => mayDo(register, actor, ...acts)
  const judges = may(...applicationActs)
  const adds = chairs(register, actor, 'adopt-additions')
  const additions = adds ? [item('Toevoegingen', paths.additions(id))] : []
  const portals = [
    may(...officeActs)
      ? [
          item('Werkvoorraad', paths.work(id)),
          item('Zoeken', paths.workSearch(id)),
          ...(may('hold-meetings') ? [item('Vergaderingen', paths.workMeetings(id))] : []),
        ]
      : [],
    may(...applicationActs, 'judge-interim', 'advise')
      ? [
          item('Te beoordelen', paths.committee(id)),
          ...(judges
            ? [
                item('Vergadering', paths.committeeMeeting(id)),
                item('Besluiten', paths.committeeDecisions(id)),
              ]
            : []),
          ...additions,
        ]
      : additions,
    may('judge-accreditation') ? [item('Accreditatie', paths.committeeAccreditations(id))] : [],
    may('decide-where-silent')
      ? [item('Te beslissen', paths.board(id)), item('Uitspraken', paths.rulings(id))]
      : [],
    may('decide-objections') ? [item('Bezwaren', paths.objections(id))] : [],
    may('decide-leave') ? [item('Verlof', paths.leaves(id))] : [],
    may('decide-measures') ? [item('Uitspraken van buiten', paths.measures(id))] : [],
    administers(actor)
      ? [
          item('Beheer', paths.admin(id)),
          item('Reglement', paths.adminRegulation(id)),
          item('E-mail', paths.adminMails(id)),
          item('Gebruikers', paths.adminStaff(id)),
          item('Logboek', paths.adminLog(id)),
        ]
      : [],
    guardsPrivacy(actor)
      ? [
          item('Gegevensbescherming', paths.privacyWork(id)),
          item('Verzoeken', paths.privacyRequests(id)),
          item('Iemand opzoeken', paths.privacySearch(id)),
        ]
      : [],
  ]
  return portals.filter((items) => items.length > 0)
}

/** The page on which somebody who has signed in begins, by what they do in this register. */
export function accountHome(register: Register, actor: Actor, hat?: string): string {
  if (actor.kind !== 'account') return paths.home(register.id)
  if (hat !== undefined) return paths.organisation(register.id, hat)
  const [own] = portalsOf(register, actor)
  const [first] = own ?? []
  if (first !== undefined) return first.href
  const none = (actor.registrationId ?? actor.endedRegistrationId) === undefined
  if (none && actor.outOfTerm !== undefined) return paths.term(register.id)
  // Whoever is here for an organisation alone.
  if (none && (actor.organisations ?? []).length > 0) return paths.hats(register.id)
  return (actor.registrationId ?? actor.endedRegistrationId) === undefined
    ? paths.signUpTasks(register.id)
    : paths.portfolio(register.id)
}

function personOf(register: Register, actor: Actor, hat?: string) {
  if (actor.kind !== 'account') return undefined
  const { organisations = [] } = actor
  const worn = organisations.find(({ id }) => id === hat)
  return {
    name: actor.name ?? actor.email,
    href: accountHome(register, actor, hat),
    signOut: paths.signOut(register.id),
    ...(organisations.length === 0
      ? {}
      : { hat: { label: hatName(register, worn), change: paths.hats(register.id) } }),
  }
}

// For whom somebody is here who acts for organisations as well.
function hatName(register: Register, worn: ActedFor | undefined): string {
  if (worn === undefined) return voice(register.address).say('voor jezelf', 'voor uzelf')
  return `namens ${worn.name}${worn.checked ? '' : ' (niet gecontroleerd)'}`
}

function headerLinks(register: Register, actor: Actor): Link[] {
  return actor.kind === 'account' ? [] : [{ label: 'Inloggen', href: paths.signIn(register.id) }]
}

// On the pages of the installation itself.
const platformLinks: readonly Link[] = [
  { label: 'Alle registers', href: '/' },
  { label: 'Werktoedeling', href: guidesPath },
  { label: 'Voor andere systemen', href: '/api' },
]

// Who has signed in has a navigation of their own, and finds the public pages below.
function footerLinks(register: Register, actor: Actor): Link[] {
  const { id, professional } = register
  const found = navigation(register, actor).some(({ href }) => href === paths.search(id))
  return [
    ...(!found
      ? [
          { label: `Zoek een ${professional.one}`, href: paths.search(id) },
          { label: 'Hoe werkt het', href: paths.howItWorks(id) },
        ]
      : []),
    ...(navigation(register, actor).some(({ href }) => href === paths.courses(id))
      ? []
      : [{ label: 'Opleidingen', href: paths.courses(id) }]),
    // A professional finds it with their own data.
    ...(actor.kind === 'account' && actor.seats.length > 0
      ? [{ label: 'Inloggen en beveiliging', href: paths.security(id) }]
      : []),
    ...(boardOf(register) === undefined ? [] : [{ label: 'Uitspraken', href: paths.rulings(id) }]),
    { label: 'Voor aanbieders', href: paths.organisationsInfo(id) },
    { label: 'Contact', href: paths.contact(id) },
    { label: 'Klacht of bezwaar', href: paths.complaint(id) },
    { label: 'Toegankelijkheid', href: paths.accessibility(id) },
    { label: 'Privacy', href: paths.privacy(id) },
    { label: 'Cookies', href: paths.cookies(id) },
    { label: 'Broncode', href: paths.source(id) },
  ]
}
