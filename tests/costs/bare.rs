//! A hyper server that gives one answer and does nothing else: what an answer costs at least.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{HeaderMap, HeaderName};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::runtime::Builder;

/// Serves this answer, written as it goes over the wire, on a thread of its own.
pub fn serve(answer: &[u8]) -> SocketAddr {
    let (headers, body) = read(answer);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    listener.set_nonblocking(true).unwrap();
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                stream.set_nodelay(true).unwrap();
                tokio::spawn(converse(stream, headers.clone(), body.clone()));
            }
        });
    });
    address
}

async fn converse(stream: tokio::net::TcpStream, headers: HeaderMap, body: Bytes) {
    let service = service_fn(move |_| {
        let mut response = hyper::Response::new(Full::new(body.clone()));
        *response.headers_mut() = headers.clone();
        async move { Ok::<_, Infallible>(response) }
    });
    let _closed = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// Headers and body, but for what hyper writes by itself.
fn read(answer: &[u8]) -> (HeaderMap, Bytes) {
    let head = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let text = str::from_utf8(&answer[..head]).unwrap();
    let lines = text.lines().skip(1).filter_map(|line| line.split_once(": "));
    let own = lines.filter(|(name, _)| !["date", "content-length"].contains(name));
    let header =
        |(name, value): (&str, &str)| (HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    (own.map(header).collect(), Bytes::copy_from_slice(&answer[head + 4..]))
}
