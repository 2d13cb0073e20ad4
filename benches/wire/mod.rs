//! What the benchmarks over HTTP share: a bare server to compare with, and a load of requests on kept connections.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const ROUND: Duration = Duration::from_secs(1);

/// What one connection sends next, made from the body of the last answer.
pub type Next = Box<dyn FnMut(&[u8]) -> Option<Vec<u8>> + Send>;

/// A server that answers with as many bytes and does nothing else, on threads of its own as grantd's connections are: one
/// that shared a thread with the load would not have to be woken.
pub async fn serve_bare(size: Arc<AtomicU64>) -> SocketAddr {
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
                let size = Arc::clone(&size);
                tokio::spawn(async move {
                    let answer = service_fn(move |_| {
                        let body = Bytes::from(vec![b'x'; usize::try_from(size.load(Ordering::Relaxed)).unwrap()]);
                        async move { Ok::<_, Infallible>(hyper::Response::new(Full::new(body))) }
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

/// Answers a second over a round, every client on its own connection. Notes the size of an answer in `size`.
pub async fn load(address: SocketAddr, clients: Vec<Next>, size: Option<&Arc<AtomicU64>>) -> f64 {
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
                (done, last.len(), began.elapsed())
            })
        })
        .collect();
    tokio::time::sleep(ROUND).await;
    stop.store(true, Ordering::Relaxed);
    let mut rate = 0.0;
    for task in tasks {
        let (done, length, elapsed) = task.await.unwrap();
        rate += done as f64 / elapsed.as_secs_f64();
        size.inspect(|size| size.store(length as u64, Ordering::Relaxed));
    }
    rate
}

/// Sends one request and reads its answer; the body of a 200, or a panic that shows what came instead.
pub async fn ask<'b>(connection: &mut TcpStream, request: &[u8], buffer: &'b mut Vec<u8>) -> &'b [u8] {
    connection.write_all(request).await.unwrap();
    buffer.clear();
    loop {
        assert!(connection.read_buf(buffer).await.unwrap() > 0, "the connection was closed");
        let Some(head) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let text = std::str::from_utf8(&buffer[..head]).unwrap().to_ascii_lowercase();
        let length: usize = text.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
        if buffer.len() >= head + 4 + length {
            assert!(text.starts_with("http/1.1 200"), "{text}");
            return &buffer[head + 4..head + 4 + length];
        }
    }
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
