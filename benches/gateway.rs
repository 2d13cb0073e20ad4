//! What the gateway and `/forward-auth` cost, as ratios: beside an nginx that only hands on, and beside themselves with
//! five hundred routes instead of one. And what memory they take while two gigabytes and a thousand WebSockets pass.
//!
//! grantd and nginx run as processes of their own, the API behind them and the load in this one; on two cores everybody is
//! in everybody's way, equally. `cargo bench --bench gateway`; nginx is taken from the path.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark stops where something is wrong"
)]

mod wire;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use grantd::account::session;
use grantd::config::Config;
use grantd::daemon::Daemon;
use grantd::store::records::Role;
use grantd::testing;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::wire::{Answer, Bare, ask, load, median, repeat, request};

const MIB: usize = 1 << 20;

fn main() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let bench = Bench::start().await;
        bench.beside_nginx(rounds).await;
        bench.many_routes(rounds).await;
        bench.memory().await;
    });
}

/// A process that ends with the benchmark.
struct Running {
    child: Child,
    address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Gently: nginx has to end its workers.
        let _told = Command::new("kill").arg(self.child.id().to_string()).status();
        let _gone = self.child.wait();
    }
}

impl Running {
    /// Resident memory in bytes.
    fn resident(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
    }
}

struct Bench {
    api: SocketAddr,
    grantd: Running,
    nginx: Option<Running>,
    session: String,
    dir: tempfile::TempDir,
}

const ROUTE: &str =
    "[[route]]\npath = \"/open/{*rest}\"\npublic = true\n[[route]]\npath = \"/mine\"\nfirst_party = true\n";

impl Bench {
    async fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let session = session_of_someone(dir.path()).await;
        let api = Bare::serve(Answer::of_size(200)).address;
        let sink = serve_sink().await;
        let upstream = |path: &str, to: SocketAddr| format!("[[upstream]]\npath = \"{path}\"\nurl = \"http://{to}\"\n");
        let text = format!("{ROUTE}{}{}", upstream("/", api), upstream("/open/sink", sink));
        let grantd = start_grantd(dir.path(), "gateway", &text);
        let nginx = start_nginx(dir.path(), api).await;
        Self { api, grantd, nginx, session, dir }
    }

    /// Rate at 64 connections and latency at one, straight to the API, through nginx and through grantd in turn.
    async fn beside_nginx(&self, rounds: usize) {
        let Some(nginx) = &self.nginx else {
            println!("nginx is not on the path: nothing to set the gateway beside");
            return;
        };
        let open = || request("GET", "/open/x", "", "");
        let mine = || request("GET", "/mine", &format!("Authorization: Bearer {}\r\n", self.session), "");
        let (mut rates, mut checked, mut added) = (Vec::new(), Vec::new(), Vec::new());
        let (mut all_nginx, mut all_grantd) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let many = |bytes: Vec<u8>| (0..64).map(|_| repeat(bytes.clone())).collect();
            let by_nginx = load(nginx.address, many(open())).await;
            let by_grantd = load(self.grantd.address, many(open())).await;
            let with_session = load(self.grantd.address, many(mine())).await;
            rates.push(by_grantd / by_nginx);
            checked.push(with_session / by_nginx);
            all_nginx.push(by_nginx);
            all_grantd.push(by_grantd);
            let straight = latency(self.api, &open()).await;
            let through_nginx = latency(nginx.address, &open()).await - straight;
            let through_grantd = latency(self.grantd.address, &open()).await - straight;
            added.push((through_grantd / through_nginx, through_nginx, through_grantd));
        }
        let part = |which: fn(&(f64, f64, f64)) -> f64| median(added.iter().map(which).collect());
        println!("rate at 64 connections: nginx {:.0}/s, gateway {:.0}/s", median(all_nginx), median(all_grantd));
        println!("  gateway / nginx {:.2}; with a session to check {:.2}", median(rates), median(checked));
        println!("latency added at 1 connection: nginx {:.0} us, gateway {:.0} us", part(|p| p.1), part(|p| p.2));
        println!("  gateway / nginx {:.2}", part(|p| p.0));
    }

    /// The 99th percentile of `/forward-auth` with five hundred routes, beside that with one.
    async fn many_routes(&self, rounds: usize) {
        let mut text = String::new();
        for number in 0..250 {
            write!(text, "[[route]]\npath = \"/api/part{number}/{{id}}\"\npublic = true\n").unwrap();
            write!(text, "[[route]]\npath = \"/api/{{id}}/part{number}\"\npublic = true\n").unwrap();
        }
        let one = start_grantd(self.dir.path(), "one", "[[route]]\npath = \"/api/part7/{id}\"\npublic = true\n");
        let many = start_grantd(self.dir.path(), "many", &text);
        let asked = "X-Original-Method: GET\r\nX-Original-URI: /api/part7/12345\r\n";
        let bytes = request("GET", "/forward-auth", asked, "");
        let mut ratios = Vec::new();
        for _ in 0..rounds {
            let first = percentile(many.address, &bytes, 0.99).await;
            let second = percentile(one.address, &bytes, 0.99).await;
            let third = percentile(many.address, &bytes, 0.99).await;
            ratios.push(first.midpoint(third) / second);
        }
        println!("forward-auth, p99 at 4 connections: 500 routes / 1 route {:.2}", median(ratios));
    }

    async fn memory(&self) {
        let rest = self.grantd.resident();
        let (mut most, began) = (0, Instant::now());
        let mut connection = TcpStream::connect(self.grantd.address).await.unwrap();
        let length = 2048 * MIB;
        let head = format!("POST /open/sink HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n");
        connection.write_all(head.as_bytes()).await.unwrap();
        let block = vec![b'x'; MIB];
        for number in 0..2048 {
            connection.write_all(&block).await.unwrap();
            if number % 64 == 0 {
                most = most.max(self.grantd.resident());
            }
        }
        let mut answer = [0; 12];
        connection.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
        let rate = 2048.0 / began.elapsed().as_secs_f64();
        println!("2 GiB uploaded at {rate:.0} MiB/s: {:+.1} MiB at most", mib(most) - mib(rest));

        let before = self.grantd.resident();
        let mut sockets = Vec::new();
        for _ in 0..1000 {
            let mut socket = TcpStream::connect(self.grantd.address).await.unwrap();
            let asked = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            socket.write_all(&request("GET", "/open/sink", asked, "")).await.unwrap();
            let mut answer = [0; 12];
            socket.read_exact(&mut answer).await.unwrap();
            assert_eq!(&answer, b"HTTP/1.1 101");
            sockets.push(socket);
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = self.grantd.resident();
        println!("1,000 idle WebSockets: {:+.1} MiB, {:.1} MiB in all", mib(now) - mib(before), mib(now));
    }
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / MIB as f64
}

/// Makes an account in `dir` and signs it in.
async fn session_of_someone(dir: &Path) -> String {
    let daemon = Daemon::start(testing::config(&dir.join("gateway"))).await.unwrap();
    let ctx = daemon.ctx();
    let id = testing::add_user(&ctx, "alice", Role::User).await;
    let user = ctx.store.get(&id).unwrap().unwrap();
    let token = session::begin(&ctx, id, &user, "127.0.0.1", "bench").await.unwrap().reveal().to_owned();
    drop(ctx);
    daemon.stop().await.unwrap();
    token
}

fn start_grantd(dir: &Path, name: &str, text: &str) -> Running {
    let file = dir.join(format!("{name}.toml"));
    std::fs::write(&file, format!("[server]\nmax_connections = 4096\n{text}")).unwrap();
    Config::load(&file).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_grantd"))
        .args(["--config", file.to_str().unwrap(), "--data-dir", dir.join(name).to_str().unwrap(), "-q"])
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit('/').next().unwrap().parse().unwrap();
    Running { child, address }
}

/// nginx as it is usually set up to hand on over kept connections.
async fn start_nginx(dir: &Path, api: SocketAddr) -> Option<Running> {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let at = dir.join("nginx");
    std::fs::create_dir(&at).unwrap();
    let mut text = format!("daemon off; worker_processes auto; pid {0}/pid; error_log {0}/error.log; ", at.display());
    text.push_str("events { worker_connections 4096; } http { access_log off; keepalive_requests 1000000; ");
    for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        write!(text, "{kind}_temp_path {}/{kind}; ", at.display()).unwrap();
    }
    write!(text, "upstream api {{ server {api}; keepalive 64; keepalive_requests 1000000; }} ").unwrap();
    write!(text, "server {{ listen {free}; location / {{ proxy_pass http://api; proxy_http_version 1.1; ").unwrap();
    text.push_str("proxy_set_header Connection \"\"; proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; } } }");
    std::fs::write(at.join("nginx.conf"), text).unwrap();
    let started = Command::new("nginx")
        .args(["-p", at.to_str().unwrap(), "-c", at.join("nginx.conf").to_str().unwrap()])
        .args(["-e", at.join("error.log").to_str().unwrap()])
        .stdout(Stdio::null())
        .spawn();
    let running = Running { child: started.ok()?, address: free };
    while TcpStream::connect(free).await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Some(running)
}

/// Reads whole bodies and answers; agrees to every WebSocket and is silent then.
async fn serve_sink() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut buffer = vec![0; 64 * 1024];
                let mut head = Vec::new();
                while !head.windows(4).any(|window| window == b"\r\n\r\n") {
                    let read = stream.read(&mut buffer).await.unwrap();
                    head.extend_from_slice(&buffer[..read]);
                }
                let end = head.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
                let text = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
                if text.contains("upgrade: websocket") {
                    drop((buffer, head));
                    let agreed =
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
                    stream.write_all(agreed.as_bytes()).await.unwrap();
                    let _until_the_end = stream.read(&mut [0; 1]).await;
                    return;
                }
                let length = text.split("content-length: ").nth(1).unwrap().lines().next().unwrap();
                let mut left = length.parse::<usize>().unwrap() - (head.len() - end);
                while left > 0 {
                    left -= stream.read(&mut buffer).await.unwrap();
                }
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await.unwrap();
            });
        }
    });
    address
}

/// The median latency of one connection, in microseconds.
async fn latency(address: SocketAddr, bytes: &[u8]) -> f64 {
    let mut times = times(address, bytes, 3000).await;
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index below the length")]
/// A percentile of the latency of four connections, in microseconds.
async fn percentile(address: SocketAddr, bytes: &[u8], part: f64) -> f64 {
    let (a, b, c, d) = tokio::join!(
        times(address, bytes, 5000),
        times(address, bytes, 5000),
        times(address, bytes, 5000),
        times(address, bytes, 5000)
    );
    let mut times = [a, b, c, d].concat();
    times.sort_by(f64::total_cmp);
    times[(times.len() as f64 * part) as usize]
}

async fn times(address: SocketAddr, bytes: &[u8], number: usize) -> Vec<f64> {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.set_nodelay(true).unwrap();
    let (mut buffer, mut times) = (Vec::new(), Vec::with_capacity(number));
    for _ in 0..number {
        let began = Instant::now();
        ask(&mut connection, bytes, &mut buffer).await;
        times.push(began.elapsed().as_secs_f64() * 1e6);
    }
    times
}
