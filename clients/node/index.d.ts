/// <reference lib="esnext.disposable" />

/** How long: `'10s'`, `'1h'`, `'30d'` (a whole number and one of ms, s, m, h, d, w), or a number of milliseconds. */
export type Duration = string | number

/** Where a test server is, and who and what is there. Every secret is in clear. */
export interface Ready {
  /** The issuer (RFC 8414 §2); below it are all endpoints. */
  issuer: string
  control: string
  version: string
  pid: number
  /** What chance is derived from; `null` where it is the machine's. */
  seed: number | null
  data_dir: string
  /** The first administrator. */
  admin: Person
  users: Record<string, Person>
  apps: Record<string, App>
  resource_servers: Record<string, ResourceServer>
  tokens: Record<string, Tokens>
}

/** An account, with what signs it in. */
export interface Person {
  id: number
  name: string
  email: string
  password: string
  admin: boolean
  suspended: boolean
  /** For `Authorization: Bearer`, at the account's own API. */
  session: string
  /** The same session for the pages: `NAME=VALUE`. */
  cookie: string
}

/** An OAuth client. */
export interface App {
  id: number
  name: string
  client_id: string
  /** `null` for a public client. */
  client_secret: string | null
  client_type: 'confidential' | 'public'
  redirect_uris: string[]
  scope: string
}

/** Credentials of an API that introspects tokens. */
export interface ResourceServer {
  name: string
  client_id: string
  client_secret: string
}

/** A pair of tokens, and for whom it is. */
export interface Tokens {
  access_token: string
  token_type: string
  /** Seconds from now on; 0 when it has expired. */
  expires_in: number
  refresh_token: string
  scope: string
  user: string
  client_id: string
}

/** A session that was begun. */
export interface SignedIn {
  session: string
  cookie: string
}

/** Where the browser goes after an authorization request. */
export interface Redirected {
  redirect_url: string
  /** The answer alone: `code`, `state` and `iss`, or `error` and what belongs to it. */
  params: Record<string, string>
}

/** What time it is for the server. */
export interface Time {
  /** RFC 3339, to the millisecond. */
  now: string
  frozen: boolean
}

/** What is to become of the clock: it is set, then moved forward, then stands still or goes on. */
export interface ClockChange {
  now?: string | Date
  advance?: Duration
  frozen?: boolean
}

/** An authorization request in place of its address, and the person's answer. */
export interface Answer {
  params?: Record<string, string>
  /** Whether the person consents; `true` when left out. */
  approve?: boolean
  /** The scopes that the person leaves ticked; all when left out. */
  scope?: string
}

/** The keys of `[[user]]` in a fixture. */
export interface NewUser {
  email?: string
  password?: string
  admin?: boolean
  suspended?: boolean
  first_name?: string
  last_name?: string
  bio?: string
  location?: string
  attributes?: Record<string, string>
}

/** The keys of `[[app]]` in a fixture. */
export interface NewApp {
  owner?: string
  client_id?: string
  client_secret?: string
  public?: boolean
  redirect_uris?: string[]
  scope?: string
  website?: string
  description?: string
}

/** The keys of `[[token]]` in a fixture. */
export interface NewToken {
  scope?: string
  age?: Duration
  lifetime?: Duration
  refresh_lifetime?: Duration
  revoked?: boolean
}

/** A request that came and what was answered, before any fault that it met. */
export interface Exchange {
  /** Counted from 1 since the start, the last reset, or since they were forgotten. */
  number: number
  time: string
  method: string
  path: string
  query: string | null
  /** Names in lower case; several of one name are joined by a comma. */
  headers: Record<string, string>
  body: string | null
  /** `null` where a fault kept the request from being looked at, and as long as it is not answered: for good where the client did not wait for that. */
  status: number | null
  response_headers: Record<string, string>
  response_body: string | null
  fault: FaultKind | null
}

export type FaultKind = 'delay' | 'status' | 'cut_before' | 'cut_after' | 'malformed_json' | 'slow_drip' | 'wrong_content_type'

/** How requests meet a fault. */
export interface FaultOptions {
  /** Only requests of this method. */
  method?: string
  /** How many requests pass unharmed before. */
  skip?: number
  /** How many meet it then; 1 when left out, 0 for all until it is removed. */
  times?: number
  delay?: Duration
  status?: number
  headers?: Record<string, string>
  body?: string
  content_type?: string
  bytes?: number
  every?: Duration
}

/** A fault that waits for requests. */
export interface Fault {
  endpoint: string
  kind: FaultKind
  method: string | null
  skip: number
  times: number
  delay: string
  status: number | null
  headers: Record<string, string>
  body: string
  content_type: string | null
  bytes: number | null
  every: string | null
}

/** The control API at an address: `control` of a ready line. What is refused is a `ControlError`. */
export class Control {
  constructor(control: string)
  /** The ready line as it is now, with what was added since. */
  fixture(): Promise<Ready>
  /** Makes everything as it was at the start: data, clock, chance, faults, what was recorded, who was throttled. */
  reset(): Promise<Ready>
  /** The description of the control API. */
  openapi(): Promise<Record<string, unknown>>
  /** What time it is for the server. */
  clock(): Promise<Time>
  setClock(change: ClockChange): Promise<Time>
  /** Moves the time forward. */
  advance(by: Duration): Promise<Time>
  /** Has the time stand still, at this moment when one is given. */
  freeze(now?: string | Date): Promise<Time>
  /**
   * A person answers the authorization request that the client sends the browser to, without a browser. What grantd would show
   * on a page instead of redirecting is a `ControlError`.
   */
  authorize(user: string, url: string | URL | undefined, answer?: Answer): Promise<Redirected>
  /** Begins a session. */
  signIn(user: string): Promise<SignedIn>
  /** Opens an account. */
  addUser(name: string, more?: NewUser): Promise<Person>
  /** Registers an app. */
  addApp(name: string, more?: NewApp): Promise<App>
  /** Issues a pair of tokens of any age. */
  mint(user: string, app: string, more?: NewToken): Promise<Tokens>
  /** Ends an access token, refresh token, code or session now, as time would. */
  expire(token: string): Promise<void>
  /** Revokes a token with its family, or a session; what a person gave to an app; or all that an app has. */
  revoke(what: string | { user: string; app: string } | { app: string }): Promise<void>
  /** What was asked and answered, the oldest first; only of this path and method. */
  requests(only?: { path?: string; method?: string }): Promise<Exchange[]>
  /** Forgets what was recorded. */
  forgetRequests(): Promise<void>
  /** Has requests to an endpoint meet a fault, a delay when no kind is given; answers all that wait. */
  fault(endpoint: string, kind?: FaultKind, more?: FaultOptions): Promise<Fault[]>
  /** The faults that wait. */
  faults(): Promise<Fault[]>
  /** Removes all faults. */
  clearFaults(): Promise<void>
}

/** A `grantd test-server` of its own, made by `startGrantd`. It ends with this process at the latest. */
export class GrantdServer extends Control implements AsyncDisposable {
  private constructor()
  /** Where it is, and who and what is there since the start or the last reset. */
  readonly ready: Ready
  /** The issuer (RFC 8414 §2); below it are all endpoints. */
  readonly issuer: string
  /** The first administrator. */
  readonly admin: Person
  /** Where clients send the browser (RFC 6749 §3.1). */
  readonly authorizationEndpoint: string
  /** Where clients get tokens (RFC 6749 §3.2). */
  readonly tokenEndpoint: string
  /** The address of a path of the server. */
  url(path: string): string
  /** An account of the fixture; a `RangeError` says which there are. */
  user(name: string): Person
  /** An app of the fixture. */
  app(name: string): App
  /** A resource server of the fixture. */
  resourceServer(name: string): ResourceServer
  /** Tokens of the fixture. */
  tokens(name: string): Tokens
  /** What it has written to standard error. */
  log(): string
  /** Ends it; its data goes with it. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface StartOptions {
  /** The path of a fixture file; without one there are the accounts `admin` and `alice` and the apps `web` and `phone`. */
  fixture?: string | URL
  /** The content of a fixture file instead. */
  fixtureText?: string
  /** Makes every id and token the same on each run. */
  seed?: number
  /** Where it listens on 127.0.0.1; a free port when left out. */
  port?: number
  /** Keeps the data there. */
  dataDir?: string | URL
  /** The program; that of `findBinary` when left out. */
  binary?: string
  /** In milliseconds; 30,000 when left out. */
  startTimeout?: number
}

/** Starts a test server and waits until it is ready. What it says instead is a `StartError`. */
export function startGrantd(options?: StartOptions): Promise<GrantdServer>

/**
 * The path of grantd: `$GRANTD_BIN`, else `grantd` in `$PATH`, else that of the checkout that this package lies in, where
 * `cargo build` makes it if it is not there. A `BinaryNotFound` says how to get one.
 */
export function findBinary(directory?: string): string

/** The server refused what it was asked; the message is its sentence. */
export class ControlError extends Error {
  constructor(status: number, message: string)
  readonly status: number
}

/** The server did not start; the message is what it said. */
export class StartError extends Error {}

/** There is no grantd to start. */
export class BinaryNotFound extends Error {}
