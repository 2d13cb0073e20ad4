// A test server from its start to its end.

import { spawn } from 'node:child_process'
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { findBinary } from './binary.js'
import { Control } from './control.js'

export class StartError extends Error {
  name = 'StartError'
}

export async function startGrantd(options = {}) {
  const { fixture, fixtureText, seed, port, dataDir, binary, startTimeout = 30_000 } = options
  if (fixture !== undefined && fixtureText !== undefined) {
    throw new TypeError('a fixture is either a file or a text: leave out fixture or fixtureText')
  }
  const program = binary ?? findBinary()
  // Standard error goes to a file that has no name: nobody needs to read it for the server to go on. The fixture is read once.
  const directory = mkdtempSync(join(tmpdir(), 'grantd-testing-'))
  let log
  try {
    const file = fixtureText === undefined ? fixture : join(directory, 'fixture.toml')
    if (fixtureText !== undefined) writeFileSync(file, fixtureText)
    log = openSync(join(directory, 'log'), 'a+')
    const args = ['test-server', '--exit-with-parent', ...words({ fixture: file, seed, port, 'data-dir': dataDir })]
    const child = await launch(program, args, log)
    return new GrantdServer(child.process, await readyLine(child, startTimeout, log), log)
  } catch (error) {
    if (log !== undefined) closeSync(log)
    throw error
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export class GrantdServer extends Control {
  #process
  #log
  #ended
  #said = ''

  constructor(process, ready, log) {
    super(ready.control)
    this.ready = ready
    this.#process = process
    this.#log = log
    this.#ended = ended(process)
    // A test that forgets to close it ends all the same, and the server with it.
    process.unref()
    process.stdin.unref()
    process.stdout.destroy()
  }

  get issuer() {
    return this.ready.issuer
  }

  get admin() {
    return this.ready.admin
  }

  get authorizationEndpoint() {
    return this.url('/profile/apps/authorize')
  }

  get tokenEndpoint() {
    return this.url('/api/oauth/token')
  }

  url(path) {
    return this.issuer + path
  }

  user(name) {
    return of(this.ready.users, name, 'account')
  }

  app(name) {
    return of(this.ready.apps, name, 'app')
  }

  resourceServer(name) {
    return of(this.ready.resource_servers, name, 'resource server')
  }

  tokens(name) {
    return of(this.ready.tokens, name, 'token')
  }

  async reset() {
    this.ready = await super.reset()
    return this.ready
  }

  log() {
    return this.#log === undefined ? this.#said : text(this.#log)
  }

  async close() {
    this.#process.ref()
    await end(this.#process, this.#ended)
    if (this.#log === undefined) return
    this.#said = text(this.#log)
    closeSync(this.#log)
    this.#log = undefined
  }

  async [Symbol.asyncDispose]() {
    await this.close()
  }
}

function words(options) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return given.flatMap(([name, value]) => [`--${name}`, value instanceof URL ? fileURLToPath(value) : String(value)])
}

async function launch(program, args, log) {
  const process = spawn(program, args, { stdio: ['pipe', 'pipe', log] })
  process.stdin.on('error', () => {})
  await new Promise((resolve, reject) => {
    process.once('spawn', resolve)
    process.once('error', (error) => reject(new StartError(`${program} cannot be started: ${error.message}`)))
  })
  return { process, command: [program, ...args].join(' ') }
}

// What it prints once it is ready.
async function readyLine({ process, command }, timeout, log) {
  const over = ended(process)
  const timer = setTimeout(() => process.kill('SIGKILL'), timeout)
  let line = ''
  try {
    for await (const part of process.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      line += part
      if (line.includes('\n')) break
    }
    return JSON.parse(line)
  } catch {
    await end(process, over)
    const status = process.exitCode ?? process.signalCode
    throw new StartError(`\`${command}\` did not become ready (status ${status}): ${text(log).trim() || JSON.stringify(line)}`)
  } finally {
    clearTimeout(timer)
  }
}

function ended(process) {
  if (process.exitCode !== null || process.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => process.once('exit', resolve))
}

// It ends when its standard input does, and by the signal where another process holds that open.
async function end(process, over) {
  process.stdin.destroy()
  process.kill('SIGTERM')
  const timer = setTimeout(() => process.kill('SIGKILL'), 10_000)
  await over
  clearTimeout(timer)
}

function text(log) {
  const buffer = Buffer.alloc(fstatSync(log).size)
  return buffer.toString('utf8', 0, readSync(log, buffer, 0, buffer.length, 0))
}

function of(there, name, what) {
  if (Object.hasOwn(there, name)) return there[name]
  throw new RangeError(`the fixture has no ${what} '${name}', only ${Object.keys(there).sort().join(', ') || 'none at all'}`)
}
