// openid-client for `grantd test-client --drive`, used as its documentation shows; a person pastes the address.

import { createInterface } from 'node:readline/promises'
import * as client from 'openid-client'

const { env } = process
const config = await client.discovery(new URL(env.OAUTH_ISSUER), env.OAUTH_CLIENT_ID, env.OAUTH_CLIENT_SECRET, undefined, {
  algorithm: 'oauth2',
  execute: [client.allowInsecureRequests],
})
const pkceCodeVerifier = client.randomPKCECodeVerifier()
const expectedState = client.randomState()
const url = client.buildAuthorizationUrl(config, {
  redirect_uri: env.OAUTH_REDIRECT_URI, scope: env.OAUTH_SCOPE, state: expectedState, code_challenge_method: 'S256',
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
})
const lines = createInterface({ input: process.stdin, output: process.stdout })
const arrivedAt = await lines.question(`Open ${url.href}\nand paste the address you arrive at: `)
lines.close()
const tokens = await client.authorizationCodeGrant(config, new URL(arrivedAt), { pkceCodeVerifier, expectedState })
for (let call = 0; call < Number(env.API_CALLS); call++) {
  try {
    const answer = await client.fetchProtectedResource(config, tokens.access_token, new URL(env.API_URL), 'GET')
    console.log('the API answers', answer.status)
  } catch (error) {
    console.log('the call failed:', error)
  }
}
process.exit()
