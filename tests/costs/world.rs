//! A daemon with its real store, and a client that takes no memory while it asks: what is counted is the daemon's.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use grantd::account::session;
use grantd::clock::{Clock, ManualClock};
use grantd::config::Route;
use grantd::daemon::Daemon;
use grantd::oauth::{ClientCredentials, Params, authorize, exchange, resource_server};
use grantd::secret::Random;
use grantd::store::records::{ClientType, Role, User, UserId};
use grantd::testing::{self, BY, REDIRECT_URI};
use tokio::runtime::Runtime;

/// The characters of a secret.
const SECRET: usize = 53;
const SCOPE: &str = "profile:read workouts:read";

/// What is counted, in the order in which it is written down.
pub const OPERATIONS: [&str; 5] = ["forward-auth", "bearer", "introspection", "refresh", "code-flow"];

/// A request that is sent again and again.
struct Request {
    bytes: Vec<u8>,
    /// Where in it the secret goes that stands behind these words of the last answer.
    hole: Option<(usize, &'static [u8])>,
}

/// An operation that is done again and again over one connection.
pub struct Client {
    stream: TcpStream,
    requests: Vec<Request>,
    answer: Vec<u8>,
}

pub struct World {
    daemon: Daemon,
    address: SocketAddr,
    metrics: SocketAddr,
    user: (UserId, User),
    app: (String, String),
    api: (String, String),
    runtime: Runtime,
    _hand: ManualClock,
    _data_dir: tempfile::TempDir,
}

impl World {
    pub fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let data_dir = tempfile::tempdir().unwrap();
        let mut config = testing::config(&data_dir.path().join("data"));
        config.server.metrics_listen = "127.0.0.1:0".parse().unwrap();
        config.oauth.refresh_reuse_grace = Duration::ZERO;
        let scope = Some("profile:read".to_owned());
        config.routes = vec![Route { path: "/api/notes/{id}".parse().unwrap(), scope, ..Route::default() }];
        let (clock, hand) = Clock::manual(testing::START);
        let (daemon, user, app, api) = runtime.block_on(async {
            let daemon = Daemon::start_with(config, clock, Random::seeded(7)).await.unwrap();
            let ctx = daemon.ctx();
            let id = testing::add_user(&ctx, "alice", Role::User).await;
            let user = ctx.store.get(&id).unwrap().unwrap();
            let app = testing::add_app(&ctx, id, ClientType::Confidential, SCOPE).await;
            let api = resource_server::add(&ctx, BY, "notes").await.unwrap();
            (daemon, (id, user), app, api)
        });
        let address = |text: &str| text.trim_start_matches("http://").parse().unwrap();
        Self {
            address: address(&daemon.addresses()[0]),
            metrics: address(daemon.metrics_address().unwrap()),
            daemon,
            user,
            app: (app.0.client.client_id, app.1.unwrap().reveal().to_owned()),
            api: (api.0.client_id, api.1.reveal().to_owned()),
            runtime,
            _hand: hand,
            _data_dir: data_dir,
        }
    }

    pub fn stop(self) {
        let Self { daemon, runtime, .. } = self;
        runtime.block_on(daemon.stop()).unwrap();
    }

    /// A client that does this operation.
    pub fn client(&self, operation: &str) -> Client {
        let (access, refresh) = self.pair();
        let authenticated = |(id, secret): &(String, String)| format!("client_id={id}&client_secret={secret}");
        let bearer = |token: &str| format!("Authorization: Bearer {token}\r\n");
        let requests = match operation {
            "forward-auth" => {
                let asked = "X-Original-Method: GET\r\nX-Original-URI: /api/notes/7\r\n";
                vec![request("GET", "/forward-auth", &format!("{asked}{}", bearer(&access)), "")]
            }
            "bearer" => vec![request("GET", "/api/auth/profile", &bearer(&access), "")],
            "introspection" => {
                let body = format!("{}&token={access}", authenticated(&self.api));
                vec![request("POST", "/api/oauth/introspect", "", &body)]
            }
            "refresh" => {
                let body = format!("grant_type=refresh_token&{}&refresh_token=", authenticated(&self.app));
                vec![
                    request("POST", "/api/oauth/token", "", &format!("{body}{refresh}"))
                        .filled(b"\"refresh_token\":\""),
                ]
            }
            _ => {
                let asked = format!("client_id={}&response_type=code&scope={SCOPE}&confirm=true", self.app.0);
                let exchange = format!("grant_type=authorization_code&{}&code=", authenticated(&self.app));
                let redirect_uri = format!("redirect_uri={REDIRECT_URI}&");
                let empty = "-".repeat(SECRET);
                vec![
                    request(
                        "POST",
                        "/api/oauth/authorize",
                        &bearer(&self.session()),
                        &format!("{redirect_uri}{asked}"),
                    ),
                    request("POST", "/api/oauth/token", "", &format!("{redirect_uri}{exchange}{empty}"))
                        .filled(b"code="),
                ]
            }
        };
        Client { stream: connect(self.address), requests, answer: Vec::with_capacity(64 * 1024) }
    }

    fn session(&self) -> String {
        let (id, user) = &self.user;
        let ctx = self.daemon.ctx();
        let session = session::begin(&ctx, *id, user, "127.0.0.1", "costs");
        self.runtime.block_on(session).unwrap().reveal().to_owned()
    }

    fn pair(&self) -> (String, String) {
        let ctx = self.daemon.ctx();
        let (id, secret) = &self.app;
        let query = [("client_id", id.as_str()), ("response_type", "code"), ("scope", SCOPE)];
        let request = authorize::examine(&ctx, &params(&query), &self.user.1).unwrap();
        let decision = authorize::Decision::Called;
        self.runtime.block_on(async {
            let location = authorize::approve(&ctx, BY, &request, self.user.0, &request.scope, decision).await.unwrap();
            let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap();
            let credentials = params(&[("client_id", id.as_str()), ("client_secret", secret.as_str())]);
            let credentials = ClientCredentials::read(None, &credentials).unwrap();
            let pair = exchange::exchange(&ctx, BY, &credentials, &params(&[("code", code)])).await.unwrap();
            (pair.access_token.reveal().to_owned(), pair.refresh_token.reveal().to_owned())
        })
    }

    /// How often the store was flushed for a group of commits.
    pub fn flushes(&self) -> f64 {
        let mut stream = TcpStream::connect(self.metrics).unwrap();
        stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("grantd_store_flush_duration_seconds_count "));
        line.unwrap_or_else(|| panic!("{text}")).parse().unwrap()
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn request(method: &str, path: &str, headers: &str, body: &str) -> Request {
    let entity = if body.is_empty() {
        String::new()
    } else {
        format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len())
    };
    let text = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{entity}\r\n{body}");
    Request { bytes: text.into_bytes(), hole: None }
}

impl Request {
    /// Its last characters are the secret that stands behind these words of the answer before.
    fn filled(mut self, behind: &'static [u8]) -> Self {
        self.hole = Some((self.bytes.len() - SECRET, behind));
        self
    }
}

impl Client {
    /// Does the operation so many times.
    pub fn repeat(&mut self, times: usize) {
        for place in (0..self.requests.len()).cycle().take(times * self.requests.len()) {
            let filled = self.answer.len();
            if let Some((hole, behind)) = self.requests[place].hole
                && filled > 0
            {
                let secret = find(&self.answer, behind).unwrap() + behind.len();
                self.requests[place].bytes[hole..].copy_from_slice(&self.answer[secret..secret + SECRET]);
            }
            self.stream.write_all(&self.requests[place].bytes).unwrap();
            self.read_answer();
        }
    }

    /// The last answer, as it went over the wire.
    pub fn last_answer(&self) -> &[u8] {
        &self.answer
    }

    /// Asks somebody else from now on.
    pub fn ask_instead(&mut self, address: SocketAddr) {
        self.stream = connect(address);
    }

    fn read_answer(&mut self) {
        self.answer.clear();
        loop {
            let (read, room) = (self.answer.len(), self.answer.capacity());
            self.answer.resize(room, 0);
            let more = self.stream.read(&mut self.answer[read..]).unwrap();
            self.answer.truncate(read + more);
            assert!(more > 0, "the connection was closed");
            let Some(head) = find(&self.answer, b"\r\n\r\n") else { continue };
            assert!(self.answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&self.answer));
            let length = find(&self.answer[..head], b"content-length: ").unwrap() + "content-length: ".len();
            let digits = self.answer[length..head].iter().take_while(|byte| byte.is_ascii_digit());
            let length = digits.fold(0, |length, digit| length * 10 + usize::from(digit - b'0'));
            if self.answer.len() >= head + 4 + length {
                return;
            }
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
