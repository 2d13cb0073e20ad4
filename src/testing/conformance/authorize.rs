//! The authorization endpoint, where the person agrees at once, and the metadata.

use hyper::StatusCode;
use serde_json::json;
use url::Url;

use super::scenario::Answer;
use super::script::{Script, firsts};
use super::trace::{Authorization, What};
use super::{SCOPE, Setup};
use crate::http::request::Request;
use crate::http::response::Response;

/// What the metadata says (RFC 8414 §2).
pub(super) fn metadata(setup: &Setup) -> Response {
    let methods: &[&str] = match setup.client_secret {
        Some(_) => &["client_secret_basic", "client_secret_post"],
        None => &["none"],
    };
    Response::json(
        StatusCode::OK,
        &json!({
            "issuer": setup.issuer,
            "authorization_endpoint": setup.authorization_endpoint(),
            "token_endpoint": setup.token_endpoint(),
            "scopes_supported": [SCOPE],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "token_endpoint_auth_methods_supported": methods,
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
        }),
    )
}

/// Answers an authorization request as the scenario has it (RFC 6749 §4.1.2).
pub(super) fn answer(script: &Script, setup: &Setup, request: &Request) -> Response {
    const NAMES: [&str; 6] =
        ["response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"];
    let Ok(params) = request.query_params() else { return page("the query is not UTF-8 text") };
    let mut sent = firsts(&params, &NAMES);
    if sent.get("client_id") != Some(&setup.client_id) {
        let was = sent.get("client_id").map_or("none", String::as_str);
        return page(&format!("the client_id is {was:?}; this server knows {:?}", setup.client_id));
    }
    let authorization = Authorization {
        response_type: sent.remove("response_type").unwrap_or_default(),
        redirect_uri: sent.remove("redirect_uri"),
        state: sent.remove("state"),
        challenge: sent.remove("code_challenge"),
        method: sent.remove("code_challenge_method"),
    };
    let target = authorization.redirect_uri.as_ref().unwrap_or(&setup.redirect_uri);
    let Ok(mut target) = Url::parse(target) else { return page("the redirect_uri is no address") };
    let Some(code) = script.unguessable("code") else { return page("the machine gives no randomness") };
    let at = script.now();
    let mut stage = script.stage();
    let answer = stage.scenario().answer;
    add(&mut target, answer, &code, &authorization, &setup.issuer);
    stage.give_code(&code, &authorization);
    stage.note(at, 0, What::Authorization(authorization));
    drop(stage);
    Response::see_other(target.as_str())
}

/// Adds the answer to the address that the browser goes to.
fn add(target: &mut Url, answer: Answer, code: &str, authorization: &Authorization, issuer: &str) {
    let mut query = target.query_pairs_mut();
    match answer {
        Answer::Denied => {
            query.append_pair("error", "access_denied");
            query.append_pair("error_description", "the person has refused");
        }
        _ => drop(query.append_pair("code", code)),
    }
    match (answer, &authorization.state) {
        (Answer::WrongState, _) => drop(query.append_pair("state", "this-is-not-the-state-that-you-sent")),
        (_, Some(state)) => drop(query.append_pair("state", state)),
        (_, None) => {}
    }
    match answer {
        Answer::NoIssuer => {}
        Answer::WrongIssuer => drop(query.append_pair("iss", "https://somebody-else.example")),
        _ => drop(query.append_pair("iss", issuer)),
    }
}

/// What is told to the person, because a client that is not known is told nothing.
fn page(why: &str) -> Response {
    Response::failure(StatusCode::BAD_REQUEST, &format!("this authorization request cannot be answered: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(answer: Answer) -> String {
        let mut target = Url::parse("http://127.0.0.1:9/cb?a=1").unwrap();
        let authorization = Authorization { state: Some("s t".to_owned()), ..Authorization::default() };
        add(&mut target, answer, "c", &authorization, "http://i");
        target.query().unwrap().to_owned()
    }

    #[test]
    fn what_goes_back_is_what_the_scenario_says() {
        let code = "a=1&code=c";
        assert_eq!(answered(Answer::Usual), format!("{code}&state=s+t&iss=http%3A%2F%2Fi"));
        assert_eq!(answered(Answer::NoIssuer), format!("{code}&state=s+t"));
        assert_eq!(answered(Answer::WrongIssuer), format!("{code}&state=s+t&iss=https%3A%2F%2Fsomebody-else.example"));
        assert!(answered(Answer::WrongState).contains("state=this-is-not"));
        let denied = answered(Answer::Denied);
        assert!(denied.starts_with("a=1&error=access_denied&") && !denied.contains("code="), "{denied}");
    }
}
