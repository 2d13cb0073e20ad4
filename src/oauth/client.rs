//! Client authentication (RFC 6749 §2.3): HTTP Basic or the body, never both; public clients name themselves only. A
//! confidential client whose secret was replaced may prove itself with either for a while.

use std::borrow::Cow;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::error::{ErrorCode, OAuthError};
use super::params::Params;
use super::tokens::number_of;
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::secret::{SecretKind, TokenHash};
use crate::store::StoreError;
use crate::store::derived::Derived;
use crate::store::figures::Counted;
use crate::store::records::{Client, ClientNumber, ClientType, Hold, PreviousSecret, ResourceServer, SecretState};

/// What a client is told whose secret is none of its own, be it malformed, replaced or another's.
const WRONG_SECRET: &str = "The client_secret is wrong.";

/// Who a caller says it is. No `Debug`: it carries a secret.
pub struct ClientCredentials<'r> {
    client_id: Cow<'r, str>,
    secret: Option<Sent<'r>>,
}

/// A secret as it was sent: in the body, or decoded from the header.
enum Sent<'r> {
    InBody(&'r str),
    InHeader(Zeroizing<String>),
}

impl Sent<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::InBody(secret) => secret,
            Self::InHeader(secret) => secret,
        }
    }
}

impl<'r> ClientCredentials<'r> {
    /// Reads the credentials of a request: the value of its `Authorization` header, and its body's parameters.
    pub fn read(authorization: Option<&str>, params: &'r Params) -> Result<Self, OAuthError> {
        let client_id = params.one("client_id")?;
        let client_secret = params.one("client_secret")?;
        let Some(authorization) = authorization else {
            let client_id = client_id.ok_or_else(|| {
                refused(
                    "The client cannot authenticate: send client_id and client_secret, as HTTP Basic or in the body.",
                )
            })?;
            return Ok(Self { client_id: client_id.into(), secret: client_secret.map(Sent::InBody) });
        };
        let (header_id, header_secret) = read_basic(authorization).ok_or_else(|| {
            refused("The Authorization header is not HTTP Basic with a client_id and a client_secret.")
        })?;
        if client_secret.is_some() {
            return Err(OAuthError::invalid_request(
                "The client must authenticate once: with a header or in the body.",
            ));
        }
        if client_id.is_some_and(|client_id| client_id != header_id) {
            return Err(OAuthError::invalid_request("The header and the body name different clients."));
        }
        let secret = Some(header_secret).filter(|secret| !secret.is_empty()).map(Sent::InHeader);
        Ok(Self { client_id: header_id.into(), secret })
    }

    /// Whether `hash` is the hash of the secret that was sent.
    fn proves(&self, kind: SecretKind, hash: &TokenHash) -> bool {
        let sent = self.secret.as_ref().and_then(|secret| TokenHash::parse(kind, secret.as_str()));
        sent.is_some_and(|sent| sent.same_as(hash))
    }
}

/// `Basic base64(id:secret)`, each form-urlencoded (RFC 6749 §2.3.1).
fn read_basic(authorization: &str) -> Option<(String, Zeroizing<String>)> {
    let (scheme, credentials) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = Zeroizing::new(STANDARD.decode(credentials.trim()).ok()?);
    let text = str::from_utf8(&decoded).ok()?;
    let (client_id, secret) = text.split_once(':')?;
    Some((form_decode(client_id)?, Zeroizing::new(form_decode(secret)?)))
}

fn form_decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// A client, with its number.
pub struct RegisteredClient {
    /// Its number.
    pub number: ClientNumber,
    /// Its record.
    pub client: Client,
    /// The secret before its present one, while that has a time to go.
    pub previous_secret: Option<PreviousSecret>,
    /// Whether it is suspended.
    pub suspended: bool,
}

/// Who has credentials of this server.
#[derive(Clone)]
pub enum Party {
    /// A client.
    Client(Arc<RegisteredClient>),
    /// An API that may introspect.
    ResourceServer(Arc<ResourceServer>),
}

/// Who is behind a public `client_id`, as far as it was asked lately.
pub type Parties = Derived<String, Party>;

/// Who is behind a public `client_id`. A record names it, so who was found by it is kept until that record changes.
fn party(ctx: &Ctx, client_id: &str) -> Result<Option<Party>, StoreError> {
    ctx.parties.get(&ctx.store, client_id, |reads| {
        if let Some(name) = ctx.store.lookup::<String>(b'p', client_id.as_bytes())? {
            let server = reads.get::<ResourceServer>(&name)?.filter(|server| server.client_id == client_id);
            return Ok(server.map(|server| Party::ResourceServer(Arc::new(server))));
        }
        let Some(number) = number_of(ctx, client_id)? else { return Ok(None) };
        let client = reads.get::<Client>(&number)?.filter(|client| client.client_id == client_id);
        let previous_secret = reads.get::<SecretState>(&number)?.and_then(|state| state.previous);
        let suspended = reads.get::<Hold>(&number)?.is_some_and(|hold| hold.suspended_at.is_some());
        let found = |client| Party::Client(Arc::new(RegisteredClient { number, client, previous_secret, suspended }));
        Ok(client.map(found))
    })
}

/// The client that the credentials prove, public or confidential.
pub(super) fn authenticate(
    ctx: &Ctx,
    credentials: &ClientCredentials<'_>,
) -> Result<Arc<RegisteredClient>, OAuthError> {
    let Some(Party::Client(found)) = party(ctx, &credentials.client_id)? else {
        return Err(refused("The client does not exist on this server."));
    };
    prove(ctx, &found, credentials).inspect_err(|_| count_refusal(ctx, found.number))?;
    Ok(found)
}

/// Counts a request of a client that was refused.
pub(super) fn count_refusal(ctx: &Ctx, client: ClientNumber) {
    ctx.usage.of_app(client).note(Counted::Refused, ctx.clock.now());
}

fn prove(ctx: &Ctx, found: &RegisteredClient, credentials: &ClientCredentials<'_>) -> Result<(), OAuthError> {
    match (found.client.client_type, &credentials.secret) {
        (ClientType::Public, None) => Ok(()),
        (ClientType::Public, Some(_)) => Err(refused("The client is public: it must not send a client_secret.")),
        (ClientType::Confidential, None) => Err(refused("The client must send its client_secret.")),
        (ClientType::Confidential, Some(sent)) => {
            prove_secret(ctx, found, TokenHash::parse(SecretKind::ClientSecret, sent.as_str()))
        }
    }
}

/// Holds what was sent against the secret, and against the one before it while that works. Both are looked at whichever it
/// is, so that the time tells neither which one was sent nor whether there are two.
fn prove_secret(ctx: &Ctx, found: &RegisteredClient, sent: Option<TokenHash>) -> Result<(), OAuthError> {
    let sent = sent.ok_or_else(|| refused(WRONG_SECRET))?;
    // Where there is none, what is compared with has no secret.
    let (none, now) = (TokenHash([0; 32]), ctx.clock.now());
    let is_present = sent.same_as(found.client.secret.as_ref().unwrap_or(&none));
    let previous = found.previous_secret.as_ref();
    let is_previous = sent.same_as(previous.map_or(&none, |previous| &previous.hash));
    let still_works = previous.is_some_and(|previous| previous.expires_at > now);
    if is_present & found.client.secret.is_some() {
        return Ok(());
    }
    if is_previous & still_works {
        ctx.usage.note_previous_secret(found.number, now);
        return Ok(());
    }
    Err(refused(WRONG_SECRET))
}

/// Refuses a suspended client, and counts a request for tokens. Only a client that has proven who it is is told that it is
/// suspended, and can use up what it may; a public one has as many addresses as users, each counted by itself.
pub(super) fn admit(ctx: &Ctx, by: &Origin<'_>, of: &RegisteredClient) -> Result<(), OAuthError> {
    if of.suspended {
        return Err(refused("The client is suspended."));
    }
    match of.client.client_type {
        ClientType::Confidential => Ok(ctx.limits.client.admit(of.number.0, by.address)?),
        ClientType::Public => Ok(()),
    }
}

/// Who may introspect.
pub(super) enum Introspector {
    /// An API: any token.
    ResourceServer,
    /// A confidential client: its own tokens.
    Client(ClientNumber),
}

/// The resource server or confidential client that the credentials prove (RFC 7662 §2.1).
pub(super) fn authenticate_introspector(
    ctx: &Ctx,
    credentials: &ClientCredentials<'_>,
) -> Result<Introspector, OAuthError> {
    match party(ctx, &credentials.client_id)? {
        None => Err(refused("The client does not exist on this server.")),
        Some(Party::ResourceServer(server)) if credentials.proves(SecretKind::ResourceServerSecret, &server.secret) => {
            Ok(Introspector::ResourceServer)
        }
        Some(Party::ResourceServer(_)) => Err(refused(WRONG_SECRET)),
        Some(Party::Client(found)) => {
            prove(ctx, &found, credentials)?;
            match found.client.client_type {
                ClientType::Confidential => Ok(Introspector::Client(found.number)),
                ClientType::Public => Err(refused("A public client cannot introspect tokens.")),
            }
        }
    }
}

fn refused(description: &'static str) -> OAuthError {
    OAuthError::refused(ErrorCode::InvalidClient, description)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(authorization: Option<&str>, body: &[(&str, &str)]) -> Result<(String, Option<String>), ErrorCode> {
        let params = body.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        match ClientCredentials::read(authorization, &params) {
            Ok(read) => Ok((read.client_id.into_owned(), read.secret.map(|secret| secret.as_str().to_owned()))),
            Err(error) => Err(error.code()),
        }
    }

    #[test]
    fn basic_credentials_are_form_decoded() {
        let header = format!("Basic {}", STANDARD.encode("an+id:a%3Ab%2B"));
        assert_eq!(read(Some(&header), &[]).unwrap(), ("an id".to_owned(), Some("a:b+".to_owned())));
        let nothing = format!("bAsIc {}", STANDARD.encode("id:"));
        assert_eq!(read(Some(&nothing), &[]).unwrap(), ("id".to_owned(), None));
    }

    #[test]
    fn a_client_authenticates_once() {
        let header = format!("Basic {}", STANDARD.encode("id:secret"));
        assert!(read(Some(&header), &[("client_id", "id")]).is_ok());
        assert_eq!(read(Some(&header), &[("client_id", "other")]), Err(ErrorCode::InvalidRequest));
        assert_eq!(read(Some(&header), &[("client_secret", "secret")]), Err(ErrorCode::InvalidRequest));
        assert_eq!(read(None, &[]), Err(ErrorCode::InvalidClient));
        assert_eq!(read(None, &[("client_id", "a"), ("client_id", "a")]), Err(ErrorCode::InvalidRequest));
    }

    #[test]
    fn a_header_that_is_no_basic_is_refused() {
        for header in ["", "Basic", "Basic !!", "Bearer abc", "Basic aWQ=", "Basic /////w=="] {
            assert_eq!(read(Some(header), &[("client_id", "id")]), Err(ErrorCode::InvalidClient), "{header}");
        }
    }
}
