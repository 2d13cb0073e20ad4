// The real daemon over a temporary data directory, with an account, an app and a person who consents.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

export const REDIRECT = 'https://app.example/cb'
const BINARY = process.env.GRANTD_BIN ?? resolve(import.meta.dirname, '../../target/debug/grantd')
const PASSWORD = 'correct horse battery'

export async function start() {
  const dir = mkdtempSync(join(tmpdir(), 'grantd-'))
  const config = join(dir, 'grantd.toml')
  writeFileSync(config, '[accounts]\nargon2_memory = "64KiB"\nargon2_iterations = 1\n')
  const common = ['--config', config, '--data-dir', join(dir, 'data')]
  const child = spawn(BINARY, [...common, 'serve', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  const url = line.replace('grantd listening on ', '')
  const cli = (args, input = '') => execFileSync(BINARY, [...common, ...args], { input, encoding: 'utf8' })

  cli(['user', 'add', 'ada', '--email', 'ada@example.org', '--password-stdin'], PASSWORD + '\n')
  const signedIn = await post(`${url}/api/auth/login`, JSON.stringify({ email: 'ada', password: PASSWORD }), {
    'content-type': 'application/json',
  })
  const session = { authorization: `Bearer ${signedIn.auth_token}` }

  return {
    url,
    addApp: (...more) =>
      JSON.parse(cli(['--json', 'app', 'add', '--owner', 'ada', '--name', 'Node app', '--redirect-uri', REDIRECT,
        '--scope', 'profile:read workouts:read', ...more])),
    addResourceServer: () => JSON.parse(cli(['--json', 'resource-server', 'add', 'api'])),
    // The person consents: where the browser goes.
    consent: async (location, confirm = 'true') => {
      const form = new URLSearchParams(new URL(location).searchParams)
      form.set('confirm', confirm)
      return new URL((await post(`${url}/api/oauth/authorize`, form, session)).redirect_url)
    },
    withdraw: (clientId) => fetch(`${url}/api/oauth/grants/${clientId}`, { method: 'DELETE', headers: session }),
    profile: (token) => fetch(`${url}/api/auth/profile`, { headers: { authorization: `Bearer ${token}` } }),
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      rmSync(dir, { recursive: true })
      return code
    },
  }
}

async function post(url, body, headers) {
  const answer = await fetch(url, { method: 'POST', body, headers })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}
