//! A commit between the moment at which an engine has taken it and the one at which it is durable or refused.

use tokio::sync::oneshot;

use super::StoreError;

/// A commit on its way. Await [`Commit::done`], or block on [`Commit::wait`] where there is no runtime.
#[must_use = "a commit that nobody waits for may fail unseen"]
pub struct Commit(Progress);

enum Progress {
    Done(Result<(), StoreError>),
    Coming(oneshot::Receiver<Result<(), StoreError>>),
}

impl Commit {
    /// A commit whose end is known.
    pub fn ended(result: Result<(), StoreError>) -> Self {
        Self(Progress::Done(result))
    }

    /// A commit that another thread will end.
    pub fn coming(receiver: oneshot::Receiver<Result<(), StoreError>>) -> Self {
        Self(Progress::Coming(receiver))
    }

    /// Waits until it is durable or refused.
    pub async fn done(self) -> Result<(), StoreError> {
        match self.0 {
            Progress::Done(result) => result,
            Progress::Coming(receiver) => receiver.await.unwrap_or_else(|_| Err(stopped())),
        }
    }

    /// The same, blocking the thread. Not for use inside the runtime.
    pub fn wait(self) -> Result<(), StoreError> {
        match self.0 {
            Progress::Done(result) => result,
            Progress::Coming(receiver) => receiver.blocking_recv().unwrap_or_else(|_| Err(stopped())),
        }
    }
}

/// What a commit is told that nobody will answer any more.
pub(crate) fn stopped() -> StoreError {
    StoreError::Engine("it has stopped".into())
}
