// oidc-provider as the comparison runs it: `memory DIRECTORY` or `sqlite DIRECTORY`.
//
// It issues opaque tokens for scopes of OAuth alone: no ID token is signed. Sixty-four people are signed in and have
// authorised the app before it says that it is ready, through the provider's own pages.

import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';
import { MapAdapter } from './map-adapter.mjs';
import { listen, offer, REDIRECT_URI, SCOPE } from './peer.mjs';
import { sqliteAdapter } from './sqlite-adapter.mjs';

const PEOPLE = 64;
const [kind, directory] = process.argv.slice(2);
const client = { client_id: 'compare', client_secret: 'a secret that is as long as a secret should be' };
const api = { client_id: 'api', client_secret: 'another secret that is as long as a secret should be' };

const provider = new Provider('http://localhost', {
  adapter: kind === 'sqlite' ? sqliteAdapter(`${directory}/oidc.db`) : MapAdapter,
  clients: [
    {
      ...client,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'client_secret_post',
      scope: SCOPE,
    },
    {
      ...api,
      grant_types: [],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  cookies: { keys: ['a key for cookies'] },
  features: { introspection: { enabled: true, allowedPolicy: () => true } },
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  scopes: SCOPE.split(' '),
  ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 86400, RefreshToken: 86400, Session: 86400 },
});

/** Signs somebody in and authorises the app; the cookies of the session. */
async function signIn(origin, person) {
  const jar = new Map();
  const visit = async (path, form) => {
    const answer = await fetch(new URL(path, origin), {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    const text = await answer.text();
    const location = answer.headers.get('location');
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${text}`);
    return location?.replace('http://localhost', '');
  };
  let next = `/auth?${new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })}`;
  const answers = [{ prompt: 'login', login: person, password: 'any' }, { prompt: 'consent' }];
  while (!next.startsWith(REDIRECT_URI)) {
    next = (await visit(next)) ?? (await visit(next, answers.shift()));
  }
  return [...jar].filter(([name]) => name.startsWith('_session')).map((pair) => pair.join('=')).join('; ');
}

const address = await listen(provider.callback());
const sessions = [];
for (let person = 0; person < PEOPLE; person += 1) {
  sessions.push(`Cookie: ${await signIn(`http://${address}`, `person${person}`)}`);
}
const { version } = JSON.parse(readFileSync(new URL('node_modules/oidc-provider/package.json', import.meta.url)));
offer({
  name: `oidc-provider ${version}, ${kind === 'sqlite' ? 'SQLite' : 'in memory'}`,
  address,
  durable: kind === 'sqlite',
  client,
  sessions,
  authorize: { method: 'GET', path: '/auth' },
  token: '/token',
  validations: [{
    kind: 'introspection',
    method: 'POST',
    path: '/token/introspection',
    body: `client_id=${api.client_id}&client_secret=${encodeURIComponent(api.client_secret)}&token={token}`,
    expect: { '/active': true, '/client_id': client.client_id, '/scope': SCOPE },
  }],
});
