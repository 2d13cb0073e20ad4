//! A secret of grantd that a client shows in the wrong place does not reach an upstream: in a header of another name, in a
//! cookie, in `Authorization` but not as a bearer token, in the address. What is in a body is not looked at.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hyper::http::uri::PathAndQuery;
use percent_encoding::percent_decode;

use crate::secret;

/// What some server reads as base64.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Whether `value` holds a secret, as it is or percent-encoded.
pub fn is_in(value: &[u8]) -> bool {
    secret::stands_in(value) || (value.contains(&b'%') && secret::stands_in(&Cow::from(percent_decode(value))))
}

/// Whether an address holds one, in its path or its query. A code does not count: a client may be behind the gateway.
pub fn is_in_address(address: &PathAndQuery) -> bool {
    is_in(address.as_str().as_bytes())
}

/// Whether a value of `Authorization` holds one, whole or broken; as the user or the password of Basic (RFC 7617), too.
pub fn is_in_authorization(value: &[u8]) -> bool {
    let words = value.split(|byte| byte.is_ascii_whitespace() || *byte == b',');
    let mut decoded = words.filter_map(|word| LENIENT.decode(word).ok());
    secret::is_in(value) || decoded.any(|plain| secret::is_in(&plain) || is_in(&plain))
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::secret::{Random, Secret, SecretKind};

    fn made(kind: SecretKind) -> String {
        Secret::generate(kind, &Random::system()).unwrap().reveal().to_owned()
    }

    #[test]
    fn secrets_are_found_wherever_they_stand() {
        use SecretKind as K;
        for kind in [K::AccessToken, K::RefreshToken, K::ClientSecret, K::Session, K::ResourceServerSecret] {
            let own = made(kind);
            for value in [own.clone(), format!("a={own}"), format!("%7B%22t%22:%22{own}%22"), own.replace('_', "%5F")] {
                assert!(is_in(value.as_bytes()), "{value}");
            }
            for pair in [format!("{own}:"), format!("x:{own}"), format!("api:Bearer {own}")] {
                let basic = STANDARD.encode(pair);
                assert!(is_in_authorization(format!("Basic {basic}").as_bytes()));
                assert!(is_in_authorization(format!("basic  {}", basic.trim_end_matches('=')).as_bytes()));
            }
            assert!(is_in_address(&format!("/a?token={own}").parse().unwrap()));
            assert!(is_in_address(&format!("/a/{own}/b").parse().unwrap()));
        }
    }

    #[test]
    fn what_is_none_passes() {
        let code = made(SecretKind::AuthorizationCode);
        assert!(!is_in_address(&format!("/cb?code={code}&state=x").parse().unwrap()));
        let mut broken = made(SecretKind::AccessToken);
        broken.pop();
        for value in [broken.as_str(), "gra_nada", "a=gr", "%", "%zz"] {
            assert!(!is_in(value.as_bytes()), "{value}");
        }
        assert!(!is_in_authorization(b"Basic eDp5") && !is_in_authorization(b"Digest username=\"x\", uri=\"/\""));
    }
}
