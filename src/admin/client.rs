//! The other end of the administration socket.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use super::socket::{Envelope, Reply, VERSION, path};
use super::{Answer, Request};

/// A running daemon.
pub struct Client(UnixStream);

/// Why a running daemon did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// It refused; the text says why.
    #[error("{0}")]
    Refused(String),
    /// The connection broke.
    #[error("the running daemon does not answer: {0}")]
    Broken(#[from] io::Error),
}

impl Client {
    /// Connects to the daemon that runs over `data_dir`; `None` when none does.
    pub fn connect(data_dir: &Path) -> io::Result<Option<Self>> {
        match UnixStream::connect(path(data_dir)) {
            Ok(stream) => Ok(Some(Self(stream))),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Sends a request and reads the answer; with it comes what follows it, for streams.
    pub fn ask(mut self, request: &Request) -> Result<(Answer, impl BufRead), ClientError> {
        let request = serde_json::to_value(request).map_err(io::Error::from)?;
        let mut line = serde_json::to_vec(&Envelope { version: VERSION, request }).map_err(io::Error::from)?;
        line.push(b'\n');
        self.0.write_all(&line)?;
        let mut stream = BufReader::new(self.0);
        let mut line = Vec::new();
        stream.read_until(b'\n', &mut line)?;
        match serde_json::from_slice(&line).map_err(io::Error::from)? {
            Reply::Ok(answer) => Ok((answer, stream)),
            Reply::Error(refused) => Err(ClientError::Refused(refused)),
        }
    }
}
