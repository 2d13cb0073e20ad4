//! Proof Key for Code Exchange (RFC 7636), method `S256` only.

use super::error::OAuthError;
use super::params::Params;
use crate::config::Pkce;
use crate::secret::{s256, same_text};
use crate::store::records::ClientType;

/// The challenge of an authorization request, if it has a good one and one is not demanded in vain.
pub fn challenge(params: &Params, client_type: ClientType, policy: Pkce) -> Result<Option<String>, OAuthError> {
    let challenge = params.one("code_challenge")?;
    let method = params.one("code_challenge_method")?;
    let required = client_type == ClientType::Public || policy == Pkce::Required;
    match (challenge, method) {
        (None, Some(_)) => Err(OAuthError::invalid_request("Missing 'code_challenge'")),
        (None, None) if required => {
            Err(OAuthError::invalid_request("Missing 'code_challenge': this client must use PKCE with the method S256"))
        }
        (None, None) => Ok(None),
        (Some(challenge), _) if !is_s256_output(challenge) => {
            Err(OAuthError::invalid_request("Invalid 'code_challenge'"))
        }
        (Some(challenge), Some("S256")) => Ok(Some(challenge.to_owned())),
        (Some(_), _) => Err(OAuthError::invalid_request("Unsupported 'code_challenge_method': only S256 is taken")),
    }
}

/// Checks the verifier of a token request against the code's challenge (RFC 7636 §4.6).
pub fn verify(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), OAuthError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(OAuthError::invalid_request("Missing 'code_verifier'")),
        (Some(_), Some(verifier)) if !is_verifier(verifier) => {
            Err(OAuthError::invalid_request("Invalid 'code_verifier'"))
        }
        (Some(challenge), Some(verifier)) if same_text(&s256(verifier), challenge) => Ok(()),
        // A verifier without a challenge is a downgrade that somebody tries (RFC 9700 §4.8.2).
        (_, Some(_)) => Err(OAuthError::invalid_grant("Code challenge failed.")),
    }
}

/// 43–128 of `A-Z a-z 0-9 - . _ ~` (RFC 7636 §4.1).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// The base64url of a SHA-256: 43 characters.
fn is_s256_output(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn asked(challenge_: &str, method: &str, client_type: ClientType, policy: Pkce) -> Result<Option<String>, String> {
        let pairs = [("code_challenge", challenge_), ("code_challenge_method", method)];
        let params = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        challenge(&params, client_type, policy).map_err(|error| error.description().to_owned())
    }

    #[test]
    fn only_s256_is_taken() {
        let ask = |challenge, method| asked(challenge, method, ClientType::Confidential, Pkce::Recommended);
        assert_eq!(ask(CHALLENGE, "S256"), Ok(Some(CHALLENGE.to_owned())));
        assert_eq!(ask("", ""), Ok(None));
        assert_eq!(ask("", "S256").unwrap_err(), "Missing 'code_challenge'");
        assert_eq!(ask("short", "S256").unwrap_err(), "Invalid 'code_challenge'");
        for method in ["plain", "", "s256"] {
            assert!(ask(CHALLENGE, method).unwrap_err().starts_with("Unsupported"), "{method}");
        }
    }

    #[test]
    fn public_clients_and_strict_servers_demand_it() {
        assert!(asked("", "", ClientType::Public, Pkce::Recommended).is_err());
        assert!(asked("", "", ClientType::Confidential, Pkce::Required).is_err());
    }

    #[test]
    fn a_verifier_must_fit_and_must_have_been_announced() {
        assert!(verify(Some(CHALLENGE), Some(VERIFIER)).is_ok());
        assert!(verify(None, None).is_ok());
        let refusal = |challenge, verifier| verify(challenge, verifier).unwrap_err().to_string();
        assert_eq!(refusal(Some(CHALLENGE), None), "invalid_request: Missing 'code_verifier'");
        assert_eq!(refusal(Some(CHALLENGE), Some("short")), "invalid_request: Invalid 'code_verifier'");
        assert_eq!(refusal(Some(CHALLENGE), Some(CHALLENGE)), "invalid_grant: Code challenge failed.");
        assert_eq!(refusal(None, Some(VERIFIER)), "invalid_grant: Code challenge failed.");
    }
}
