//! TLS of grantd's own (RFC 8446, RFC 5246), for those without a proxy: the handshake at the beginning of a connection.
//! Which certificate is shown is for [`keeper`], what the files hold for [`pair`]. There is no early data (RFC 8446 §2.3):
//! whoever recorded it could send it again.

pub mod keeper;
pub mod pair;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::{CryptoProvider, ring};
use rustls::version::{TLS12, TLS13};
use rustls::{ConfigBuilder, ServerConfig, WantsVerifier};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use self::keeper::Keeper;

/// How long a handshake may take; an idle timeout that is shorter holds here, too.
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
/// What is read, and thrown away, of a request that came without TLS: closing with it unread could take the answer along.
const PLAIN_REQUEST: u64 = 16 * 1024;
/// The answer to a request that came without TLS.
const SPEAKS_HTTPS: &[u8] =
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 73\r\n\
    connection: close\r\n\r\nThis port speaks https: write https:// before the address, not http://.\r\n";

/// The cryptography: ring, as everywhere here.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// Begins connections with a handshake.
#[derive(Clone)]
pub struct Handshake {
    acceptor: TlsAcceptor,
    within: Duration,
}

impl Handshake {
    /// Shows the certificate that `keeper` has at that moment.
    ///
    /// # Errors
    /// None with the cryptography that is built in.
    pub fn new(keeper: Arc<Keeper>, idle_timeout: Duration) -> Result<Self, rustls::Error> {
        let builder: ConfigBuilder<ServerConfig, WantsVerifier> =
            ServerConfig::builder_with_provider(provider()).with_protocol_versions(&[&TLS13, &TLS12])?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(keeper);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { acceptor: Arc::new(config).into(), within: HANDSHAKE_WITHIN.min(idle_timeout) })
    }

    /// Shakes hands, unless the client is too slow, speaks no TLS, or `stop` comes first.
    pub async fn shake(&self, stream: TcpStream, stop: impl Future) -> Option<TlsStream<TcpStream>> {
        let shaken = tokio::select! {
            shaken = tokio::time::timeout(self.within, self.begin(stream)) => shaken,
            _stopped = stop => return None,
        };
        // What goes wrong here is the client's business, and anybody can make it go wrong.
        match shaken {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                tracing::debug!(%error, "a TLS handshake failed");
                None
            }
            Err(_) => {
                tracing::debug!("a TLS handshake took too long");
                None
            }
        }
    }

    async fn begin(&self, stream: TcpStream) -> io::Result<Option<TlsStream<TcpStream>>> {
        let mut first = [0];
        stream.peek(&mut first).await?;
        // TLS begins with 22; a method's name with a capital letter.
        if first[0].is_ascii_uppercase() {
            tracing::debug!("a request came without TLS");
            return refuse_plain(stream).await.map(|()| None);
        }
        self.acceptor.accept(stream).await.map(Some)
    }
}

async fn refuse_plain(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(SPEAKS_HTTPS).await?;
    stream.shutdown().await?;
    let mut rest = stream.take(PLAIN_REQUEST);
    let mut buffer = [0; 1024];
    while rest.read(&mut buffer).await? > 0 {}
    Ok(())
}
