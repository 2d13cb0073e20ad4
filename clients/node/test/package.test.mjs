// What is published, its types, and the README as it is written.

import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { GrantdServer } from 'grantd-testing'

import { PACKAGE, examples, project, run, without } from './helpers.mjs'

const NPM = ['--no-audit', '--no-fund', '--offline', '--no-update-notifier']

async function passes(command, args, options) {
  const done = await run(command, args, options)
  assert.equal(done.status, 0, done.said)
  return done.said
}

test('npm pack makes a package that can be installed', async (t) => {
  const here = project(t)
  const packed = await run('npm', ['pack', '--json', ...NPM, '--pack-destination', here], { cwd: PACKAGE })
  assert.equal(packed.status, 0, packed.said)
  const [{ filename, files }] = [JSON.parse(packed.stdout)].flatMap((told) => (Array.isArray(told) ? told : Object.values(told)))
  assert.deepEqual(files.map(({ path }) => path).sort(), ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'index.d.ts', 'index.js', 'lib/binary.js',
    'lib/control.js', 'lib/server.js', 'package.json'])

  const user = join(here, 'user')
  mkdirSync(user)
  writeFileSync(join(user, 'package.json'), '{"name": "user", "private": true, "type": "module"}')
  await passes('npm', ['install', ...NPM, join(here, filename)], { cwd: user })
  writeFileSync(join(user, 'it.js'), "import { startGrantd } from 'grantd-testing'\nconst grantd = await startGrantd()\n" +
    "console.log(import.meta.resolve('grantd-testing'), (await grantd.clock()).frozen)\nawait grantd.close()\n")
  assert.equal(await passes(process.execPath, ['it.js'], { cwd: user }), `file://${user}/node_modules/grantd-testing/index.js false\n`)
})

test('the versions are one, and nothing is needed', () => {
  const own = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  const cargo = readFileSync(join(PACKAGE, '../../Cargo.toml'), 'utf8')
  assert.ok(cargo.includes(`\nname = "grantd"\nversion = "${own.version}"\n`))
  assert.equal(own.dependencies, undefined)
})

const TSC = join(PACKAGE, 'node_modules/typescript/bin/tsc')
const STRICT = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--exactOptionalPropertyTypes']

test('the types are right', { skip: without('typescript') }, async (t) => {
  const here = project(t)
  rmSync(join(here, 'node_modules/@types'), { recursive: true })
  writeFileSync(join(here, 'package.json'), '{"type": "module"}')
  writeFileSync(join(here, 'user.ts'), `
    import { Control, ControlError, type Exchange, type GrantdServer, findBinary, startGrantd } from 'grantd-testing'

    export async function use(): Promise<string | null> {
      const server: GrantdServer = await startGrantd({ fixture: new URL('file:///f.toml'), seed: 7, binary: findBinary() })
      const code: string | undefined = (await server.authorize('alice', new URL(server.issuer), { approve: false })).params['code']
      const secret: string | null = server.app('web').client_secret
      await server.revoke({ app: 'web' })
      await server.fault('token', 'slow_drip', { bytes: 1, every: 10 })
      const seen: Exchange[] = await server.requests({ path: '/api/oauth/token' })
      const status: number | null | undefined = seen[0]?.status
      await new Control(server.ready.control).setClock({ now: new Date(), advance: '1h' })
      // @ts-expect-error: there is no such kind
      await server.fault('token', 'explode')
      // @ts-expect-error: a seed is a number
      await startGrantd({ seed: '7' })
      // @ts-expect-error: a person alone is not enough
      await server.revoke({ user: 'alice' })
      // @ts-expect-error: only startGrantd makes one
      new (await import('grantd-testing')).GrantdServer()
      const refused = new ControlError(400, 'no')
      return code ?? secret ?? String(status ?? refused.status)
    }
  `)
  // Without the types of Node, and with none of the checks left out that are for declarations.
  await passes(process.execPath, [TSC, ...STRICT, '--lib', 'es2022,dom', 'user.ts'], { cwd: here })
})

test('the README in a block', { skip: without('typescript') }, async (t) => {
  const here = project(t)
  writeFileSync(join(here, 'package.json'), '{"type": "module"}')
  writeFileSync(join(here, 'it.ts'), examples().using)
  const arguments_ = STRICT.filter((word) => word !== '--noEmit')
  await passes(process.execPath, [TSC, ...arguments_, '--types', 'node', 'it.ts'], { cwd: here })
  assert.match(await passes(process.execPath, ['it.js'], { cwd: here }), /^http:\/\/127\.0\.0\.1:\d+ grr_\S+\n$/)
})

test('the README with node:test', async (t) => {
  const here = project(t)
  writeFileSync(join(here, 'it.test.mjs'), examples().node)
  assert.match(await passes(process.execPath, ['--test', '--test-reporter=tap', 'it.test.mjs'], { cwd: here }), /^# pass 1$/m)
})

test('the README with vitest', { skip: without('vitest') }, async (t) => {
  const here = project(t)
  writeFileSync(join(here, 'it.test.mjs'), examples().vitest)
  const vitest = [join(PACKAGE, 'node_modules/vitest/vitest.mjs'), 'run', '--root', here]
  assert.match(await passes(process.execPath, vitest, { cwd: here, env: { NO_COLOR: '1' } }), /Tests +1 passed/)
})

test('the README with Playwright', { skip: without('@playwright/test') }, async (t) => {
  const here = project(t)
  writeFileSync(join(here, 'package.json'), '{"type": "module"}')
  writeFileSync(join(here, 'it.spec.js'), examples().playwright)
  assert.match(await passes(process.execPath, [join(PACKAGE, 'node_modules/@playwright/test/cli.js'), 'test'], { cwd: here }), /1 passed/)
})

test('the README names every method and has no other example', () => {
  assert.deepEqual(Object.keys(examples()), ['node', 'vitest', 'playwright', 'using'])
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
  const own = [GrantdServer.prototype, Object.getPrototypeOf(GrantdServer.prototype)].flatMap(Object.getOwnPropertyNames)
  for (const name of own.filter((name) => !['constructor', 'openapi'].includes(name))) assert.match(readme, new RegExp(`\`${name}[\`(]`), name)
})
