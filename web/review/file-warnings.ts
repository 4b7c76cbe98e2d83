import type { FileWarning } from '#domain/dossier/activity/proof-warnings.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'

/**
 * What a file does not say, or says otherwise, in a sentence for whoever looks: `day` is the one that it
 * should name ("de datum van de activiteit"), `what` is what it is ("dit bewijs").
 */
export function fileWarningText(
  warning: FileWarning,
  { day, what }: { readonly day: string; readonly what: string },
): string {
  switch (warning.is) {
    case 'no-day':
      return `Op ‘${warning.file}’ lezen we geen datum.`
    case 'other-day': {
      const days = warning.days.slice(0, 3).map((each) => formatDay(each))
      const more = warning.days.length > days.length ? ' en andere datums' : ''
      return `Op ‘${warning.file}’ staat ${formatList(days)}${more}. Dat is niet ${day}.`
    }
    case 'not-signed':
      return `Op ‘${warning.file}’ lezen we geen handtekening. Bij ${what} hoort er een.`
  }
}
