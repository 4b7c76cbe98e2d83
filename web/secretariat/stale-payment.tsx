import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'

/** A colleague did something with a payment while somebody was about to do this with it: "terugdraaien". */
export function StalePayment(props: { readonly register: Register; readonly doing: string }) {
  const { register, doing } = props
  return (
    <ColleagueFirst register={register}>
      <p>
        Met deze betaling is intussen iets gedaan. Kijk of {voice(register.address).you} die nog
        wilt {doing}.
      </p>
    </ColleagueFirst>
  )
}
