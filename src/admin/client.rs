//! The other end of the administration socket. Blocking: a command has nothing else to do.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use super::socket::{Envelope, Reply, reachable};
use super::{Answer, Request};

/// How long a daemon may be silent: a large sweep takes a while, and the machine may be small.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running daemon.
pub struct Client(UnixStream);

/// Why a running daemon did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// It refused; the text says why.
    #[error("{0}")]
    Refused(String),
    /// It said nothing at all.
    #[error("the running daemon closed the connection without an answer: it is stopping just now, or its log says why")]
    Silent,
    /// It takes too long.
    #[error("the running daemon does not answer: it is overloaded or halted")]
    Slow,
    /// It said something that this version does not know.
    #[error("the running daemon is another version of grantd: restart it")]
    Foreign(#[from] serde_json::Error),
    /// The connection broke.
    #[error("the connection to the running daemon broke: {0}")]
    Broken(io::Error),
}

impl From<io::Error> for ClientError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Slow,
            io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => Self::Silent,
            _ => Self::Broken(error),
        }
    }
}

impl Client {
    /// Connects to the daemon that runs over `data_dir`; `None` when none does.
    pub fn connect(data_dir: &Path) -> io::Result<Option<Self>> {
        match reachable(data_dir).and_then(|(path, _dir)| UnixStream::connect(path)) {
            Ok(stream) => {
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                Ok(Some(Self(stream)))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Waits this long for each answer, and no longer.
    pub fn within(self, patience: Duration) -> io::Result<Self> {
        let patience = Some(patience.max(Duration::from_millis(1)));
        self.0.set_read_timeout(patience)?;
        self.0.set_write_timeout(patience)?;
        Ok(self)
    }

    /// Sends a request and reads the answer; with it comes what follows it, for streams.
    pub fn ask(mut self, request: &Request) -> Result<(Answer, impl BufRead + use<>), ClientError> {
        let (version, request) = (request.version(), serde_json::to_value(request)?);
        let mut line = serde_json::to_vec(&Envelope { version, request })?;
        line.push(b'\n');
        self.0.write_all(&line)?;
        let mut stream = BufReader::new(self.0);
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line)? == 0 {
            return Err(ClientError::Silent);
        }
        match serde_json::from_slice(&line)? {
            Reply::Ok(answer) => Ok((answer, stream)),
            Reply::Error(refused) => Err(ClientError::Refused(refused)),
        }
    }
}
