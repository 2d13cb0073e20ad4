//! The APIs that may introspect tokens: their credentials.

use crate::audit::{Event, Origin};
use crate::ctx::Ctx;
use crate::secret::{RandomError, Secret, SecretKind};
use crate::store::records::ResourceServer;
use crate::store::{Batch, StoreError};

const CLIENT_ID_LENGTH: usize = 24;
const LONGEST_NAME: usize = 64;

/// Why credentials could not be made or removed.
#[derive(Debug, thiserror::Error)]
pub enum ResourceServerError {
    /// The name cannot be taken.
    #[error("{0:?} is no name for a resource server: write 1 to 64 letters, digits and the marks . _ -")]
    InvalidName(String),
    /// There is one of that name.
    #[error(
        "there is a resource server {0:?} already: choose another name, or give it a new secret with rotate-secret"
    )]
    Taken(String),
    /// There is none of that name.
    #[error("there is no resource server {0:?}")]
    NotFound(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// Makes credentials for the API called `name`. The secret is never told again.
pub async fn add(ctx: &Ctx, by: &Origin<'_>, name: &str) -> Result<(ResourceServer, Secret), ResourceServerError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(allowed) {
        return Err(ResourceServerError::InvalidName(name.to_owned()));
    }
    let secret = Secret::generate(SecretKind::ResourceServerSecret, &ctx.random)?;
    let server = ResourceServer {
        client_id: ctx.random.alphanumeric(CLIENT_ID_LENGTH)?,
        secret: secret.hash(),
        created_at: ctx.clock.now(),
    };
    let mut batch = Batch::default();
    batch.create(&name.to_owned(), &server)?;
    match ctx.store.commit(batch).await {
        Ok(()) => {
            let (name, client_id) = (name.to_owned(), server.client_id.clone());
            ctx.record(by, Event::ResourceServerAdded { name, client_id });
            Ok((server, secret))
        }
        Err(StoreError::Conflict) => Err(ResourceServerError::Taken(name.to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// All of them, by name.
pub fn list(ctx: &Ctx) -> Result<Vec<(String, ResourceServer)>, StoreError> {
    ctx.store.readable::<ResourceServer>().collect()
}

/// Removes the credentials of `name`.
pub async fn delete(ctx: &Ctx, by: &Origin<'_>, name: &str) -> Result<(), ResourceServerError> {
    let removed = ctx.store.remove::<ResourceServer, ResourceServerError>(&name.to_owned(), |_, _| Ok(())).await?;
    removed.ok_or_else(|| ResourceServerError::NotFound(name.to_owned()))?;
    ctx.record(by, Event::ResourceServerDeleted { name: name.to_owned() });
    Ok(())
}

/// Gives `name` a new secret; the old one ends at once.
pub async fn rotate_secret(
    ctx: &Ctx,
    by: &Origin<'_>,
    name: &str,
) -> Result<(ResourceServer, Secret), ResourceServerError> {
    let secret = Secret::generate(SecretKind::ResourceServerSecret, &ctx.random)?;
    let change = |server: &mut ResourceServer, _: &mut Batch| {
        server.secret = secret.hash();
        Ok::<_, ResourceServerError>(())
    };
    let server = ctx
        .store
        .update(&name.to_owned(), change)
        .await?
        .ok_or_else(|| ResourceServerError::NotFound(name.to_owned()))?;
    ctx.record(by, Event::ResourceServerSecretRotated { name: name.to_owned() });
    Ok((server, secret))
}
