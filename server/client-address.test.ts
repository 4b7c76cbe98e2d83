import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientAddress, ProxyRefused, trustedProxies } from './client-address.ts'

const nobody = trustedProxies({})
const proxies = trustedProxies({ PEIL_PROXY: '10.0.0.0/8, 127.0.0.1, fd00::/8' })

test('what a header claims is not believed of a stranger', () => {
  assert.equal(clientAddress('203.0.113.9', '198.51.100.7', nobody), '203.0.113.9')
  assert.equal(clientAddress('203.0.113.9', '198.51.100.7', proxies), '203.0.113.9')
  assert.equal(clientAddress(undefined, '198.51.100.7', proxies), 'unknown')
})

test('behind proxies it is the last address that is not one of them', () => {
  assert.equal(clientAddress('10.1.2.3', '198.51.100.7', proxies), '198.51.100.7')
  assert.equal(clientAddress('::ffff:10.1.2.3', '198.51.100.7, 10.9.9.9', proxies), '198.51.100.7')
  assert.equal(clientAddress('127.0.0.1', '1.1.1.1, 198.51.100.7', proxies), '198.51.100.7')
  assert.equal(clientAddress('fd00::1', '[2001:db8:1:2::9]:443', proxies), '2001:db8:1:2::/64')
})

test('a proxy that says nothing, or nonsense, is itself the address', () => {
  assert.equal(clientAddress('10.1.2.3', undefined, proxies), '10.1.2.3')
  assert.equal(clientAddress('10.1.2.3', 'unknown', proxies), '10.1.2.3')
  assert.equal(clientAddress('10.1.2.3', '198.51.100.7, <script>', proxies), '10.1.2.3')
})

test('all addresses of one IPv6 network count as one, and others do not', () => {
  const one = clientAddress('2001:db8::1', undefined, nobody)
  assert.equal(clientAddress('2001:0DB8:0:0:ffff::2', undefined, nobody), one)
  assert.notEqual(clientAddress('2001:db8:0:1::1', undefined, nobody), one)
  assert.equal(clientAddress('fe80::1%eth0', undefined, nobody), 'fe80:0:0:0::/64')
})

test('a setting that is no address is refused at the start', () => {
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0.0/x']) {
    assert.throws(() => trustedProxies({ PEIL_PROXY: wrong }), ProxyRefused, wrong)
  }
})
