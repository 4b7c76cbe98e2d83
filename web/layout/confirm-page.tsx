import type { Content, SummaryItem } from '#web/kit/index.ts'
import { SummaryList } from '#web/kit/index.ts'
import type { PageFormProps, Press } from '#web/layout/form-page.tsx'
import { Buttons, PageForm } from '#web/layout/form-page.tsx'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'

/** What a page says of itself that asks for one press of a button. */
export interface ConfirmFacts extends TitledFacts, Press {
  readonly version?: number
  readonly form?: PageFormProps
}

/** A last question before something is done: what it does, the button, and the way back. */
export function confirmPage(
  visit: Visit,
  facts: ConfirmFacts,
  children?: Content,
): Promise<Response> {
  const { version, form } = facts
  const hidden = version === undefined ? {} : { _version: String(version) }
  return titledPage(
    visit,
    facts,
    <>
      {children}
      <PageForm visit={visit} {...form} hidden={{ ...hidden, ...form?.hidden }}>
        <Buttons {...facts} />
      </PageForm>
    </>,
  )
}

/** A part of the answers to check, with where it is changed. */
export interface CheckPart {
  readonly title: string
  readonly changeHref?: string
  readonly items: readonly SummaryItem[]
}

/** All answers on one page, to check before they are sent in. */
export function checkPage(
  visit: Visit,
  facts: ConfirmFacts & { readonly parts: readonly CheckPart[] },
  children?: Content,
): Promise<Response> {
  return confirmPage(
    visit,
    facts,
    <>
      {facts.parts.map((part) => (
        <SummaryList {...part} />
      ))}
      {children}
    </>,
  )
}
