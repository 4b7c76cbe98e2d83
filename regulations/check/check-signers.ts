import type { Regulation } from '#engine'
import { formatList } from '#language/lists.ts'
import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'

/** Whose signature a document must carry is somebody whom the register names. */
export function checkSigners(
  { documents }: Regulation,
  { signers }: Pick<RegisterFile, 'signers'>,
): Mistake[] {
  const known = signers.map(({ id }) => id)
  return documents.flatMap(({ signedBy }, at) =>
    signedBy === undefined || known.includes(signedBy)
      ? []
      : [
          {
            path: ['documents', at, 'signedBy'],
            message: `${signedBy} staat niet bij signers in register.yaml; daar staat: ${known.length === 0 ? 'niemand' : formatList(known)} (unknown signer)`,
          },
        ],
  )
}
