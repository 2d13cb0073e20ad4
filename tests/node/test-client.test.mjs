// openid-client under `grantd test-client`: what it gets is what the documentation says. Refreshing is left to the application
// by this library, so only sign-in and calls are played.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')
const BINARY = process.env.GRANTD_BIN ?? resolve(root, 'target/debug/grantd')
const SCENARIOS = 'wrong-state,wrong-iss,missing-iss,access-denied,sparse-answer,redirected-api'

test('openid-client gets what the documentation says', async () => {
  const drive = `'${process.execPath}' '${resolve(import.meta.dirname, 'driven-openid-client.mjs')}'`
  const report = await new Promise((done) => {
    execFile(BINARY, ['test-client', '--json', '--scenario', SCENARIOS, '--drive', drive], (_, stdout) => done(JSON.parse(stdout)))
  })
  const docs = readFileSync(resolve(root, 'docs/testing.md'), 'utf8')
  const rows = docs.split('<!-- libraries:begin -->')[1].split('<!-- libraries:end -->')[0].trim().split('\n')
  const cells = rows.map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()))
  const column = cells[0].findIndex((heading) => heading.startsWith('openid-client'))
  const documented = Object.fromEntries(cells.slice(2).map((row) => [row[0].replaceAll('`', ''), row[column]]))
  const findings = ['problem', 'warning', 'note']
  for (const { check, verdict, what } of report.checks) {
    const expected = documented[check] ?? 'passed'
    assert.equal(findings.includes(verdict) ? verdict : 'passed', findings.includes(expected) ? expected : 'passed', `${check}: ${what}`)
  }
  const passed = report.checks.filter(({ verdict }) => verdict === 'passed').map(({ check }) => check)
  for (const check of ['state-checked', 'pkce', 'iss-checked', 'error-heeded', 'sparse-answer']) assert.ok(passed.includes(check), check)
})
