// How a server is found, started and ended.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { BinaryNotFound, StartError, findBinary, startGrantd } from 'grantd-testing'

import { PACKAGE, gone, run } from './helpers.mjs'

const FIXTURE = '[[user]]\nname = "ada"\n[[app]]\nname = "notebook"\n[[token]]\nname = "good"\nuser = "ada"\napp = "notebook"\n'

function directory(t) {
  const path = mkdtempSync(join(tmpdir(), 'grantd-testing-test-'))
  t.after(() => rm(path, { recursive: true, force: true }))
  return path
}

function program(path, text = '#!/bin/sh\n') {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, 0o755)
  return path
}

// Changes the environment for one test.
function environment(t, changes) {
  const before = { ...process.env }
  t.after(() => {
    for (const name of Object.keys(changes)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  })
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

test('it runs until it is closed', async () => {
  const grantd = await startGrantd()
  const { pid, data_dir } = grantd.ready
  assert.ok(existsSync(data_dir))
  assert.match(grantd.log(), /never use it in production/)
  assert.deepEqual([grantd.user('alice').email, grantd.app('web').client_id, grantd.admin.admin], ['alice@example.org', 'web', true])
  assert.ok(grantd.resourceServer('api').client_secret.startsWith('grp_'))
  assert.equal(grantd.url('/x'), `${grantd.issuer}/x`)
  assert.throws(() => grantd.app('nonesuch'), /no app 'nonesuch', only phone, web/)
  assert.throws(() => grantd.tokens('constructor'), /only none at all/)
  await grantd.close()
  assert.ok(await gone(pid))
  assert.ok(!existsSync(data_dir))
  assert.match(grantd.log(), /never use it in production/)
  await grantd.close()
})

test('a fixture as a file, its address, and a text', async (t) => {
  const file = join(directory(t), 'a fixture.toml')
  writeFileSync(file, FIXTURE)
  for (const options of [{ fixture: file }, { fixture: pathToFileURL(file) }, { fixtureText: FIXTURE }]) {
    const grantd = await startGrantd(options)
    const { access_token } = grantd.tokens('good')
    assert.equal((await grantd.reset()).tokens.good.access_token, access_token)
    await grantd.close()
  }
  await assert.rejects(startGrantd({ fixture: file, fixtureText: FIXTURE }), /either a file or a text/)
})

test('a seed and a directory', async (t) => {
  const dataDir = join(directory(t), 'data')
  const minted = []
  for (let round = 0; round < 2; round++) {
    const grantd = await startGrantd({ seed: 7, dataDir })
    assert.deepEqual([grantd.ready.seed, grantd.ready.data_dir], [7, dataDir])
    minted.push((await grantd.mint('alice', 'web')).access_token)
    await grantd.close()
  }
  assert.equal(minted[0], minted[1])
  assert.ok(existsSync(dataDir))
})

test('servers do not know of each other', async () => {
  const [one, other] = await Promise.all([startGrantd(), startGrantd()])
  await one.addUser('eve')
  assert.ok('eve' in (await one.fixture()).users && !('eve' in (await other.fixture()).users))
  await Promise.all([one.close(), other.close()])
})

test('why it did not start is said', async (t) => {
  const here = directory(t)
  await assert.rejects(startGrantd({ fixtureText: 'nonesuch = 1\n' }), (error) => error instanceof StartError && /nonesuch/.test(error.message))
  await assert.rejects(startGrantd({ binary: join(here, 'nothing') }), /cannot be started/)
  const other = program(join(here, 'other'), '#!/bin/sh\necho not that one >&2\nexit 3\n')
  await assert.rejects(startGrantd({ binary: other }), /status 3.*not that one/)
  const slow = program(join(here, 'slow'), '#!/bin/sh\nexec sleep 60\n')
  await assert.rejects(startGrantd({ binary: slow, startTimeout: 200 }), /did not become ready \(status SIGKILL\)/)
})

test('it leaves no files of its own', async (t) => {
  environment(t, { TMPDIR: directory(t) })
  const { readdirSync } = await import('node:fs')
  const grantd = await startGrantd({ fixtureText: FIXTURE })
  const left = readdirSync(process.env.TMPDIR)
  await grantd.close()
  assert.deepEqual([left.filter((name) => name.startsWith('grantd-testing-')), readdirSync(process.env.TMPDIR)], [[], []])
})

const SCRIPT = "import { startGrantd } from 'grantd-testing'; const server = await startGrantd(); console.log(server.ready.pid);"

test('it ends when its parent is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', `${SCRIPT} setTimeout(() => {}, 60_000)`],
    { cwd: PACKAGE, stdio: ['ignore', 'pipe', 'inherit'] })
  const [pid] = await once(createInterface(parent.stdout), 'line')
  process.kill(Number(pid), 0)
  parent.kill('SIGKILL')
  assert.ok(await gone(Number(pid)))
})

test('it does not keep alive a process that forgets it', async () => {
  const done = await run(process.execPath, ['--input-type=module', '-e', SCRIPT], { cwd: PACKAGE, timeout: 20_000 })
  assert.equal(done.status, 0, done.said)
  assert.ok(await gone(Number(done.stdout)))
})

test('where the program is', (t) => {
  const here = directory(t)
  const [named, inPath] = [program(join(here, 'named')), program(join(here, 'bin/grantd'))]
  environment(t, { PATH: join(here, 'bin'), GRANTD_BIN: named })
  assert.equal(findBinary(), named)
  process.env.GRANTD_BIN = 'grantd'
  assert.equal(findBinary(), inPath)
  process.env.GRANTD_BIN = join(here, 'nothing')
  assert.throws(() => findBinary(), (error) => error instanceof BinaryNotFound && /GRANTD_BIN is .*nothing/.test(error.message))
  process.env.GRANTD_BIN = ''
  assert.equal(findBinary(), inPath)
  process.env.PATH = here
  assert.throws(() => findBinary(join(here, 'node_modules/grantd-testing')), /install it, or name the program/)
})

test('the build of the checkout that it lies in', (t) => {
  const here = directory(t)
  const own = join(here, 'clients/node')
  mkdirSync(own, { recursive: true })
  environment(t, { PATH: join(here, 'tools'), GRANTD_BIN: undefined, CARGO_TARGET_DIR: undefined })
  writeFileSync(join(here, 'Cargo.toml'), '[package]\nname = "another"\n')
  assert.throws(() => findBinary(own), /install it/)
  writeFileSync(join(here, 'Cargo.toml'), '[package]\nname = "grantd"\n')
  assert.throws(() => findBinary(own), /cargo cannot be run/)

  const cargo = program(join(here, 'tools/cargo'), '#!/bin/sh\necho it is broken >&2\nexit 1\n')
  assert.throws(() => findBinary(own), /it is broken/)
  program(cargo, '#!/bin/sh\nset -e\n[ "$*" = "build --locked --bin grantd" ]\n/bin/mkdir -p target/debug\n' +
    "echo '#!/bin/sh' >target/debug/grantd\n/bin/chmod +x target/debug/grantd\n")
  const debug = join(here, 'target/debug/grantd')
  assert.equal(findBinary(own), debug)
  const release = program(join(here, 'target/release/grantd'))
  utimesSync(release, 1, 1)
  assert.equal(findBinary(own), debug)
  utimesSync(release, new Date(), new Date(Date.now() + 1000))
  assert.equal(findBinary(own), release)
  process.env.CARGO_TARGET_DIR = join(here, 'elsewhere')
  const elsewhere = program(join(here, 'elsewhere/release/grantd'))
  assert.equal(findBinary(own), elsewhere)
})
