import { formatDay } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** A paper with facts above and sections below, such as what a group reported or what somebody means to learn. */
export type OverviewData = {
  readonly register: DocumentRegister
  readonly heading: string
  /** Its name as a file, without its ending. */
  readonly fileName: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  readonly sections: readonly {
    readonly heading: string
    readonly paragraphs: readonly string[]
    readonly rows?: readonly { readonly label: string; readonly value: string }[]
  }[]
  /** By whom and from what it was made. */
  readonly note: string
  /** In ISO text. */
  readonly madeOn: string
}

/** What the paper is called. */
export function overviewName({ fileName }: Pick<OverviewData, 'fileName'>): string {
  return fileName.toLowerCase().replaceAll(' ', '-').slice(0, 80)
}

/** Sets a paper with facts above and sections below. */
export function overview(data: OverviewData): Promise<MadeDocument> {
  const { register, heading, rows, sections, note, madeOn } = data
  return typeset({
    template: 'overview',
    title: heading,
    fileName: overviewName(data),
    day: madeOn,
    register,
    data: {
      heading,
      rows,
      sections: sections.map((section) => ({ ...section, rows: section.rows ?? [] })),
      note,
      madeOn: formatDay(madeOn),
    },
  })
}
