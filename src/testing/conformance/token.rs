//! The token endpoint.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::StatusCode;
use hyper::header::{HeaderValue, WWW_AUTHENTICATE};
use serde_json::{Map, Value, json};

use super::scenario::{Api, Life};
use super::script::{Reply, Script, firsts};
use super::stage::{A_MOMENT, RETRY_AFTER, Stage, Tokens};
use super::trace::{Basic, ClientAuthentication, Outcome, TokenRequest, What};
use super::{SCOPE, Setup};
use crate::http::request::{Request, params_of};
use crate::http::response::Response;

/// How long a token says that it is good.
const AN_HOUR: u64 = 3600;

const NAMES: [&str; 7] =
    ["grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "client_id", "client_secret"];

/// Answers a token request (RFC 6749 §4.1.3, §6). It is lenient: most of what is wrong is written down, and answered as if it
/// were right.
pub(super) async fn answer(script: &Script, setup: &Setup, request: &mut Request, beside: usize) -> Reply {
    let form = request.form().await;
    let is_form = form.is_ok();
    let mut sent = firsts(&form.unwrap_or_default(), &NAMES);
    let mut client = client(setup, request.authorization(), sent.get("client_id"), sent.get("client_secret"));
    let grant_type = sent.remove("grant_type").unwrap_or_default();
    // A public client that refreshes need not say who it is (RFC 6749 §6).
    client.is_right |= grant_type == "refresh_token" && setup.client_secret.is_none() && client.says_nothing();
    let (redirect_uri, verifier) = (sent.remove("redirect_uri"), sent.remove("code_verifier"));
    let seen = TokenRequest { grant_type, is_form, redirect_uri, verifier, client, ..TokenRequest::default() };
    let (Some(access), Some(refresh)) = (script.unguessable("access"), script.unguessable("refresh")) else {
        return Reply::Now(refused("server_error", "the machine gives no randomness"));
    };
    let mut asked = Asked { seen, at: script.now(), new: (access, refresh) };
    let mut stage = script.stage();
    let response = match asked.seen.grant_type.as_str() {
        _ if !asked.seen.client.is_right => unknown_client(),
        "authorization_code" => exchange(&mut stage, &mut asked, sent.get("code")),
        "refresh_token" => refresh_tokens(&mut stage, &mut asked, sent.get("refresh_token")),
        _ => refused("unsupported_grant_type", "this server knows authorization_code and refresh_token"),
    };
    let is_slow = stage.scenario().api == Api::Slow && asked.seen.refresh.is_some();
    let outcome = asked.seen.outcome;
    stage.note(asked.at, beside, What::Token(asked.seen));
    drop(stage);
    match outcome {
        Outcome::Cut => Reply::Cut(response),
        _ if is_slow => Reply::After(A_MOMENT, response),
        _ => Reply::Now(response),
    }
}

/// A token request that is being answered.
struct Asked {
    seen: TokenRequest,
    at: Duration,
    /// What it may get.
    new: (String, String),
}

fn exchange(stage: &mut Stage, asked: &mut Asked, code: Option<&String>) -> Response {
    asked.seen.code = code.and_then(|code| stage.use_code(code));
    match &asked.seen.code {
        Some(used) if used.time == 1 => {
            asked.seen.outcome = Outcome::Granted;
            granted(&stage.sign_in(asked.new.clone(), asked.at))
        }
        Some(_) => refused("invalid_grant", "the code was used before"),
        None => refused("invalid_grant", "the code is not one of this scenario"),
    }
}

fn refresh_tokens(stage: &mut Stage, asked: &mut Asked, token: Option<&String>) -> Response {
    let Some((used, outcome)) = token.and_then(|token| stage.use_refresh_token(token, asked.at)) else {
        return refused("invalid_grant", "the refresh token is not one of this scenario");
    };
    (asked.seen.refresh, asked.seen.outcome) = (Some(used), outcome);
    match outcome {
        Outcome::Granted => granted(&stage.renew(asked.new.clone(), asked.at)),
        Outcome::Cut => {
            // Nobody is going to see them.
            let (access, refresh) = asked.new.clone();
            granted(&Tokens { access, refresh: Some(refresh), life: Life::Long })
        }
        Outcome::Busy => {
            let says = json!({"error": "temporarily_unavailable"});
            Response::json(StatusCode::SERVICE_UNAVAILABLE, &says).retry_after(RETRY_AFTER).no_store()
        }
        _ => refused("invalid_grant", "the refresh token was revoked"),
    }
}

/// Tokens (RFC 6749 §5.1).
fn granted(tokens: &Tokens) -> Response {
    let mut answer = Map::new();
    let mut say = |name: &str, value: Value| answer.insert(name.to_owned(), value);
    say("access_token", json!(tokens.access));
    if let Some(refresh) = &tokens.refresh {
        say("refresh_token", json!(refresh));
    }
    if tokens.life == Life::Sparse {
        say("token_type", json!("bearer"));
        say("example_parameter", json!("example_value"));
        say("nobody_knows_this", json!({"at": ["all", 7, null]}));
    } else {
        say("token_type", json!("Bearer"));
        say("expires_in", json!(if tokens.life == Life::Second { 1 } else { AN_HOUR }));
        say("scope", json!(SCOPE));
    }
    Response::json(StatusCode::OK, &answer).no_store()
}

fn refused(error: &str, description: &str) -> Response {
    Response::json(StatusCode::BAD_REQUEST, &json!({"error": error, "error_description": description})).no_store()
}

fn unknown_client() -> Response {
    let says = json!({"error": "invalid_client", "error_description": "the client is not known by these credentials"});
    Response::json(StatusCode::UNAUTHORIZED, &says)
        .with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"grantd test-client\""))
        .no_store()
}

/// How the client says who it is (RFC 6749 §2.3.1).
fn client(
    setup: &Setup,
    authorization: Option<&str>,
    id: Option<&String>,
    secret: Option<&String>,
) -> ClientAuthentication {
    let basic = authorization.map(|header| basic(setup, header));
    let (secret_in_body, id_in_body) = (secret.is_some(), id.is_some());
    let body_is_right = id.is_none_or(|id| *id == setup.client_id)
        && secret.is_none_or(|secret| Some(secret) == setup.client_secret.as_ref());
    let is_right = match (&setup.client_secret, basic) {
        (Some(_), Some(basic)) => matches!(basic, Basic::Encoded | Basic::Raw) && body_is_right,
        (Some(_), None) => id_in_body && secret_in_body && body_is_right,
        // A public client may say what it likes as long as its id is right; what it should not say is written down.
        (None, Some(Basic::Wrong)) => false,
        (None, Some(_)) => true,
        (None, None) => id.is_some_and(|id| *id == setup.client_id),
    };
    ClientAuthentication { basic, secret_in_body, id_in_body, is_right }
}

fn basic(setup: &Setup, header: &str) -> Basic {
    let credentials = header
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Basic"))
        .and_then(|(_, text)| STANDARD.decode(text.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(credentials) = credentials else { return Basic::Wrong };
    let decoded = |text: &str| params_of(&format!("x={text}")).ok().map(|params| params.first("x").to_owned());
    let is_id = |text: &str| decoded(text).as_ref() == Some(&setup.client_id);
    let raw = credentials.strip_prefix(&setup.client_id).and_then(|rest| rest.strip_prefix(':'));
    let encoded = credentials.split_once(':').filter(|(id, _)| is_id(id)).map(|(_, secret)| secret);
    match &setup.client_secret {
        _ if raw == Some("") || encoded == Some("") => Basic::NoSecret,
        Some(secret) if encoded.and_then(decoded).as_ref() == Some(secret) => Basic::Encoded,
        Some(secret) if raw == Some(secret) => Basic::Raw,
        // It has a secret from somewhere; all that is known is its id.
        None if raw.is_some() || encoded.is_some() => Basic::Raw,
        _ => Basic::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(secret: Option<&str>) -> Setup {
        let text = String::new;
        let (client_id, client_secret) = ("test:client".to_owned(), secret.map(str::to_owned));
        Setup { issuer: text(), api: text(), elsewhere: text(), client_id, client_secret, redirect_uri: text() }
    }

    fn header(credentials: &str) -> String {
        format!("Basic {}", STANDARD.encode(credentials))
    }

    #[test]
    fn both_parts_of_basic_are_form_encoded() {
        let setup = setup(Some("a+b %/"));
        for (credentials, expected) in [
            ("test%3Aclient:a%2Bb+%25%2F", Basic::Encoded),
            ("test%3Aclient:a%2Bb%20%25%2F", Basic::Encoded),
            ("test:client:a+b %/", Basic::Raw),
            ("test%3Aclient:a+b %/", Basic::Wrong),
            ("test:client:", Basic::NoSecret),
            ("test%3Aclient:", Basic::NoSecret),
            ("test:client:other", Basic::Wrong),
        ] {
            assert_eq!(basic(&setup, &header(credentials)), expected, "{credentials}");
        }
        assert_eq!(basic(&setup, "Bearer x"), Basic::Wrong);
        assert_eq!(basic(&setup, "Basic ?"), Basic::Wrong);
        let plain = self::setup(Some("plain"));
        let plain = Setup { client_id: "web".to_owned(), ..plain };
        assert_eq!(basic(&plain, &header("web:plain")), Basic::Encoded, "nothing to encode");
    }

    #[test]
    fn what_a_public_client_says_of_itself_is_seen() {
        let setup = setup(None);
        for (authorization, id, secret, right, expected) in [
            (None, Some("test:client"), None, true, None),
            (None, None, None, false, None),
            (Some(header("test%3Aclient:")), None, None, true, Some(Basic::NoSecret)),
            (Some(header("test:client:leaked")), None, None, true, Some(Basic::Raw)),
            (Some(header("test%3Aclient:leaked")), None, None, true, Some(Basic::Raw)),
            (Some(header("other:leaked")), None, None, false, Some(Basic::Wrong)),
            (None, Some("test:client"), Some("leaked"), true, None),
        ] {
            let (id, secret) = (id.map(str::to_owned), secret.map(str::to_owned));
            let said = client(&setup, authorization.as_deref(), id.as_ref(), secret.as_ref());
            assert_eq!((said.is_right, said.basic), (right, expected), "{authorization:?} {id:?} {secret:?}");
            assert_eq!(said.secret_in_body, secret.is_some());
        }
    }
}
