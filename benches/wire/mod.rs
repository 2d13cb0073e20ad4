//! What the benchmarks over HTTP share: a bare server to compare with, and a load of requests on kept connections.

#![allow(dead_code, reason = "each benchmark uses a part")]

pub mod commits;
pub mod daemon;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::Full;
use hyper::HeaderMap;
use hyper::header::HeaderName;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const ROUND: Duration = Duration::from_secs(1);

/// What one connection sends next, made from the body of the last answer.
pub type Next = Box<dyn FnMut(&[u8]) -> Option<Vec<u8>> + Send>;

/// What a bare server answers.
#[derive(Clone)]
pub struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    /// So many bytes and no headers.
    pub fn of_size(size: usize) -> Self {
        Self { headers: HeaderMap::new(), body: vec![b'x'; size].into() }
    }

    /// What `address` answers to `request`, but for what hyper writes by itself.
    pub async fn of(address: SocketAddr, request: &[u8]) -> Self {
        let mut connection = TcpStream::connect(address).await.unwrap();
        let mut buffer = Vec::new();
        let body = Bytes::copy_from_slice(ask(&mut connection, request, &mut buffer).await);
        Self::with(std::str::from_utf8(&buffer[..buffer.len() - body.len()]).unwrap(), body)
    }

    /// An answer with this head, but for what hyper writes by itself.
    pub fn with(head: &str, body: Bytes) -> Self {
        let mut headers = HeaderMap::new();
        for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(": ")) {
            if !["date", "content-length"].contains(&name.to_ascii_lowercase().as_str()) {
                headers.append(HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
            }
        }
        Self { headers, body }
    }

    pub fn size(&self) -> usize {
        self.body.len()
    }

    /// As text that [`Self::with`] reads.
    pub fn head(&self) -> String {
        let line = |(name, value): (&HeaderName, &hyper::header::HeaderValue)| {
            format!("\r\n{name}: {}", value.to_str().unwrap())
        };
        std::iter::once("HTTP/1.1 200 OK".to_owned()).chain(self.headers.iter().map(line)).collect()
    }

    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// A server that gives one answer, which can be exchanged, and does nothing else, on threads of its own as grantd's
/// connections are: one that shared a thread with the load would not have to be woken.
pub struct Bare {
    pub address: SocketAddr,
    answer: Arc<RwLock<Answer>>,
}

impl Bare {
    /// Starts one.
    pub fn serve(answer: Answer) -> Self {
        let answer = Arc::new(RwLock::new(answer));
        Self { address: serve(Arc::clone(&answer)), answer }
    }

    /// Has it answer otherwise.
    pub fn give(&self, answer: &Answer) {
        self.answer.write().unwrap().clone_from(answer);
    }
}

fn serve(answer: Arc<RwLock<Answer>>) -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                stream.set_nodelay(true).unwrap();
                let answer = Arc::clone(&answer);
                tokio::spawn(async move {
                    let answer = service_fn(move |_| {
                        let Answer { headers, body } = answer.read().unwrap().clone();
                        let mut response = hyper::Response::new(Full::new(body));
                        *response.headers_mut() = headers;
                        async move { Ok::<_, Infallible>(response) }
                    });
                    let _closed =
                        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
                });
            }
        });
    });
    address
}

pub fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let entity = if body.is_empty() {
        String::new()
    } else {
        format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len())
    };
    format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{entity}\r\n{body}").into_bytes()
}

pub fn repeat(bytes: Vec<u8>) -> Next {
    Box::new(move |_| Some(bytes.clone()))
}

/// Answers a second over a round, every client on its own connection.
pub async fn load(address: SocketAddr, clients: Vec<Next>) -> f64 {
    let stop = Arc::new(AtomicBool::new(false));
    let began = Instant::now();
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|mut next| {
            let stop = Arc::clone(&stop);
            tokio::spawn(async move {
                let mut connection = TcpStream::connect(address).await.unwrap();
                connection.set_nodelay(true).unwrap();
                let (mut buffer, mut last, mut done) = (Vec::new(), Vec::new(), 0u64);
                while !stop.load(Ordering::Relaxed) {
                    let Some(bytes) = next(&last) else { break };
                    last = ask(&mut connection, &bytes, &mut buffer).await.to_vec();
                    done += 1;
                }
                (done, began.elapsed())
            })
        })
        .collect();
    tokio::time::sleep(ROUND).await;
    stop.store(true, Ordering::Relaxed);
    let mut rate = 0.0;
    for task in tasks {
        let (done, elapsed) = task.await.unwrap();
        rate += done as f64 / elapsed.as_secs_f64();
    }
    rate
}

/// Sends one request and reads its answer; the body of a 200, or a panic that shows what came instead.
pub async fn ask<'b>(connection: &mut TcpStream, request: &[u8], buffer: &'b mut Vec<u8>) -> &'b [u8] {
    connection.write_all(request).await.unwrap();
    let (head, body) = read_answer(connection, buffer).await;
    assert!(head.starts_with("http/1.1 200"), "{head}");
    body
}

/// Reads one answer: its head in small letters, and its body.
pub async fn read_answer<'b>(connection: &mut TcpStream, buffer: &'b mut Vec<u8>) -> (String, &'b [u8]) {
    buffer.clear();
    loop {
        assert!(connection.read_buf(buffer).await.unwrap() > 0, "the connection was closed");
        let Some(head) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let text = std::str::from_utf8(&buffer[..head]).unwrap().to_ascii_lowercase();
        let length: usize = text.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
        if buffer.len() >= head + 4 + length {
            return (text, &buffer[head + 4..head + 4 + length]);
        }
    }
}

/// A setting from the environment.
pub fn setting<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).ok().map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text}?")))
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
