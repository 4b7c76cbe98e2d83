import { hasSample } from '#domain/certification/sample/queries.ts'
import { asksActivities } from '#engine'
import type { Register, TextPlace } from '#regulations/register.ts'
import type { Content } from '#web/kit/index.ts'
import { NavLinks, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { currentVersion } from './in-words.ts'

/** The texts of a register to which a page leads, in the order of register.yaml. */
export function textsShownOn({ texts }: Register, place: TextPlace): Register['texts'] {
  return texts.filter(({ shownOn }) => shownOn.includes(place))
}

/** A page that explains how the register works, with the other such pages beside it. */
export function informationPage(
  visit: Visit,
  about: {
    readonly title: string
    readonly caption?: string | undefined
    readonly lead?: string | undefined
    readonly description?: string | undefined
  },
  children: Content,
): Promise<Response> {
  const { register } = visit.context
  const { id } = register
  const { title, caption, lead, description } = about
  const activities = asksActivities(currentVersion(visit.context).regulation)
  const items = [
    { label: 'Hoe werkt het', href: paths.howItWorks(id) },
    { label: activities ? 'Uren en normen' : 'De normen', href: paths.hoursAndNorms(id) },
    { label: 'Bewijsstukken', href: paths.evidenceRules(id) },
    { label: 'Wat kost het?', href: paths.costs(id) },
    { label: 'Veelgestelde vragen', href: paths.questions(id) },
    { label: 'Reglement', href: paths.regulation(id) },
    ...(register.development?.shown
      ? [{ label: 'Competenties', href: paths.competences(id) }]
      : []),
    ...textsShownOn(register, 'information').map(({ id: text, title: label }) => ({
      label,
      href: paths.registerText(id, text),
    })),
    ...(hasSample(register) ? [{ label: 'Steekproef', href: paths.sample(id) }] : []),
  ].map((item) => ({ ...item, current: visit.url.pathname === item.href }))
  return page(
    visit,
    { title, description, current: paths.howItWorks(id) },
    <div class="with-side">
      <div class="with-side-narrow">
        <NavLinks look="side-nav" label="Over het register" items={items} />
      </div>
      <div class="with-side-wide">
        <PageTitle caption={caption}>{title}</PageTitle>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
    </div>,
  )
}
