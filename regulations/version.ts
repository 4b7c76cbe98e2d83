import { z } from 'zod'
import type { Limit, Requirement, SecondUnit } from '#engine'
import { described, describedKeys } from './described.ts'
import * as says from './descriptions/version.ts'
import { condition, conditionSchemas } from './requirements/conditions.ts'
import { selector } from './selector.ts'
import {
  amount,
  bound,
  day,
  id,
  labelScope,
  readBound,
  share,
  span,
  text,
  wholeNumber,
} from './values.ts'

const option = described(says.option, { id, label: text })
const evidenceKind = option.extend(
  describedKeys(says.evidenceKind, { signed: z.boolean().default(false) }),
)

/** What counts for one minimum only up to so much, as written in the file. */
const limit = described(says.limit, {
  of: selector,
  atMost: amount.exactOptional(),
  atMostShare: share.exactOptional(),
  atLeastShare: share.exactOptional(),
}).transform(({ of, atMost, atMostShare, atLeastShare }, context): Limit => {
  const limits: Limit[] = [
    ...(atMost === undefined ? [] : [{ of, atMost }]),
    ...(atMostShare === undefined ? [] : [{ of, atMostShare }]),
    ...(atLeastShare === undefined ? [] : [{ of, atLeastShare }]),
  ]
  const [only, ...others] = limits
  if (only !== undefined && others.length === 0) return only
  const message =
    'schrijf atMost, atMostShare of atLeastShare, een van de drie (atMost, atMostShare or atLeastShare, one of the three)'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** What a norm asks. */
export const requirement: z.ZodType<Requirement> = z
  .discriminatedUnion('kind', [
    described(says.minimum, {
      kind: z.literal('minimum'),
      ...bound,
      of: selector.default('everything'),
      in: z.enum(['amount', 'second-unit', 'things']).default('amount'),
      each: z.enum(['window', 'calendar-year', 'registration-year']).default('window'),
      years: z.int().positive().exactOptional(),
      proRata: z.boolean().default(false),
      forEach: id.exactOptional(),
      inProportion: described(says.inProportion, {
        fact: id,
        whole: amount,
        rounding: z.enum(['hundredth-down', 'whole-down', 'whole-up']).default('hundredth-down'),
        floor: amount.exactOptional(),
      }).exactOptional(),
      surplus: z.array(id).exactOptional(),
      limits: z.array(limit).min(1).max(3).exactOptional(),
    }).transform(readBound((minimum) => minimum.in === 'things')),
    ...conditionSchemas,
    described(says.oneOf, {
      kind: z.literal('one-of'),
      atLeast: z.int().positive().exactOptional(),
      of: z.array(z.lazy(() => requirement)).min(1),
    }),
    described(says.eachOf, {
      kind: z.literal('each-of'),
      of: z.array(z.lazy(() => requirement)).min(1),
    }),
  ])
  .meta({ id: 'requirement' })

const valuationBase = {
  article: text,
  onlyWith: id.exactOptional(),
  atMost: amount.exactOptional(),
}

const valuationByRule = { ...valuationBase, atLeast: amount.exactOptional() }

const valuation = z.discriminatedUnion('by', [
  described(says.byHours, {
    ...valuationByRule,
    by: z.literal('hours'),
    each: amount.prefault(1),
    step: amount.exactOptional(),
    precedence: z
      .array(z.enum(['stated-load', 'spent', 'guideline']))
      .min(1)
      .default(['stated-load', 'spent', 'guideline']),
    guideline: described(says.guideline, { halfDay: amount, day: amount }).exactOptional(),
  }),
  described(says.byThing, { ...valuationByRule, by: z.literal('thing'), each: amount }),
  described(says.byWords, {
    ...valuationByRule,
    by: z.literal('words'),
    each: amount,
    words: z.int().positive(),
  }),
  described(says.byMembershipYear, {
    ...valuationByRule,
    by: z.literal('membership-year'),
    each: amount,
  }),
  described(says.byCommittee, { ...valuationBase, by: z.literal('committee') }),
])

const secondBase = { each: amount.prefault(1), atMost: amount.exactOptional() }

/** What an activity is worth in the second unit. */
const secondValuation = z.discriminatedUnion('by', [
  described(says.secondByField, { ...secondBase, by: z.literal('field'), field: id }),
  described(says.secondByUnit, { ...secondBase, by: z.literal('unit') }),
  described(says.secondByThing, { ...secondBase, by: z.literal('thing') }),
])

const field = described(says.field, {
  id,
  type: z.enum(['text', 'long-text', 'hours', 'whole-number', 'day', 'yes-no', 'choice']),
  label: text,
  hint: text.exactOptional(),
  required: z.boolean().default(false),
  options: z.array(option).exactOptional(),
})

/** A question about something that is stated beside activities. */
const askedField = field.extend(
  describedKeys(says.askedField, {
    accepts: z.array(text).min(1).exactOptional(),
    digits: z.int().min(1).max(30).exactOptional(),
    neededUnless: described(says.neededUnless, {
      field: id,
      is: z.array(text).min(1),
    }).exactOptional(),
  }),
)

/** How something that is stated beside activities is asked. */
const asked = described(says.asked, {
  question: text.exactOptional(),
  hint: text.exactOptional(),
  explanation: z.array(text).default([]),
  links: z.array(described(says.askedLink, { label: text, address: text })).default([]),
  fields: z.array(askedField).default([]),
  proof: described(says.proof, {
    label: text.exactOptional(),
    required: z.boolean().default(true),
  }).exactOptional(),
  from: described(says.from, {
    who: text,
    text,
    gives: z.enum(['confirmation', 'document']),
    work: z.array(id).min(1).exactOptional(),
  }).exactOptional(),
  original: described(says.original, {
    note: text.exactOptional(),
    returned: z.boolean().default(false),
  }).exactOptional(),
  shown: z
    .array(
      described(says.shown, {
        by: z.array(z.enum(['original', 'file', 'statement'])).min(1),
        underWay: z.boolean().default(false),
      }),
    )
    .min(1)
    .exactOptional(),
  keeps: z.enum(['details']).exactOptional(),
  colleague: described(says.colleague, {
    who: text,
    categories: z.array(id).min(1).exactOptional(),
    text,
    whileIn: z.array(id).default([]),
  }).exactOptional(),
  signHere: described(says.signHere, {
    title: text,
    paragraphs: z.array(text).min(1),
    declarations: z.array(id).default([]),
    facts: z.array(id).default([]),
    documents: z.array(id).default([]),
    work: z.array(id).exactOptional(),
    with: id.exactOptional(),
  }).exactOptional(),
  follows: described(says.follows, { after: id, within: span, text }).exactOptional(),
  yesMeans: text.exactOptional(),
  ahead: z.boolean().exactOptional(),
  within: span.exactOptional(),
  parts: z
    .array(
      described(says.part, {
        label: text,
        when: id.exactOptional(),
        unless: z.array(id).default([]),
      }),
    )
    .exactOptional(),
}).meta({ id: 'asked' })

const statable = described(says.statable, { id, label: text, asked: asked.exactOptional() })

const kind = described(says.kind, {
  id,
  label: text,
  hint: text.exactOptional(),
  article: text,
  groups: z.array(id).default([]),
  rule: text,
  value: valuation,
  inSecondUnit: secondValuation.exactOptional(),
  fields: z.array(field).default([]),
  form: described(says.kindForm, {
    title: text,
    evidence: id,
    needs: z.array(id).default([]),
  }).exactOptional(),
  series: described(says.series, {
    article: text,
    text,
    confirmedBy: z.int().min(0).max(20),
    group: id.exactOptional(),
  }).exactOptional(),
  evidence: described(says.kindEvidence, {
    accepted: z.array(evidenceKind).min(1),
    preferred: z.array(id).default([]),
  }),
  accreditation: z.enum(['possible', 'by-decision', 'none']).default('none'),
  referee: z.boolean().default(false),
  interim: described(says.interim, {
    article: text,
    text,
    accredits: z.boolean().default(false),
    members: z.int().positive().exactOptional(),
    within: span.exactOptional(),
  }).exactOptional(),
})

const example = described(says.example, {
  title: text,
  dossier: z.unknown(),
  on: day.exactOptional(),
  expect: described(says.expectation, {
    outcome: z
      .enum(['met', 'not-met', 'undetermined', 'for-the-committee', 'exempt'])
      .exactOptional(),
    norm: id.exactOptional(),
    counted: amount.exactOptional(),
    provisional: amount.exactOptional(),
    shortfall: amount.exactOptional(),
    whole: z
      .enum(['met', 'not-met', 'undetermined', 'for-the-committee', 'exempt', 'temporary'])
      .exactOptional(),
  }),
})

const norm = described(says.norm, {
  id,
  article: text,
  source: id,
  label: text,
  text,
  missing: described(says.missing, { one: text, many: text }).exactOptional(),
  whenShort: text.exactOptional(),
  appliesTo: z
    .array(z.enum(['first', 'renewal']))
    .min(1)
    .default(['first', 'renewal']),
  categories: z.array(id).min(1).exactOptional(),
  when: condition.exactOptional(),
  requires: requirement,
  instead: z.record(id, requirement).default({}),
  otherwise: described(says.otherwise, {
    when: condition.exactOptional(),
    text,
    decides: z.enum(['committee', 'board']).exactOptional(),
  }).exactOptional(),
  remark: text.exactOptional(),
  examples: z.array(example).default([]),
})

const cap = described(says.cap, {
  id,
  article: text,
  source: id,
  label: text,
  text,
  of: selector.default('everything'),
  atMost: amount,
  in: z.enum(['amount', 'second-unit', 'things']).default('amount'),
  each: z
    .enum(['window', 'calendar-year', 'registration-year', 'day', 'activity'])
    .default('window'),
})

const enough = described(says.enough, { ...bound, of: selector.default('everything') }).transform(
  readBound(() => false),
)

const threshold = described(says.threshold, {
  id,
  article: text,
  source: id,
  label: text,
  text,
  of: selector,
  onlyWith: enough,
})

const lapse = described(says.lapse, {
  id,
  article: text,
  source: id,
  label: text,
  text,
  of: selector.default('everything'),
  after: span,
})

const carryOverBase = { article: text.exactOptional(), text }

const carryOverRule = {
  ...carryOverBase,
  atMost: amount.exactOptional(),
  of: z.array(id).min(1).exactOptional(),
  counts: z.enum(['same', 'total']).default('same'),
  when: condition.exactOptional(),
  onlyWith: enough.exactOptional(),
}

const carryOver = z.discriminatedUnion('rule', [
  described(says.carryOverNone, { ...carryOverBase, rule: z.literal('none') }),
  described(says.carryOverCapped, { ...carryOverRule, rule: z.literal('capped') }),
  described(says.carryOverDiscretion, { ...carryOverRule, rule: z.literal('discretion') }),
])

/** A document on which rules rest. */
export const source = described(says.source, {
  title: text,
  articles: z.array(text).min(1),
  compared: day,
  note: text.exactOptional(),
})

/** The content of regulations/<register>/<first day>.yaml, which never changes once published. */
export const versionFile = described(says.version, {
  register: id,
  version: day,
  title: text,
  sources: z.record(id, source),
  unit: z.enum(['hour', 'point']),
  secondUnit: described(says.secondUnit, { one: text, many: text, counted: text.exactOptional() })
    .transform(({ one, many, counted }): SecondUnit => ({ one, many, counted: counted ?? many }))
    .exactOptional(),
  pinned: z.enum(['candidacy', 'period-start', 'submission']),
  earlyApplication: described(says.earlyApplication, { from: day, text }).exactOptional(),
  transition: described(says.transition, {
    article: text,
    text,
    runningDossiers: z.enum(['keep-old', 'take-new', 'most-favourable']),
  }).exactOptional(),
  period: described(says.period, {
    article: text,
    shape: z.enum(['personal', 'fixed-block', 'calendar-year', 'rolling']),
    length: span,
    blockFirst: day.exactOptional(),
    start: described(says.start, {
      first: z.enum(['decision', 'submission', 'registration']),
      renewal: z.array(z.enum(['old-end', 'submission', 'decision'])).min(1),
    }),
    anchor: z.enum(['submission', 'decision', 'period-end']),
    lookBack: described(says.lookBack, {
      years: z.int().positive(),
      granularity: z.enum(['day', 'calendar-year']),
      appliesTo: z.enum(['first', 'both']),
      article: text,
    }).exactOptional(),
    countsFrom: day.exactOptional(),
    opens: described(says.opens, {
      fact: id,
      from: z.enum(['day', 'day-after']).default('day'),
      article: text,
    }).exactOptional(),
    inBetween: z.enum(['next', 'current']),
    deemedValid: z.boolean(),
    renewalFrom: span.exactOptional(),
  }),
  facts: z
    .array(
      described(says.fact, {
        id,
        type: z.enum(['yes-no', 'day', 'number', 'choice', 'several']),
        label: text,
        options: z.array(option).exactOptional(),
        asked: asked.exactOptional(),
      }),
    )
    .default([]),
  attributes: z
    .array(
      described(says.attribute, {
        id,
        label: text,
        hint: text.exactOptional(),
        type: z.enum(['yes-no', 'choice']),
        options: z.array(option).exactOptional(),
      }),
    )
    .default([]),
  documents: z
    .array(statable.extend(describedKeys(says.document, { signedBy: id.exactOptional() })))
    .default([]),
  declarations: z.array(statable).default([]),
  declarers: z.array(option).default([]),
  registers: z.array(statable).default([]),
  work: asked.exactOptional(),
  leave: asked.exactOptional(),
  leaveSorts: z
    .array(
      described(says.leaveSort, {
        id,
        label: text,
        article: text,
        text,
        hint: text.exactOptional(),
        atLeast: span.exactOptional(),
        does: z.enum(['reduces', 'extends', 'dispenses', 'nothing']),
        atMost: span.exactOptional(),
        from: z.array(id).min(1).exactOptional(),
        granted: z.enum(['by-statement', 'by-decision']),
        proof: z.enum(['asked', 'none']).default('none'),
        within: span.exactOptional(),
      }),
    )
    .default([]),
  mostHoursPerWeek: amount
    .refine((most) => most <= 16_800, 'een week heeft 168 uur (a week has 168 hours)')
    .exactOptional(),
  workRoles: z.array(option).default([]),
  workProperties: z
    .array(
      described(says.workProperty, {
        id,
        label: text,
        without: text,
        anyOf: z
          .array(described(says.workAnswer, { field: id, is: z.union([z.boolean(), id]) }))
          .min(1),
      }),
    )
    .default([]),
  groups: z.array(option).default([]),
  kinds: z.array(kind).default([]),
  categories: z
    .array(
      described(says.category, {
        id,
        label: text,
        text,
        admission: z.array(
          described(says.criterion, { id, article: text, label: text, text, requires: condition }),
        ),
        followUp: described(says.followUp, {
          article: text,
          after: span,
          question: text,
          text,
          move: id.exactOptional(),
        }).exactOptional(),
      }),
    )
    .default([]),
  formerCategories: z
    .array(
      option.extend(
        describedKeys(says.formerCategory, { entersActivities: z.boolean().default(true) }),
      ),
    )
    .default([]),
  moves: z
    .array(
      described(says.move, {
        id,
        article: text,
        from: z.array(id).min(1),
        to: id,
        text,
        requires: condition.exactOptional(),
        admission: z.enum(['asked', 'waived']).default('asked'),
        period: z.enum(['unchanged', 'from-original-start']),
      }),
    )
    .default([]),
  variants: z
    .array(
      described(says.variant, {
        id,
        article: text,
        label: text,
        text,
        when: condition,
        forReview: text.exactOptional(),
      }),
    )
    .default([]),
  exemptions: z
    .array(described(says.exemption, { id, article: text, text, when: condition }))
    .default([]),
  temporary: described(says.temporary, {
    article: text,
    text,
    length: span,
    open: z.array(id).min(1),
    appliesTo: z
      .array(z.enum(['first', 'renewal']))
      .min(1)
      .default(['first', 'renewal']),
    shortensNext: z.boolean().default(false),
  }).exactOptional(),
  norms: z.array(norm).min(1),
  caps: z.array(cap).default([]),
  thresholds: z.array(threshold).default([]),
  lapses: z.array(lapse).default([]),
  carryOver,
  proRata: described(says.proRata, {
    article: text,
    text,
    joinedLater: z.boolean(),
    joinedLaterFrom: span.exactOptional(),
    leaveFrom: span.exactOptional(),
    by: z.enum(['day', 'month']).exactOptional(),
    rounding: z.enum(['hundredth-down', 'whole-down', 'whole-up']),
  }).exactOptional(),
  labels: z
    .array(
      described(says.acceptedLabel, {
        id,
        label: text,
        note: text.exactOptional(),
        scopes: z.array(labelScope).min(1).exactOptional(),
      }),
    )
    .default([]),
  labelsAsk: described(says.labelsAsk, { from: day, article: text, text }).exactOptional(),
  accreditedByDecision: z
    .array(
      described(says.accreditedByDecision, {
        kind: id,
        attribute: id.default('accredited'),
        article: text,
        text,
      }),
    )
    .default([]),
  accreditationText: text.exactOptional(),
  singleUse: z.enum(['per-register', 'none']).default('per-register'),
  evidence: described(says.evidence, { article: text, required: wholeNumber, text }),
  referee: described(says.referee, {
    article: text,
    roles: z.array(option),
    text,
    selfSign: described(says.selfSign, { allowed: z.boolean(), reasonRequired: z.boolean(), text }),
  }),
  lists: z
    .array(
      described(says.list, {
        id,
        article: text,
        label: text,
        from: text,
        text,
        confirms: id,
        role: text.exactOptional(),
      }),
    )
    .default([]),
  selfTest: described(says.selfTest, {
    article: text,
    text,
    note: text.exactOptional(),
    criteria: z
      .array(
        described(says.selfTestCriterion, {
          id,
          text,
          explanation: text.exactOptional(),
          of: selector.default('everything'),
        }),
      )
      .min(1),
  }).exactOptional(),
  review: described(says.review, {
    article: text,
    application: z.enum(['all', 'sample']),
    lines: z.enum(['all', 'sample']),
    samplePercentage: z.int().min(1).max(100).exactOptional(),
    selfSigned: z.enum(['all', 'sample']),
    failureShare: z.int().min(1).max(99).exactOptional(),
    risks: z
      .array(z.enum(['over-stated-load', 'first-of-kind']))
      .min(1)
      .exactOptional(),
    text,
  }),
  committee: described(says.committee, {
    article: text,
    members: z.int().positive(),
    tie: z.enum(['chair', 'third-member']),
    conflicts: z.array(z.enum(['referee', 'employer', 'municipality', 'same-file'])),
    rhythm: z.enum(['quarterly', 'monthly', 'as-needed']),
    decides: z.enum(['in-the-meeting', 'when-enough-votes']).default('when-enough-votes'),
    text,
  }),
  public: z.array(z.enum(['name', 'status', 'category', 'valid-until', 'number'])).min(1),
})
