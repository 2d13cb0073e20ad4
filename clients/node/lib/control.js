// A method for each operation of the control API (`GET /_test/openapi.json` describes it).

import { request } from 'node:http'

export class ControlError extends Error {
  name = 'ControlError'

  constructor(status, message) {
    super(message)
    this.status = status
  }
}

export class Control {
  #control

  constructor(control) {
    this.#control = control
  }

  fixture() {
    return this.#ask('GET', '/fixture')
  }

  reset() {
    return this.#ask('POST', '/reset')
  }

  openapi() {
    return this.#ask('GET', '/openapi.json')
  }

  clock() {
    return this.#ask('GET', '/clock')
  }

  setClock({ now, advance, frozen }) {
    return this.#ask('POST', '/clock', { now: now instanceof Date ? now.toISOString() : now, advance: duration(advance), frozen })
  }

  advance(by) {
    return this.setClock({ advance: by })
  }

  freeze(now) {
    return this.setClock({ now, frozen: true })
  }

  authorize(user, url, { params, approve, scope } = {}) {
    return this.#ask('POST', '/authorize', { user, url: url?.toString(), params, approve, scope })
  }

  signIn(user) {
    return this.#ask('POST', '/sessions', { user })
  }

  addUser(name, more = {}) {
    return this.#ask('POST', '/users', { ...more, name })
  }

  addApp(name, more = {}) {
    return this.#ask('POST', '/apps', { ...more, name })
  }

  mint(user, app, more = {}) {
    const times = { age: duration(more.age), lifetime: duration(more.lifetime), refresh_lifetime: duration(more.refresh_lifetime) }
    return this.#ask('POST', '/tokens', { ...more, ...times, user, app })
  }

  async expire(token) {
    await this.#ask('POST', '/expire', { token })
  }

  async revoke(what) {
    await this.#ask('POST', '/revoke', typeof what === 'string' ? { token: what } : what)
  }

  async requests({ path, method } = {}) {
    const query = new URLSearchParams(Object.entries({ path, method }).filter(([, value]) => value !== undefined)).toString()
    return (await this.#ask('GET', query ? `/requests?${query}` : '/requests')).requests
  }

  async forgetRequests() {
    await this.#ask('DELETE', '/requests')
  }

  async fault(endpoint, kind = 'delay', more = {}) {
    const times = { delay: duration(more.delay), every: duration(more.every) }
    return (await this.#ask('POST', '/faults', { ...more, ...times, endpoint, kind })).faults
  }

  async faults() {
    return (await this.#ask('GET', '/faults')).faults
  }

  async clearFaults() {
    await this.#ask('DELETE', '/faults')
  }

  // Not fetch: tests replace that.
  async #ask(method, path, body) {
    const { status, text } = await send(this.#control + path, method, body === undefined ? undefined : JSON.stringify(body))
    if (status < 200 || status > 299) throw new ControlError(status, sentence(text))
    return text ? JSON.parse(text) : undefined
  }
}

function send(url, method, body) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false, timeout: 30_000 }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }))
      answer.on('error', reject)
    })
    asked.on('timeout', () => asked.destroy(new Error(`${method} ${url}: no answer within 30 seconds`)))
    asked.on('error', reject)
    asked.end(body)
  })
}

function sentence(text) {
  try {
    return JSON.parse(text).error ?? text
  } catch {
    return text
  }
}

function duration(value) {
  return typeof value === 'number' ? `${Math.trunc(value)}ms` : value
}
