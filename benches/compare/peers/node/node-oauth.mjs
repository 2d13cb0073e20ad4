// @node-oauth/oauth2-server over SQLite: `node-oauth.mjs DIRECTORY`. It is a library without storage, pages or
// introspection; around it stand a model of one statement an operation and what asks whether a bearer token is good.

import { readFileSync } from 'node:fs';
import OAuth2Server from '@node-oauth/oauth2-server';
import Database from 'better-sqlite3';
import { listen, offer, REDIRECT_URI, SCOPE } from './peer.mjs';

const credentials = { client_id: 'compare', client_secret: 'a secret that is as long as a secret should be' };
const client = { id: credentials.client_id, redirectUris: [REDIRECT_URI], grants: ['authorization_code', 'refresh_token'] };
const user = { name: 'ada' };
const SESSION = 'a signed-in session';

const database = new Database(`${process.argv[2]}/oauth.db`);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE code (code TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE access (token TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE refresh (token TEXT PRIMARY KEY, access TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
`);
const saveCode = database.prepare('INSERT INTO code VALUES (?, ?)');
const getCode = database.prepare('SELECT record FROM code WHERE code = ?').pluck();
const deleteCode = database.prepare('DELETE FROM code WHERE code = ?');
const saveAccess = database.prepare('INSERT INTO access VALUES (?, ?)');
const saveRefresh = database.prepare('INSERT INTO refresh VALUES (?, ?, ?)');
const getAccess = database.prepare('SELECT record FROM access WHERE token = ?').pluck();
const getRefresh = database.prepare('SELECT record FROM refresh WHERE token = ?').pluck();
const deleteRefresh = database.prepare('DELETE FROM refresh WHERE token = ? RETURNING access').pluck();
const deleteAccess = database.prepare('DELETE FROM access WHERE token = ?');

const savePair = database.transaction((token) => {
  const record = JSON.stringify(token);
  saveAccess.run(token.accessToken, record);
  saveRefresh.run(token.refreshToken, token.accessToken, record);
});
const deletePair = database.transaction((token) => {
  const access = deleteRefresh.get(token);
  if (access) deleteAccess.run(access);
  return access !== undefined;
});

const read = (record) => record && JSON.parse(record, (key, value) => (key.endsWith('At') ? new Date(value) : value));

const model = {
  getClient: async (id, secret) => (id === client.id && (secret === null || secret === credentials.client_secret) ? client : null),
  validateScope: async (_user, _client, scope) => scope,
  verifyScope: async (token, scope) => scope.every((one) => token.scope.includes(one)),
  saveAuthorizationCode: async (code) => {
    const saved = { ...code, client, user };
    saveCode.run(code.authorizationCode, JSON.stringify(saved));
    return saved;
  },
  getAuthorizationCode: async (code) => read(getCode.get(code)),
  revokeAuthorizationCode: async (code) => deleteCode.run(code.authorizationCode).changes === 1,
  saveToken: async (token) => {
    const saved = { ...token, client, user };
    savePair(saved);
    return saved;
  },
  getAccessToken: async (token) => read(getAccess.get(token)),
  getRefreshToken: async (token) => read(getRefresh.get(token)),
  revokeToken: async (token) => deletePair(token.refreshToken),
};

const server = new OAuth2Server({ model, accessTokenLifetime: 3600, refreshTokenLifetime: 86400 });
const signedIn = { handle: (request) => (request.headers.cookie === SESSION ? user : null) };

const operations = {
  'POST /oauth/authorize': (request, response) => server.authorize(request, response, { authenticateHandler: signedIn }),
  'POST /oauth/token': (request, response) => server.token(request, response),
  'GET /whoami': async (request, response) => {
    const token = await server.authenticate(request, response, { scope: ['profile:read'] });
    response.body = { active: true, username: token.user.name, client_id: token.client.id };
  },
};

const address = await listen(async (incoming, outgoing) => {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  const { method, headers, url } = incoming;
  const request = new OAuth2Server.Request({ method, headers, query: {}, body: Object.fromEntries(new URLSearchParams(body)) });
  const response = new OAuth2Server.Response({ headers: {} });
  try {
    await operations[`${method} ${url}`](request, response);
  } catch (error) {
    response.status = error.code ?? 500;
    response.body = { error: error.name, error_description: error.message };
  }
  const text = JSON.stringify(response.body ?? {});
  outgoing.writeHead(response.status, { ...response.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  outgoing.end(text);
});

const { version } = JSON.parse(readFileSync(new URL('node_modules/@node-oauth/oauth2-server/package.json', import.meta.url)));
offer({
  name: `@node-oauth/oauth2-server ${version}, SQLite`,
  address,
  durable: true,
  client: credentials,
  sessions: [`Cookie: ${SESSION}`],
  authorize: { method: 'POST', path: '/oauth/authorize' },
  token: '/oauth/token',
  validations: [{
    kind: 'bearer',
    method: 'GET',
    path: '/whoami',
    headers: 'Authorization: Bearer {token}',
    expect: { '/active': true, '/username': 'ada', '/client_id': client.id },
  }],
});
