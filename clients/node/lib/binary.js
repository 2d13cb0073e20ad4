// Where the program is that this package starts.

import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const BUILD = ['build', '--locked', '--bin', 'grantd']

export class BinaryNotFound extends Error {
  name = 'BinaryNotFound'
}

export function findBinary(directory = PACKAGE) {
  const named = process.env.GRANTD_BIN
  if (named) {
    const found = named.includes('/') ? runnable(named) : inPath(named)
    if (!found) throw new BinaryNotFound(`GRANTD_BIN is ${named}, which is no program that can be run`)
    return found
  }
  const found = inPath('grantd')
  if (found) return found
  const checkout = checkoutOf(directory)
  if (!checkout) {
    throw new BinaryNotFound('there is no grantd: install it, or name the program in the environment variable GRANTD_BIN')
  }
  return built(checkout) ?? build(checkout)
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile() ? resolve(path) : undefined
  } catch {
    return undefined
  }
}

function inPath(name) {
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return directories.map((one) => runnable(join(one, name))).find(Boolean)
}

// The checkout of grantd that a directory is clients/node of.
function checkoutOf(directory) {
  const root = resolve(directory, '../..')
  if (resolve(directory) !== join(root, 'clients/node')) return undefined
  try {
    return readFileSync(join(root, 'Cargo.toml'), 'utf8').split('\n').includes('name = "grantd"') ? root : undefined
  } catch {
    return undefined
  }
}

function built(checkout) {
  const target = resolve(checkout, process.env.CARGO_TARGET_DIR || 'target')
  const programs = ['release', 'debug'].map((profile) => runnable(join(target, profile, 'grantd'))).filter(Boolean)
  const age = (program) => statSync(program).mtimeMs
  return programs.sort((one, other) => age(other) - age(one))[0]
}

function build(checkout) {
  const done = spawnSync('cargo', BUILD, { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 26 })
  if (done.error) {
    throw new BinaryNotFound(
      `grantd is not built, and cargo cannot be run: install Rust and run \`cargo build\` in ${checkout}, or name a program in GRANTD_BIN`,
    )
  }
  const program = built(checkout)
  if (done.status !== 0 || !program) throw new BinaryNotFound(`\`cargo ${BUILD.join(' ')}\` in ${checkout} failed:\n${done.stderr}`)
  return program
}
