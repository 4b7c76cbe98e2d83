import { routes } from '#web/routes.ts'
import type { Chance } from './chance.ts'

// Requests that no browser makes: heads and bodies as bytes, so that nothing mends them on the way. The same seed gives
// the same requests.

/** A request as it goes over the line, and what is done with the line then. */
export interface HostileRequest {
  readonly what: string
  readonly bytes: Buffer
  /** Whether the rest never comes: the line is left open until the server ends it, or for a while. */
  readonly stays: boolean
  /** Whether the sender hangs up in the middle. */
  readonly breaks: boolean
}

/** Makes one of them, as whoever holds this cookie. */
export function hostileRequest(chance: Chance, cookie: string, register = 'krsd'): HostileRequest {
  const [what, make] = chance.of(Object.entries(kinds))
  const made = make({ chance, cookie, place: placeOf(chance, register) })
  const bytes = 'text' in made ? Buffer.from(made.text, 'latin1') : made.bytes
  return { what, bytes, stays: made.stays === true, breaks: made.breaks === true }
}

interface Given {
  readonly chance: Chance
  readonly cookie: string
  readonly place: string
}

type Made = ({ readonly text: string } | { readonly bytes: Buffer }) & {
  readonly stays?: true
  readonly breaks?: true
}

// A page of the site with, where it names something, what may be no id.
function placeOf(chance: Chance, register: string): string {
  const { path } = chance.of(routes)
  return `/${register}${path.replace(/:[a-z-]+(\{[^}]*\})?/gi, () => chance.of(ids))}`
}

const ids = [
  '00000000-0000-4000-8000-000000000000',
  'abc',
  '-1',
  '1',
  '99999999999999999999',
  '%27%20or%201=1--',
  '%00',
  '%ff%fe',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  'x'.repeat(3000),
  '%F0%9F%9A%B2',
  '%3Cscript%3Ealert(1)%3C/script%3E',
]

const values = [
  '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
  "'; drop table account; --",
  "' or '1'='1",
  'x'.repeat(90_000),
  '\\u202e\\u0000',
  '-99999999999999999999',
  '9999-12-31',
  'NaN',
  '1e309',
  '__proto__',
  `{{7*7}}\${7*7}%s%n`,
  '../../../../etc/passwd',
  '',
]

const odd = [
  '%00',
  '%ff',
  '%c0%ae',
  '%ed%a0%80',
  '%f4%90%80%80',
  '%0d%0aSet-Cookie:%20a=b',
  '%E2%80%AE',
  '%%',
  '%u0000',
  '%',
]

const fieldNames = [
  ...['__proto__', 'constructor', '__proto__[admin]', 'constructor.prototype.admin', 'toString'],
  ...['_idempotency', '_version', '_arrived', '_pages', 'intent', 'actie', 'kind', 'title', 'naam'],
  ...['e-mail', 'wachtwoord', 'besluit', 'reden', 'zoek', 'voornaam', 'betaald-dag', 'vraag'],
]

function head(
  method: string,
  place: string,
  { cookie }: Given,
  ...more: readonly string[]
): string {
  return [
    `${method} ${place} HTTP/1.1`,
    'Host: localhost',
    'Sec-Fetch-Site: same-origin',
    // As a proxy says where it came from.
    'X-Forwarded-For: 10.8.0.1',
    ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
    ...more,
    'Connection: close',
    '',
    '',
  ].join('\r\n')
}

function send(given: Given, type: string, body: string | Buffer, place = given.place): Made {
  const content = Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1')
  const lines = [`Content-Type: ${type}`, `Content-Length: ${content.length}`]
  return { bytes: Buffer.concat([Buffer.from(head('POST', place, given, ...lines)), content]) }
}

const typed = 'application/x-www-form-urlencoded'
const parts = 'multipart/form-data; boundary=grens'
const json = 'application/json'

function pairs({ chance }: Given, count: number, of: readonly string[]): string {
  return Array.from(
    { length: count },
    () =>
      `${encodeURIComponent(chance.of(fieldNames))}=${of === odd ? chance.of(of) : encodeURIComponent(chance.of(of))}`,
  ).join('&')
}

const kinds: Readonly<Record<string, (given: Given) => Made>> = {
  'a form of what nobody types': (given) =>
    send(given, typed, pairs(given, 1 + given.chance.upTo(12), values)),
  'a form in broken letters': (given) =>
    send(given, typed, pairs(given, 1 + given.chance.upTo(12), odd)),
  'a form of ten thousand fields': (given) => send(given, typed, 'a=b&'.repeat(10_000)),
  'a form of one enormous field': (given) => send(given, typed, `naam=${'x'.repeat(3_000_000)}`),
  'a form of bytes': (given) => send(given, typed, given.chance.bytes(given.chance.upTo(3000))),
  'a form of no known kind': (given) =>
    send(
      given,
      given.chance.of(['text/xml', 'application/x-php', '', ';;;', 'a'.repeat(5000)]),
      '<a/>',
    ),
  'parts without a boundary': (given) => send(given, 'multipart/form-data', 'x'),
  'parts with another boundary': (given) => send(given, parts, '--anders\r\n\r\nx\r\n--anders--'),
  'parts without an end': (given) =>
    send(given, parts, '--grens\r\nContent-Disposition: form-data; name="naam"\r\n\r\nx'),
  'parts of which a head has no end': (given) =>
    send(given, parts, `--grens\r\nContent-Disposition: ${'x'.repeat(100_000)}`),
  'two thousand parts': (given) =>
    send(
      given,
      parts,
      `${'--grens\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(2000)}--grens--`,
    ),
  'two hundred files': (given) =>
    send(
      given,
      parts,
      `${'--grens\r\nContent-Disposition: form-data; name="evidence"; filename="a.pdf"\r\n\r\nx\r\n'.repeat(200)}--grens--`,
    ),
  'parts without a name': (given) =>
    send(given, parts, '--grens\r\nContent-Disposition: form-data\r\n\r\nx\r\n--grens--'),
  'parts with odd names': (given) =>
    send(
      given,
      parts,
      `--grens\r\nContent-Disposition: form-data; name="${given.chance.of(fieldNames)}"; filename*=UTF-8''${given.chance.of(odd)}\r\nContent-Type: ${given.chance.of(['', 'x', 'multipart/mixed; boundary=grens', 'text/html'])}\r\n\r\n${given.chance.of(values)}\r\n--grens--`,
    ),
  'parts in parts': (given) =>
    send(
      given,
      parts,
      `--grens\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(500)}`,
    ),
  'parts of bytes': (given) =>
    send(
      given,
      parts,
      Buffer.concat([
        Buffer.from('--grens\r\n'),
        given.chance.bytes(2000),
        Buffer.from('\r\n--grens--'),
      ]),
    ),
  'half a form': (given) => ({
    text: `${head('POST', given.place, given, `Content-Type: ${typed}`, 'Content-Length: 100000')}naam=x`,
    breaks: true,
  }),
  'half a form, and then nothing': (given) => ({
    text: `${head('POST', given.place, given, `Content-Type: ${typed}`, 'Content-Length: 100000')}naam=x`,
    stays: true,
  }),
  'half a head, and then nothing': (given) => ({
    text: `GET ${given.place} HTTP/1.1\r\nHost: localhost\r\nX-A: `,
    stays: true,
  }),
  'two lengths': (given) => ({
    text: `${head('POST', given.place, given, 'Content-Length: 5', 'Content-Length: 6')}a=b&c=d`,
  }),
  'a length and pieces': (given) => ({
    text: `${head('POST', given.place, given, 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  }),
  'a length that is none': (given) => ({
    text: `${head('POST', given.place, given, `Content-Length: ${given.chance.of(['-1', '1e3', '0x10', '99999999999999999999', '+5', 'x'])}`)}a=b`,
  }),
  'pieces that are none': (given) => ({
    text: `${head('POST', given.place, given, 'Transfer-Encoding: chunked', `Content-Type: ${typed}`)}${given.chance.of(['zz\r\n', 'ffffffffffffffff\r\nx', '-1\r\nx', `5;${'x'.repeat(20_000)}\r\nabcde\r\n`])}`,
    breaks: true,
  }),
  'an enormous header': (given) => ({
    text: head('GET', given.place, given, `X-A: ${'x'.repeat(200_000)}`),
  }),
  'a thousand headers': (given) => ({
    text: head(
      'GET',
      given.place,
      given,
      ...Array.from({ length: 1000 }, (_, nth) => `X-${nth}: x`),
    ),
  }),
  'an enormous cookie': (given) => ({
    text: head('GET', given.place, { ...given, cookie: `peil=${'x'.repeat(12_000)}` }),
  }),
  'a hundred cookies': (given) => ({
    text: head('GET', given.place, {
      ...given,
      cookie: `${'peil=x; '.repeat(100)}__proto__=a; =; ;;; "`,
    }),
  }),
  'a cookie that is none': (given) => ({
    text: head('GET', given.place, {
      ...given,
      cookie: `peil=${given.chance
        .bytes(40)
        .toString('latin1')
        .replaceAll(/[\r\n\0]/g, '_')}`,
    }),
  }),
  'an enormous address': (given) => ({
    text: head(
      'GET',
      `${given.place}?a=${'x'.repeat(given.chance.of([7000, 15_000, 100_000]))}`,
      given,
    ),
  }),
  'an address of many questions': (given) => ({
    text: head('GET', `${given.place}?${'a=b&'.repeat(3000)}`, given),
  }),
  'a question that nobody asks': (given) => ({
    text: head(
      'GET',
      `${given.place}?${pairs(given, 3, given.chance.of([odd, values.filter((one) => one.length < 1000)]))}`,
      given,
    ),
  }),
  'a page with an odd id': (given) => ({ text: head('GET', given.place, given) }),
  'an address that is none': (given) => ({
    text: head(
      'GET',
      given.chance.of([
        '*',
        '//',
        '/\\',
        'http://127.0.0.1:9/',
        'localhost:80',
        '/krsd/%',
        '/krsd/../..',
        '/%2e%2e/%2e%2e',
        '/krsd\0',
        '/krsd/\xff',
        '?',
        '/krsd;a=b',
        '/KRSD',
        '/assets/../../etc/passwd',
        '/assets/%2e%2e%2fpackage.json',
      ]),
      given,
    ),
  }),
  'another method': (given) => ({
    text: head(
      given.chance.of([
        'PUT',
        'DELETE',
        'PATCH',
        'OPTIONS',
        'TRACE',
        'HEAD',
        'PROPFIND',
        'CONNECT',
        'get',
        'BREW',
        'X'.repeat(3000),
      ]),
      given.place,
      given,
    ),
  }),
  'another version': (given) => ({
    text: given.chance.of([
      `GET ${given.place}\r\n\r\n`,
      `GET ${given.place} HTTP/9.9\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      `GET ${given.place} HTTP/1.1\n\n`,
    ]),
  }),
  'no host or two': (given) => ({
    text: given.chance.of([
      `GET ${given.place} HTTP/1.1\r\nConnection: close\r\n\r\n`,
      head('GET', given.place, given, 'Host: evil.example'),
      head('GET', given.place, given).replace(
        'Host: localhost',
        `Host: ${given.chance.of(['evil.example', '', '[::1', 'a'.repeat(3000), 'localhost:99999999', '%00'])}`,
      ),
    ]),
  }),
  'an upgrade': (given) => ({
    text: head(
      'GET',
      given.place,
      given,
      'Upgrade: websocket',
      'Sec-WebSocket-Key: x',
      'Sec-WebSocket-Version: 13',
    ),
  }),
  'an odd range': (given) => ({
    text: head(
      'GET',
      given.chance.of(['/assets/fonts/x', given.place, '/krsd', '/api/v1/openapi.json']),
      given,
      `Range: bytes=${given.chance.of(['-1', '0-', '5-2', '-99999999999', '0-0,'.repeat(2000), 'x'])}`,
      `If-None-Match: ${'"x",'.repeat(1000)}`,
      'If-Modified-Since: x',
    ),
  }),
  'odd headers': (given) => ({
    text: head(
      'GET',
      given.place,
      given,
      `Accept: ${'a/b;q=1,'.repeat(800)}`,
      'Accept-Encoding: x;q=x, *;q=0',
      'Accept-Language: \xff',
      'Expect: x',
      'Content-Encoding: gzip',
      `X-Forwarded-For: ${'1.1.1.1, '.repeat(800)}`,
      'Forwarded: for="[',
      `X-Request-Id: \${jndi:ldap://x}`,
    ),
  }),
  'not even a request': (given) => ({ bytes: given.chance.bytes(1 + given.chance.upTo(4000)) }),
  'lists in lists for the interface': (given) =>
    send(given, json, '['.repeat(200_000), assessments),
  'objects in objects for the interface': (given) =>
    send(given, json, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, assessments),
  'odd objects for the interface': (given) =>
    send(
      given,
      json,
      given.chance.of([
        '{"__proto__":{"admin":true}}',
        '{"constructor":{"prototype":{}}}',
        'null',
        '1e400',
        '"\\ud800"',
        '[]',
        '{"activities":[{"id":"\\u0000"}]}',
        `{"activities":[${'{},'.repeat(50_000)}{}]}`,
        '{"a":1,"a":2}',
        '\xff\xfe',
        `{"day":"${'9'.repeat(100_000)}"}`,
      ]),
      assessments,
    ),
  'an odd question to the interface': (given) => ({
    text: head(
      'GET',
      `/api/v1/${given.chance.of(['krsd', 'lklr', '__proto__', '%00', 'x'])}/${given.chance.of(['registrations', 'series', 'dossier', 'sample', 'assessment'])}/${given.chance.of(ids)}?${pairs(given, 2, odd)}`,
      given,
      `Authorization: ${given.chance.of(['Bearer x', 'Basic =', 'x'.repeat(7000)])}`,
    ),
  }),
  'a large file in parts that is none': (given) => ({
    text: head(
      given.chance.of(['POST', 'PATCH', 'HEAD', 'DELETE']),
      `/krsd/bestanden${given.chance.of(['', '/', '/x', `/${given.chance.of(ids)}`])}`,
      given,
      'Tus-Resumable: 1.0.0',
      `Upload-Length: ${given.chance.of(['-1', 'x', '99999999999999', '0', '10'])}`,
      `Upload-Offset: ${given.chance.of(['-1', 'x', '5', '99999999999'])}`,
      `Upload-Metadata: ${given.chance.of(['filename', 'filename !!!', `filename ${Buffer.from('../../x').toString('base64')}`, ','.repeat(3000)])}`,
      'Content-Type: application/offset+octet-stream',
      'Content-Length: 0',
    ),
  }),
}

const assessments = '/api/v1/krsd/assessments'
