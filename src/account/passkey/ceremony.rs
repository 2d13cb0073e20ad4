//! The ceremonies of WebAuthn, by webauthn-rs: what is handed to the browser, and whether what it answers holds.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use url::Url;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::Begun;
use crate::store::records::UserId;

/// How long a browser waits for its person.
const PERSON_WITHIN: Duration = Duration::from_secs(5 * 60);

/// What grantd is to authenticators (W3C Web Authentication Level 2 §4, "Relying Party").
pub struct RelyingParty {
    webauthn: Webauthn,
    /// The beginning of all user handles: which of those who share the domain it is.
    site: [u8; 8],
}

impl RelyingParty {
    /// The relying party at `issuer`, whose passkeys are bound to `domain`, or to the name of the issuer itself. `None`
    /// where browsers have no passkeys: over http but on one's own machine, and under an address instead of a name.
    pub fn of(issuer: &str, domain: Option<&str>) -> Option<Self> {
        let origin = Url::parse(issuer).ok()?;
        let own = origin.domain()?;
        if origin.scheme() != "https" && own != "localhost" && !own.ends_with(".localhost") {
            return None;
        }
        // Browsers have none for a whole top-level domain.
        if domain.is_some_and(|domain| domain != own && !domain.contains('.')) {
            return None;
        }
        let built = WebauthnBuilder::new(domain.unwrap_or(own), &origin)
            .map(|builder| builder.timeout(PERSON_WITHIN))
            .and_then(WebauthnBuilder::build);
        Some(Self { webauthn: logged("prepared", built)?, site: site(issuer) })
    }

    pub(super) fn begin_registration(
        &self,
        instance: &str,
        (id, name): (UserId, &str),
        known: &[&[u8]],
    ) -> Option<Begun> {
        let known = known.iter().map(|id| CredentialID::from(id.to_vec())).collect();
        let begun = self.webauthn.start_passkey_registration(self.handle(id), name, name, Some(known));
        let (options, state) = logged("begun", begun)?;
        let mut options = value(&options)?;
        options["publicKey"]["rp"]["name"] = instance.into();
        // So that it signs in by itself wherever the authenticator has room for that.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = "preferred".into();
        Some(Begun { options: options.to_string(), state: text(&state)? })
    }

    /// The credential ID, and what is kept of the credential.
    pub(super) fn finish_registration(&self, credential: &str, state: &str) -> Option<(Vec<u8>, String)> {
        let credential: RegisterPublicKeyCredential = parsed(credential)?;
        let state: PasskeyRegistration = parsed(state)?;
        let passkey = logged("registered", self.webauthn.finish_passkey_registration(&credential, &state))?;
        Some((passkey.cred_id().to_vec(), text(&passkey)?))
    }

    /// Asks for one of these credentials, or for any where there is none among them.
    pub(super) fn begin_assertion(&self, known: &[&[u8]]) -> Option<Begun> {
        let (options, state) = logged("begun", self.webauthn.start_discoverable_authentication())?;
        let named = |id: &&[u8]| json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(id) });
        // A button asks, not the list below a field: that would be another `mediation`.
        let mut options = json!({ "publicKey": value(&options.public_key)? });
        options["publicKey"]["allowCredentials"] = known.iter().map(named).collect();
        Some(Begun { options: options.to_string(), state: text(&state)? })
    }

    /// The credential as it is afterwards.
    pub(super) fn finish_assertion(&self, assertion: &Assertion, state: &str, stored: &str) -> Option<String> {
        let state: DiscoverableAuthentication = parsed(state)?;
        let stored = serde_json::from_str::<Passkey>(stored);
        let mut passkey =
            stored.inspect_err(|error| tracing::error!(%error, "a stored passkey cannot be read")).ok()?;
        let key = DiscoverableKey::from(&passkey);
        let result = self.webauthn.finish_discoverable_authentication_v2(&assertion.0, state, key);
        if matches!(result, Err(WebauthnError::CredentialPossibleCompromise)) {
            tracing::warn!("the counter of a passkey went back: there may be a copy of it");
        }
        let result = logged("taken", result)?;
        passkey.update_credential(&result);
        text(&passkey)
    }

    /// The user handle of an account: this site and its number, which tell nothing of the person. Authenticators keep one
    /// passkey for each handle of a domain and forget the one before, so numbers alone would not do: another grantd of the
    /// same domain has an account 1, too.
    fn handle(&self, id: UserId) -> Uuid {
        Uuid::from_u64_pair(u64::from_be_bytes(self.site), id.0)
    }
}

fn site(issuer: &str) -> [u8; 8] {
    let mut site = [0u8; 8];
    site.iter_mut().zip(digest(&SHA256, issuer.as_bytes()).as_ref()).for_each(|(to, from)| *to = *from);
    site
}

/// What an authenticator answered to a question of ours.
pub struct Assertion(PublicKeyCredential);

impl Assertion {
    pub(super) fn parse(text: &str) -> Option<Self> {
        parsed(text).map(Self)
    }

    pub(super) fn id(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    /// The user handle; some authenticators tell none, and some browsers make an empty one of that.
    fn handle(&self) -> Option<&[u8]> {
        self.0.get_user_unique_id().filter(|handle| !handle.is_empty())
    }

    /// The account that the passkey was made for, where it tells. The site is not looked at: it is another one when
    /// `public_url` has changed, and whose passkey it is shows in the account's list.
    pub(super) fn user(&self) -> Option<UserId> {
        Uuid::from_slice(self.handle()?).ok().map(|handle| UserId(handle.as_u64_pair().1))
    }

    /// Whether it tells of somebody else than this account.
    pub(super) fn tells_another(&self, id: UserId) -> bool {
        self.handle().is_some() && self.user() != Some(id)
    }
}

fn value(value: &impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(value).inspect_err(|error| tracing::error!(%error, "a passkey cannot be written down")).ok()
}

fn text(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).inspect_err(|error| tracing::error!(%error, "a passkey cannot be written down")).ok()
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).inspect_err(|error| tracing::debug!(%error, "this is no answer of a passkey")).ok()
}

fn logged<T>(what: &str, result: Result<T, WebauthnError>) -> Option<T> {
    result.inspect_err(|error| tracing::info!(%error, "a passkey was not {what}")).ok()
}
