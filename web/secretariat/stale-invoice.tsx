import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'

/** A colleague changed an invoice while somebody was about to do this with it: "afboeken". */
export function StaleInvoice(props: { readonly register: Register; readonly doing: string }) {
  const { register, doing } = props
  return (
    <ColleagueFirst register={register}>
      <p>
        Deze factuur is intussen gewijzigd. Kijk of {voice(register.address).you} die nog wilt{' '}
        {doing}.
      </p>
    </ColleagueFirst>
  )
}
