// openid-client, as applications use it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as client from 'openid-client'
import { REDIRECT, start } from './grantd.mjs'

let grantd

before(async () => {
  grantd = await start()
})
after(async () => assert.equal(await grantd.stop(), 0))

test('discovery, code flow with PKCE, refresh, introspection, withdrawal', async () => {
  const app = grantd.addApp()
  const config = await client.discovery(new URL(grantd.url), app.client_id, app.client_secret, undefined, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
  })
  assert.equal(config.serverMetadata().issuer, grantd.url)
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const location = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT, scope: 'profile:read', state: expectedState, code_challenge_method: 'S256',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  })
  const arrived = await grantd.consent(location)
  const tokens = await client.authorizationCodeGrant(config, arrived, { pkceCodeVerifier, expectedState })
  assert.equal(tokens.scope, 'profile:read')
  assert.equal((await grantd.profile(tokens.access_token)).status, 200)

  // The lost answer: the same refresh token again, five times at once.
  const answers = await Promise.all(Array.from({ length: 5 }, () => client.refreshTokenGrant(config, tokens.refresh_token)))
  for (const fresh of answers) assert.equal((await grantd.profile(fresh.access_token)).status, 200)

  const described = await client.tokenIntrospection(config, answers[0].access_token)
  assert.deepEqual([described.active, described.client_id], [true, app.client_id])
  const api = grantd.addResourceServer()
  assert.deepEqual(Object.keys(api).sort(), ['client_id', 'client_secret', 'name'])

  assert.equal((await grantd.withdraw(app.client_id)).status, 204)
  assert.equal((await grantd.profile(answers[0].access_token)).status, 401)
  await assert.rejects(client.refreshTokenGrant(config, answers[0].refresh_token), (error) => error.error === 'invalid_grant')
  assert.deepEqual(await client.tokenIntrospection(config, answers[1].access_token), { active: false })
})
