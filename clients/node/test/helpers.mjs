import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const PACKAGE = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

// Runs a program to its end: its status and all that it said.
export function run(command, args, options = {}) {
  // What node:test tells its own children is not for these.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  return new Promise((resolve) =>
    execFile(command, args, { timeout: 100_000, ...options, env: { ...env, ...options.env } }, (error, stdout, stderr) =>
      resolve({ status: error ? (error.code ?? error.signal) : 0, stdout, said: stdout + stderr })))
}

export async function gone(pid) {
  for (let tries = 0; tries < 200; tries++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await setTimeout(50)
  }
  return false
}

// Why a test is skipped that needs one of the packages that npm installs for the tests; false if it is there.
export function without(name) {
  return existsSync(join(PACKAGE, 'node_modules', name)) ? false : `${name} is not installed: npm ci`
}

// A project that has this package, and what is installed for the tests.
export function project(t) {
  const directory = mkdtempSync(join(tmpdir(), 'grantd-testing-project-'))
  t.after(() => rm(directory, { recursive: true, force: true }))
  mkdirSync(join(directory, 'node_modules/@playwright'), { recursive: true })
  mkdirSync(join(directory, 'node_modules/@types'))
  symlinkSync(PACKAGE, join(directory, 'node_modules/grantd-testing'))
  for (const name of ['vitest', '@playwright/test', '@types/node']) {
    symlinkSync(join(PACKAGE, 'node_modules', name), join(directory, 'node_modules', name))
  }
  return directory
}

export function examples() {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
  const found = readme.matchAll(/<!-- test:begin (\w+) -->\n```\w+\n(.*?)```\n<!-- test:end -->/gs)
  return Object.fromEntries([...found].map(([, name, code]) => [name, code]))
}
