import { adminRoutes } from '#web/admin/routes.ts'
import { committeeRoutes } from '#web/committee/routes.ts'
import { demoRoutes } from '#web/demo/routes.ts'
import { accountRoutes } from '#web/professional/account-routes.ts'
import { certificationRoutes } from '#web/professional/certification-routes.ts'
import { portfolioRoutes } from '#web/professional/portfolio-routes.ts'
import { publicRoutes } from '#web/public/routes.ts'
import { refereeRoutes } from '#web/referee/routes.ts'
import type { Route } from '#web/route.ts'
import { secretariatApplicationRoutes } from '#web/secretariat/application-routes.ts'
import { secretariatRegistrationRoutes } from '#web/secretariat/registration-routes.ts'
import { signInRoutes } from '#web/sign-in/routes.ts'
import { signUpRoutes } from '#web/sign-up/routes.ts'

/** The site map: every page and form of a register, with who may come there. */
export const routes: readonly Route[] = [
  ...publicRoutes,
  ...signInRoutes,
  ...signUpRoutes,
  ...portfolioRoutes,
  ...certificationRoutes,
  ...accountRoutes,
  ...refereeRoutes,
  ...secretariatRegistrationRoutes,
  ...secretariatApplicationRoutes,
  ...committeeRoutes,
  ...adminRoutes,
]

/** What exists in the demo only. */
export const demoOnlyRoutes: readonly Route[] = demoRoutes
