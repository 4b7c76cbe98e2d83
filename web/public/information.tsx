import { hasSample } from '#domain/certification/sample/queries.ts'
import { asksActivities } from '#engine'
import type { Content } from '#web/kit/index.ts'
import { NavLinks, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { currentVersion } from './in-words.ts'

/** A page that explains how the register works, with the other such pages beside it. */
export function informationPage(
  visit: Visit,
  about: { title: string; lead?: string | undefined; description?: string | undefined },
  children: Content,
): Promise<Response> {
  const { register } = visit.context
  const { id } = register
  const { title, lead, description } = about
  const activities = asksActivities(currentVersion(visit.context).regulation)
  const items = [
    { label: 'Hoe werkt het', href: paths.howItWorks(id) },
    { label: activities ? 'Uren en normen' : 'De normen', href: paths.hoursAndNorms(id) },
    { label: 'Bewijsstukken', href: paths.evidenceRules(id) },
    { label: 'Wat kost het?', href: paths.costs(id) },
    { label: 'Veelgestelde vragen', href: paths.questions(id) },
    { label: 'Reglement', href: paths.regulation(id) },
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
        <PageTitle>{title}</PageTitle>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
    </div>,
  )
}
