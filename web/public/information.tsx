import type { Content, NavItem } from '#web/kit/index.ts'
import { NavLinks, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

export interface InformationFacts {
  readonly title: string
  readonly lead?: string
  readonly description?: string
}

/** A page that explains how the register works, with the other such pages beside it. */
export function informationPage(
  visit: Visit,
  facts: InformationFacts,
  children: Content,
): Promise<Response> {
  const { id } = visit.context.register
  const items = informationPages(id).map((item) => ({
    ...item,
    current: visit.url.pathname === item.href,
  }))
  return page(
    visit,
    {
      title: facts.title,
      current: visit.url.pathname === paths.costs(id) ? paths.costs(id) : paths.howItWorks(id),
      ...(facts.description === undefined ? {} : { description: facts.description }),
    },
    <div class="with-side">
      <div class="with-side-narrow">
        <NavLinks look="side-nav" label="Over het register" items={items} />
      </div>
      <div class="with-side-wide">
        <PageTitle>{facts.title}</PageTitle>
        {facts.lead && <p class="lead">{facts.lead}</p>}
        {children}
      </div>
    </div>,
  )
}

function informationPages(register: string): readonly NavItem[] {
  return [
    { label: 'Hoe werkt het', href: paths.howItWorks(register) },
    { label: 'Uren en normen', href: paths.hoursAndNorms(register) },
    { label: 'Bewijsstukken', href: paths.evidenceRules(register) },
    { label: 'Wat kost het?', href: paths.costs(register) },
    { label: 'Veelgestelde vragen', href: paths.questions(register) },
    { label: 'Reglement', href: paths.regulation(register) },
  ]
}
