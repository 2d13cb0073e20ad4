// Each operation of the control API through its method.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'

import { Control, ControlError, GrantdServer, startGrantd } from 'grantd-testing'

import { PACKAGE } from './helpers.mjs'

const REDIRECT_URI = 'http://127.0.0.1:9000/callback'
const PARAMS = { response_type: 'code', client_id: 'web', redirect_uri: REDIRECT_URI, scope: 'profile:read workouts:read', state: 'xyz' }

const grantd = await startGrantd()
beforeEach(() => grantd.reset())
after(() => grantd.close())

async function tokenRequest(form) {
  const { client_id, client_secret } = grantd.app('web')
  const body = new URLSearchParams({ client_id, client_secret, ...form })
  const answer = await fetch(grantd.tokenEndpoint, { method: 'POST', body })
  return { status: answer.status, ...(await answer.json()) }
}

const exchange = (code) => tokenRequest({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI })
const refresh = (refresh_token) => tokenRequest({ grant_type: 'refresh_token', refresh_token })

async function profile(token) {
  const answer = await fetch(grantd.url('/api/auth/profile'), { headers: { Authorization: `Bearer ${token}` } })
  await answer.arrayBuffer()
  return answer.status
}

const refused = (pattern) => (error) => error instanceof ControlError && error.status >= 400 && error.status < 500 && pattern.test(error.message)

test('every operation has a method', async () => {
  const document = await grantd.openapi()
  const { access_token } = await grantd.mint('alice', 'web')
  const calls = {
    fixture: [], reset: [], openapi: [], clock: [], setClock: [{ frozen: false }], advance: ['1s'], freeze: [], signIn: ['alice'],
    authorize: ['alice', undefined, { params: PARAMS }], addUser: ['eve'], addApp: ['Notes'], mint: ['alice', 'web'], requests: [],
    expire: [access_token], revoke: [{ app: 'web' }], forgetRequests: [], fault: ['token'], faults: [], clearFaults: [],
  }
  const methods = Object.getOwnPropertyNames(Control.prototype).filter((name) => name !== 'constructor')
  assert.deepEqual(methods.sort(), Object.keys(calls).sort())

  const asked = new Set()
  const { createServer } = await import('node:http')
  const recorder = createServer((request, answer) => {
    asked.add(`${request.method} ${request.url}`)
    answer.end('{}')
  })
  await new Promise((listens) => recorder.listen(0, '127.0.0.1', listens))
  const control = new Control(`http://127.0.0.1:${recorder.address().port}`)
  for (const [name, args] of Object.entries(calls)) await control[name](...args)
  recorder.close()
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/_test', '')}`))
  assert.deepEqual([...asked].sort(), described.sort())

  for (const [name, args] of Object.entries(calls)) {
    if (name !== 'expire') await grantd[name](...args)
  }
})

test('the types have the keys of the API', async () => {
  const { components } = await grantd.openapi()
  const types = readFileSync(join(PACKAGE, 'index.d.ts'), 'utf8')
  const keys = (name) => [...types.match(new RegExp(`export interface ${name} \\{\n(.*?)\n\\}`, 's'))[1].matchAll(/^  (\w+)\??:/gm)].map(([, key]) => key)
  const apart = { NewUser: ['name'], NewApp: ['name'], NewToken: ['name', 'user', 'app'], Answer: ['user', 'url'], FaultOptions: ['endpoint', 'kind'] }
  const schemas = { Answer: 'Authorize', FaultOptions: 'Fault' }
  for (const name of ['Ready', 'Person', 'App', 'ResourceServer', 'Tokens', 'SignedIn', 'Redirected', 'Time', 'Exchange', 'Fault', 'ClockChange',
    'NewUser', 'NewApp', 'NewToken', 'Answer', 'FaultOptions']) {
    const described = Object.keys(components.schemas[schemas[name] ?? name].properties).filter((key) => !apart[name]?.includes(key))
    assert.deepEqual(keys(name).sort(), described.sort(), name)
  }
  const kinds = types.match(/export type FaultKind = (.*)/)[1].split(' | ').map((kind) => kind.slice(1, -1))
  assert.deepEqual(kinds, components.schemas.FaultKind.enum)
})

test('the types have what there is', async () => {
  const types = readFileSync(join(PACKAGE, 'index.d.ts'), 'utf8')
  const exported = [...types.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name)
  assert.deepEqual(exported.sort(), Object.keys(await import('grantd-testing')).sort())
  for (const shape of [Control, GrantdServer]) {
    const declared = types.match(new RegExp(`export class ${shape.name} .*?\n\\}`, 's'))[0]
    for (const name of Object.getOwnPropertyNames(shape.prototype).filter((name) => shape === Control || name !== 'reset')) {
      assert.match(declared, new RegExp(`^  (private |readonly )?${name}[(:]`, 'm'), `${shape.name}.${name}`)
    }
  }
})

test('consent and its tokens', async () => {
  const url = new URL(grantd.authorizationEndpoint)
  url.search = new URLSearchParams(PARAMS)
  const answer = await grantd.authorize('alice', url, { scope: 'profile:read' })
  assert.equal(answer.params.state, 'xyz')
  assert.equal(answer.params.iss, grantd.issuer)
  assert.ok(answer.redirect_url.startsWith(`${REDIRECT_URI}?`))
  const tokens = await exchange(answer.params.code)
  assert.equal(tokens.scope, 'profile:read')
  assert.equal(await profile(tokens.access_token), 200)
})

test('a person refuses, and what is not redirected is refused', async () => {
  const { params } = await grantd.authorize('alice', undefined, { params: PARAMS, approve: false })
  assert.equal(params.error, 'access_denied')
  const wrong = { params: { ...PARAMS, redirect_uri: 'https://evil.example/' } }
  await assert.rejects(grantd.authorize('alice', undefined, wrong), refused(/Redirect URI/))
})

test('time', async () => {
  const { params } = await grantd.authorize('alice', undefined, { params: PARAMS })
  const before = await grantd.clock()
  const later = await grantd.advance(30 * 60 * 1000)
  assert.ok(new Date(later.now) - new Date(before.now) >= 30 * 60 * 1000)
  assert.equal((await exchange(params.code)).error, 'invalid_grant')

  assert.deepEqual(await grantd.freeze(new Date('2030-01-01T00:00:00Z')), { now: '2030-01-01T00:00:00.000Z', frozen: true })
  assert.equal((await grantd.advance('1h')).now, '2030-01-01T01:00:00.000Z')
  assert.equal((await grantd.setClock({ frozen: false })).frozen, false)
})

test('tokens of any age', async () => {
  const [fresh, old] = [await grantd.mint('alice', 'web', { scope: 'profile:read' }), await grantd.mint('alice', 'web', { age: '2h' })]
  assert.deepEqual([fresh.scope, await profile(fresh.access_token)], ['profile:read', 200])
  assert.deepEqual([old.expires_in, await profile(old.access_token), (await refresh(old.refresh_token)).status], [0, 401, 200])
  const short = await grantd.mint('alice', 'web', { lifetime: 1000, refresh_lifetime: '1s', age: 2000 })
  assert.deepEqual([await profile(short.access_token), (await refresh(short.refresh_token)).status], [401, 400])
  assert.equal(await profile((await grantd.mint('alice', 'web', { revoked: true })).access_token), 401)
})

test('expire and revoke', async () => {
  const tokens = await grantd.mint('alice', 'web')
  await grantd.expire(tokens.access_token)
  assert.equal(await profile(tokens.access_token), 401)
  const again = await refresh(tokens.refresh_token)
  await grantd.revoke(again.access_token)
  assert.equal((await refresh(again.refresh_token)).error, 'invalid_grant')
  for (const what of [{ user: 'alice', app: 'web' }, { app: 'web' }]) {
    const { access_token } = await grantd.mint('alice', 'web')
    await grantd.revoke(what)
    assert.equal(await profile(access_token), 401)
  }
})

test('people and apps', async () => {
  const person = await grantd.addUser('eve', { password: "eve's own password", attributes: { upstream_id: '42' } })
  const app = await grantd.addApp('Notes', { owner: 'eve', public: true, redirect_uris: ['https://notes.example/cb'] })
  assert.deepEqual([person.email, app.client_type, app.client_secret], ['eve@example.org', 'public', null])
  const now = await grantd.fixture()
  assert.equal(now.users.eve.id, person.id)
  assert.deepEqual(now.apps.Notes, app)
  assert.equal(await profile((await grantd.signIn('eve')).session), 200)
  await assert.rejects(grantd.addUser('eve'), refused(/already taken/))
})

test('faults, and what was asked', async () => {
  const tokens = await grantd.mint('alice', 'web')
  const waiting = await grantd.fault('token', 'status', { status: 503, headers: { 'Retry-After': '7' }, body: '{"error": "busy"}', skip: 1 })
  assert.deepEqual(waiting, await grantd.faults())
  assert.deepEqual([waiting.length, waiting[0].kind, waiting[0].skip, waiting[0].headers], [1, 'status', 1, { 'Retry-After': '7' }])
  const first = await refresh(tokens.refresh_token)
  assert.deepEqual(await refresh(first.refresh_token), { status: 503, error: 'busy' })
  assert.deepEqual(await grantd.faults(), [])

  const [done, hit] = await grantd.requests({ path: '/api/oauth/token', method: 'POST' })
  assert.deepEqual([done.number, done.status, done.fault, hit.number, hit.status, hit.fault], [1, 200, null, 2, null, 'status'])
  assert.equal(JSON.parse(done.response_body).refresh_token, first.refresh_token)
  assert.deepEqual(await grantd.requests({ method: 'GET' }), [])
  await grantd.forgetRequests()
  assert.deepEqual(await grantd.requests(), [])

  await grantd.fault('token', 'cut_before', { times: 0 })
  await assert.rejects(refresh(first.refresh_token), TypeError)
  await grantd.clearFaults()
  assert.equal((await refresh(first.refresh_token)).status, 200)
  const [slow] = await grantd.fault('metadata', 'slow_drip', { bytes: 10, every: 5, delay: 20 })
  assert.deepEqual([slow.bytes, slow.every, slow.delay], [10, '5ms', '20ms'])
})

test('reset', async () => {
  const before = grantd.ready
  const { access_token } = await grantd.mint('alice', 'web')
  await grantd.addUser('eve')
  await grantd.freeze('2030-01-01T00:00:00Z')
  await grantd.fault('token')
  assert.deepEqual(await grantd.reset(), before)
  assert.deepEqual(await grantd.fixture(), before)
  assert.equal(await profile(access_token), 401)
  assert.deepEqual([await grantd.faults(), (await grantd.clock()).frozen], [[], false])
})

test('the control API is reached when tests replace fetch', async (t) => {
  t.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('replaced')))
  assert.deepEqual(await grantd.fixture(), grantd.ready)
})
