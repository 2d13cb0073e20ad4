//! Client authentication (RFC 6749 §2.3): HTTP Basic or the body, never both; public clients name themselves only.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::error::{ErrorCode, OAuthError};
use super::params::Params;
use super::tokens::number_of;
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::secret::{SecretKind, TokenHash};
use crate::store::records::{Client, ClientNumber, ClientType, ResourceServer};

/// Who a caller says it is. No `Debug`: it carries a secret.
pub struct ClientCredentials {
    client_id: String,
    secret: Option<Zeroizing<String>>,
}

impl ClientCredentials {
    /// Reads the credentials of a request: the value of its `Authorization` header, and its body's parameters.
    pub fn read(authorization: Option<&str>, params: &Params) -> Result<Self, OAuthError> {
        let client_id = params.one("client_id")?;
        let client_secret = params.one("client_secret")?;
        let Some(authorization) = authorization else {
            let client_id = client_id.ok_or_else(|| {
                refused(
                    "The client cannot authenticate: send client_id and client_secret, as HTTP Basic or in the body.",
                )
            })?;
            return Ok(Self {
                client_id: client_id.to_owned(),
                secret: client_secret.map(|s| Zeroizing::new(s.to_owned())),
            });
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
        Ok(Self { client_id: header_id, secret: Some(header_secret).filter(|secret| !secret.is_empty()) })
    }

    /// Whether `hash` is the hash of the secret that was sent.
    fn proves(&self, kind: SecretKind, hash: &TokenHash) -> bool {
        let sent = self.secret.as_deref().and_then(|secret| TokenHash::parse(kind, secret));
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

/// The client that the credentials prove, public or confidential.
pub(super) fn authenticate(ctx: &Ctx, credentials: &ClientCredentials) -> Result<(ClientNumber, Client), OAuthError> {
    let number = number_of(ctx, &credentials.client_id)?;
    let client = number.map(|number| ctx.store.get::<Client>(&number)).transpose()?.flatten();
    let Some((number, client)) = number.zip(client) else {
        return Err(refused("The client does not exist on this server."));
    };
    match (client.client_type, &client.secret, &credentials.secret) {
        (ClientType::Public, _, None) => Ok((number, client)),
        (ClientType::Public, _, Some(_)) => Err(refused("The client is public: it must not send a client_secret.")),
        (ClientType::Confidential, _, None) => Err(refused("The client must send its client_secret.")),
        (ClientType::Confidential, Some(hash), Some(_)) if credentials.proves(SecretKind::ClientSecret, hash) => {
            Ok((number, client))
        }
        (ClientType::Confidential, _, Some(_)) => Err(refused("The client_secret is wrong.")),
    }
}

/// Counts a request for tokens. Only a client that has proven who it is can use up what it may; a public one has as many
/// addresses as users, each counted by itself.
pub(super) fn admit(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber, client: &Client) -> Result<(), OAuthError> {
    match client.client_type {
        ClientType::Confidential => Ok(ctx.limits.client.admit(number.0, by.address)?),
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
    credentials: &ClientCredentials,
) -> Result<Introspector, OAuthError> {
    let name: Option<String> = ctx.store.lookup(b'p', credentials.client_id.as_bytes())?;
    if let Some(name) = name {
        let server = ctx.store.get::<ResourceServer>(&name)?;
        return match server {
            Some(server) if credentials.proves(SecretKind::ResourceServerSecret, &server.secret) => {
                Ok(Introspector::ResourceServer)
            }
            _ => Err(refused("The client_secret is wrong.")),
        };
    }
    match authenticate(ctx, credentials)? {
        (number, Client { client_type: ClientType::Confidential, .. }) => Ok(Introspector::Client(number)),
        _ => Err(refused("A public client cannot introspect tokens.")),
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
            Ok(read) => Ok((read.client_id, read.secret.map(|secret| secret.as_str().to_owned()))),
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
