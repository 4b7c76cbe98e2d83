import { anyTimeForms } from '#domain/courses/course/course.ts'
import type { OpenCourse } from '#web/courses/course.tsx'
import { paths } from '#web/paths.ts'

/**
 * A course as search engines read it: a Course of schema.org with its instances, as JSON. It is data that no browser
 * runs, and nothing in it can end the element in which it stands.
 */
export function courseAsData(
  { course, provider, coming }: OpenCourse,
  { origin, register }: { readonly origin: string; readonly register: string },
): string {
  const url = `${origin}${paths.course(register, course.number)}`
  const offer = (price: number | undefined) =>
    price === undefined
      ? {}
      : {
          offers: {
            '@type': 'Offer',
            price: (price / 100).toFixed(2),
            priceCurrency: 'EUR',
            category: price === 0 ? 'Free' : 'Paid',
          },
        }
  const hours =
    course.studyLoad === undefined ? {} : { timeRequired: hoursAsDuration(course.studyLoad) }
  const instances = coming.map((edition) => ({
    '@type': 'CourseInstance',
    courseMode: edition.online ? (edition.place === '' ? 'Online' : 'Blended') : 'Onsite',
    startDate: edition.days[0]?.toString(),
    endDate: edition.days.at(-1)?.toString(),
    ...(edition.place === ''
      ? {}
      : {
          location: {
            '@type': 'Place',
            name: edition.venue === '' ? edition.place : edition.venue,
            address: {
              '@type': 'PostalAddress',
              addressLocality: edition.place,
              addressCountry: 'NL',
            },
          },
        }),
    ...offer(edition.price ?? course.price),
  }))
  const whenever = anyTimeForms.includes(course.form)
    ? [{ '@type': 'CourseInstance', courseMode: 'Online', ...hours }]
    : []
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: course.title,
    description: course.summary === '' ? course.title : course.summary,
    url,
    courseCode: course.number,
    inLanguage: course.language,
    ...(provider === '' ? {} : { provider: { '@type': 'Organization', name: provider } }),
    ...hours,
    ...offer(course.price),
    hasCourseInstance: [...instances, ...whenever],
  }
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

// Hundredths of an hour: PT7H30M.
function hoursAsDuration(hundredths: number): string {
  const minutes = Math.round((hundredths * 60) / 100)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `PT${hours === 0 ? '' : `${hours}H`}${rest === 0 && hours > 0 ? '' : `${rest}M`}`
}
