//! Sockets that accept connections: addresses bound, those of Unix sockets made and found stale, those that systemd hands
//! over taken. What comes over them is in [`server`](super::server).

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, UnixListener};

use super::connection::Scheme;
use super::tls::Handshake;
use crate::config::{self, Listen};

/// How long nothing may come before the other side is asked whether it is still there.
const ASK_AFTER: Duration = Duration::from_secs(60);

/// Why an address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The operating system refuses.
    #[error("cannot listen on {address}: {error}{}", hint(.error))]
    Refused {
        /// The address.
        address: String,
        /// Why.
        error: io::Error,
    },
    /// A file that is no socket is in the way.
    #[error(
        "cannot listen on unix:{0}: there is a file of that name that is no socket; remove it or choose another path"
    )]
    NoSocket(String),
    /// systemd handed over nothing.
    #[error(
        "listen = \"systemd\" takes the sockets that systemd hands over, and it handed over none: is the .socket unit there?"
    )]
    NothingHandedOver,
}

fn hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::AddrInUse => "; stop what uses it or choose another port with --listen",
        io::ErrorKind::PermissionDenied => {
            "; ports below 1024 need a privilege: choose another or put a proxy in front"
        }
        io::ErrorKind::AddrNotAvailable => "; this machine does not have that address",
        _ => "",
    }
}

/// Sockets that accept connections.
#[derive(Default)]
pub struct Bound {
    pub(super) tcp: Vec<(TcpListener, SocketAddr)>,
    pub(super) unix: Vec<(UnixListener, PathBuf)>,
    /// The files of the sockets made here. Those that were handed over outlive this process.
    pub(super) made: Vec<PathBuf>,
    pub(super) tls: Option<Handshake>,
}

impl Bound {
    /// The TCP addresses, with the ports that port 0 became.
    pub fn tcp_addresses(&self) -> Vec<SocketAddr> {
        self.tcp.iter().map(|(_, address)| *address).collect()
    }

    /// Has every TCP address speak TLS. Unix sockets stay as they are: what they carry does not leave the machine.
    #[must_use]
    pub fn with_tls(self, tls: Option<Handshake>) -> Self {
        Self { tls, ..self }
    }

    fn scheme(&self) -> Scheme {
        if self.tls.is_some() { Scheme::Https } else { Scheme::Http }
    }

    /// All addresses as people read them.
    pub fn addresses(&self) -> Vec<String> {
        let scheme = self.scheme().as_str();
        let tcp = self.tcp.iter().map(|(_, address)| format!("{scheme}://{address}"));
        tcp.chain(self.unix.iter().map(|(_, path)| format!("unix:{}", path.display()))).collect()
    }

    fn add_tcp(&mut self, listener: std::net::TcpListener) -> io::Result<()> {
        listener.set_nonblocking(true)?;
        // Connections have it from their listener.
        notice_the_vanished(&SockRef::from(&listener))?;
        let address = listener.local_addr()?;
        self.tcp.push((TcpListener::from_std(listener)?, address));
        Ok(())
    }

    fn add_unix(&mut self, listener: std::os::unix::net::UnixListener, path: PathBuf) -> io::Result<()> {
        listener.set_nonblocking(true)?;
        self.unix.push((UnixListener::from_std(listener)?, path));
        Ok(())
    }
}

/// A peer that vanished without a word, a phone out of reach, says nothing for ever: a WebSocket, which may be silent for as
/// long as it likes, would keep its place for ever. Asked after a silence, such a peer's connection ends within minutes.
pub fn notice_the_vanished(socket: &SockRef<'_>) -> io::Result<()> {
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(ASK_AFTER).with_interval(ASK_AFTER / 4))
}

/// Binds every address that clients come to.
pub fn bind(server: &config::Server) -> Result<Bound, BindError> {
    let bound = bind_to(&server.listen)?;
    if !server.listen.contains(&Listen::Systemd) && listenfd::ListenFd::from_env().len() > 0 {
        tracing::warn!("systemd hands over sockets that nobody answers on: write listen = \"systemd\" to take them");
    }
    if bound.addresses().is_empty() { Err(BindError::NothingHandedOver) } else { Ok(bound) }
}

/// Binds these addresses.
pub fn bind_to(addresses: &[Listen]) -> Result<Bound, BindError> {
    let mut bound = Bound::default();
    for listen in addresses {
        let refused = |error| BindError::Refused { address: listen.to_string(), error };
        match listen {
            Listen::Tcp(address) => {
                let listener = std::net::TcpListener::bind(address).map_err(refused)?;
                bound.add_tcp(listener).map_err(refused)?;
            }
            Listen::Unix(path) => {
                remove_stale(path)?;
                let listener = std::os::unix::net::UnixListener::bind(path).map_err(refused)?;
                fs::set_permissions(path, fs::Permissions::from_mode(0o660)).map_err(refused)?;
                bound.add_unix(listener, path.clone()).map_err(refused)?;
                bound.made.push(path.clone());
            }
            Listen::Systemd => take_handed_over(&mut bound).map_err(refused)?,
        }
    }
    Ok(bound)
}

/// A socket that nobody listens on any more is removed; one that answers is in use.
fn remove_stale(path: &Path) -> Result<(), BindError> {
    let refused = |error| BindError::Refused { address: format!("unix:{}", path.display()), error };
    match fs::symlink_metadata(path) {
        Err(_) => Ok(()),
        Ok(found) if !found.file_type().is_socket() => Err(BindError::NoSocket(path.display().to_string())),
        Ok(_) if std::os::unix::net::UnixStream::connect(path).is_ok() => {
            Err(refused(io::Error::from(io::ErrorKind::AddrInUse)))
        }
        Ok(_) => fs::remove_file(path).map_err(refused),
    }
}

fn take_handed_over(bound: &mut Bound) -> io::Result<()> {
    let mut handed = listenfd::ListenFd::from_env();
    for index in 0..handed.len() {
        if let Ok(Some(listener)) = handed.take_tcp_listener(index) {
            bound.add_tcp(listener)?;
        } else if let Some(listener) = handed.take_unix_listener(index)? {
            let address = listener.local_addr()?;
            let path = address.as_pathname().unwrap_or(Path::new("(systemd)")).to_owned();
            bound.add_unix(listener, path)?;
        }
    }
    Ok(())
}
