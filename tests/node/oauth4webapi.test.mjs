// oauth4webapi checks every answer against the RFCs, to the letter.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as oauth from 'oauth4webapi'
import { REDIRECT, start } from './grantd.mjs'

const plainHttp = { [oauth.allowInsecureRequests]: true }
let grantd, server

before(async () => {
  grantd = await start()
  const issuer = new URL(grantd.url)
  const found = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...plainHttp })
  server = await oauth.processDiscoveryResponse(issuer, found)
})
after(async () => assert.equal(await grantd.stop(), 0))

async function arrive(client, challenge, scope = 'profile:read', confirm = 'true') {
  const location = new URL(server.authorization_endpoint)
  const state = oauth.generateRandomState()
  location.search = new URLSearchParams({ client_id: client.client_id, redirect_uri: REDIRECT, response_type: 'code', scope,
    code_challenge: challenge, code_challenge_method: 'S256', state })
  // Checks state, and iss as RFC 9207 wants it.
  return oauth.validateAuthResponse(server, client, await grantd.consent(location, confirm), state)
}

for (const [name, method] of [['client_secret_basic', oauth.ClientSecretBasic], ['client_secret_post', oauth.ClientSecretPost], ['none', oauth.None]]) {
  test(`the whole flow with ${name}`, async () => {
    const app = grantd.addApp(...(name === 'none' ? ['--public'] : []))
    const client = { client_id: app.client_id }
    const auth = name === 'none' ? method() : method(app.client_secret)
    const verifier = oauth.generateRandomCodeVerifier()
    const answer = await arrive(client, await oauth.calculatePKCECodeChallenge(verifier), 'workouts:read profile:read')
    const exchanged = await oauth.authorizationCodeGrantRequest(server, client, auth, answer, REDIRECT, verifier, plainHttp)
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, exchanged)
    assert.equal(tokens.scope, 'workouts:read profile:read')
    assert.equal(tokens.expires_in, 3600)
    assert.equal((await grantd.profile(tokens.access_token)).status, 200)

    const refreshed = await oauth.refreshTokenGrantRequest(server, client, auth, tokens.refresh_token, plainHttp)
    const fresh = await oauth.processRefreshTokenResponse(server, client, refreshed)
    assert.equal((await grantd.profile(tokens.access_token)).status, 401)

    if (name !== 'none') {
      const asked = await oauth.introspectionRequest(server, client, auth, fresh.access_token, plainHttp)
      const described = await oauth.processIntrospectionResponse(server, client, asked)
      assert.equal(described.active, true)
      assert.equal(described.username, 'ada')
    }
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, auth, fresh.refresh_token, plainHttp))
    assert.equal((await grantd.profile(fresh.access_token)).status, 401)
  })
}

test('errors are those of the RFCs', async () => {
  const app = grantd.addApp()
  const client = { client_id: app.client_id }
  const verifier = oauth.generateRandomCodeVerifier()
  const challenge = await oauth.calculatePKCECodeChallenge(verifier)
  await assert.rejects(arrive(client, challenge, 'profile:read', 'false'), (error) => error.error === 'access_denied')
  await assert.rejects(arrive(client, challenge, 'unknown:scope'), (error) => error.error === 'invalid_scope')

  const answer = await arrive(client, challenge)
  const trade = (auth, code_verifier) =>
    oauth.authorizationCodeGrantRequest(server, client, auth, answer, REDIRECT, code_verifier, plainHttp)
      .then((response) => oauth.processAuthorizationCodeResponse(server, client, response))
  await assert.rejects(trade(oauth.ClientSecretBasic('wrong'), verifier), oauth.WWWAuthenticateChallengeError)
  await assert.rejects(trade(oauth.ClientSecretPost('wrong'), verifier), (error) => error.error === 'invalid_client')
  const right = oauth.ClientSecretPost(app.client_secret)
  await assert.rejects(trade(right, oauth.generateRandomCodeVerifier()), (error) => error.error === 'invalid_grant')
  await assert.rejects(trade(right, verifier), (error) => error.error === 'invalid_grant', 'a wrong verifier spends the code')
})
