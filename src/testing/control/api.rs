//! The control API: `/_test/…`, JSON in and out. `openapi.json` beside this file describes it for other programs.

use std::sync::Arc;

use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Control, Refusal};
use crate::http::request::Request;
use crate::http::response::Response;
use crate::testing::journal::Wanted;

const BASE: &str = "/_test";
const DOCUMENT: &str = include_str!("openapi.json");

/// What can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation {
    Document,
    Fixture,
    Reset,
    Time,
    SetTime,
    Authorize,
    SignIn,
    AddUser,
    AddApp,
    Mint,
    Expire,
    Revoke,
    Requests,
    ForgetRequests,
    Faults,
    AddFault,
    ClearFaults,
}

/// Where each is asked.
const OPERATIONS: [(Operation, &str, &str); 17] = [
    (Operation::Document, "GET", "/openapi.json"),
    (Operation::Fixture, "GET", "/fixture"),
    (Operation::Reset, "POST", "/reset"),
    (Operation::Time, "GET", "/clock"),
    (Operation::SetTime, "POST", "/clock"),
    (Operation::Authorize, "POST", "/authorize"),
    (Operation::SignIn, "POST", "/sessions"),
    (Operation::AddUser, "POST", "/users"),
    (Operation::AddApp, "POST", "/apps"),
    (Operation::Mint, "POST", "/tokens"),
    (Operation::Expire, "POST", "/expire"),
    (Operation::Revoke, "POST", "/revoke"),
    (Operation::Requests, "GET", "/requests"),
    (Operation::ForgetRequests, "DELETE", "/requests"),
    (Operation::Faults, "GET", "/faults"),
    (Operation::AddFault, "POST", "/faults"),
    (Operation::ClearFaults, "DELETE", "/faults"),
];

/// Whom to sign in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    user: String,
}

/// What to end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    token: String,
}

/// Whether a request is for the control API.
pub(super) fn is_for(request: &Request) -> bool {
    is_below_base(request.path())
}

/// Whether a path is one of the control API.
pub(in crate::testing) fn is_below_base(path: &str) -> bool {
    below_base(path).is_some()
}

fn below_base(path: &str) -> Option<&str> {
    path.strip_prefix(BASE).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Answers a request to the control API.
pub(super) async fn answer(control: &Arc<Control>, request: Request) -> Response {
    let path = below_base(request.path()).unwrap_or_default().to_owned();
    let method = if request.method == Method::HEAD { "GET" } else { request.method.as_str() };
    let here = || OPERATIONS.iter().filter(|(_, _, own)| *own == path);
    let Some((operation, ..)) = here().find(|(_, own, _)| *own == method) else {
        let allowed: Vec<_> = here().map(|(_, method, _)| *method).collect();
        if allowed.is_empty() {
            return refuse(&Refusal::missing(format!("there is no {BASE}{path}: see {BASE}/openapi.json")));
        }
        let allow = HeaderValue::try_from(allowed.join(", ")).unwrap_or(HeaderValue::from_static(""));
        return failure(StatusCode::METHOD_NOT_ALLOWED, "method not allowed").with_header(ALLOW, allow);
    };
    if method != "GET" && !request.is_from_own_pages("") {
        return failure(StatusCode::FORBIDDEN, "no page of another site may ask for this");
    }
    match perform(control, *operation, request).await {
        Ok(Value::Null) => Response::no_content(),
        Ok(told) => Response::json(StatusCode::OK, &told).no_store(),
        Err(refusal) => refuse(&refusal),
    }
}

async fn perform(control: &Arc<Control>, operation: Operation, mut request: Request) -> Result<Value, Refusal> {
    use Operation as O;
    match operation {
        O::Document => serde_json::from_str(DOCUMENT).map_err(Refusal::broken),
        O::Fixture => shown(&control.fixture()?),
        O::Reset => {
            control.reset().await?;
            shown(&control.fixture()?)
        }
        O::Time => shown(&control.time()),
        O::SetTime => shown(&control.set_time(&body(&mut request).await?)),
        O::Authorize => shown(&control.authorize(&body(&mut request).await?).await?),
        O::SignIn => {
            let Who { user } = body(&mut request).await?;
            shown(&control.sign_in(&user).await?)
        }
        O::AddUser => shown(&control.add_user(&body(&mut request).await?).await?),
        O::AddApp => shown(&control.add_app(&body(&mut request).await?).await?),
        O::Mint => shown(&control.mint(&body(&mut request).await?).await?),
        O::Expire => {
            let Which { token } = body(&mut request).await?;
            control.expire(&token).await.map(|()| Value::Null)
        }
        O::Revoke => control.revoke(&body(&mut request).await?).await.map(|()| Value::Null),
        O::Requests => {
            let wanted = Wanted { path: request.query_value("path"), method: request.query_value("method") };
            Ok(json!({ "requests": control.requests(&wanted) }))
        }
        O::ForgetRequests => {
            control.forget_requests();
            Ok(Value::Null)
        }
        O::Faults => Ok(json!({ "faults": control.faults() })),
        O::AddFault => {
            control.add_fault(body(&mut request).await?)?;
            Ok(json!({ "faults": control.faults() }))
        }
        O::ClearFaults => {
            control.clear_faults();
            Ok(Value::Null)
        }
    }
}

fn shown(told: &impl serde::Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(told).map_err(Refusal::broken)
}

/// The request's body as JSON of this shape.
async fn body<T: DeserializeOwned>(request: &mut Request) -> Result<T, Refusal> {
    let unread =
        |error: crate::http::request::BodyError| Refusal { status: error.status(), message: error.to_string() };
    let value = request.json().await.map_err(unread)?;
    if !value.is_object() {
        return Err(Refusal::because("write an object: {\"key\": value}"));
    }
    serde_json::from_value(value).map_err(|error| Refusal::because(error.to_string()))
}

fn refuse(refusal: &Refusal) -> Response {
    failure(refusal.status, &refusal.message)
}

fn failure(status: StatusCode, message: &str) -> Response {
    Response::json(status, &json!({ "error": message })).no_store()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_document_describes_every_operation_and_no_other() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let described: BTreeSet<(String, String)> = document["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let there: BTreeSet<_> =
            OPERATIONS.iter().map(|(_, method, path)| ((*method).to_owned(), format!("{BASE}{path}"))).collect();
        assert_eq!(described, there);
        assert_eq!(there.len(), OPERATIONS.len(), "no two of them are asked in the same way");
    }

    #[test]
    fn only_what_is_below_the_base_is_for_the_control_api() {
        assert_eq!(below_base("/_test/clock"), Some("/clock"));
        assert_eq!(below_base("/_test"), Some(""));
        for other in ["/", "/_tests", "/_testing/clock", "/api/_test/clock"] {
            assert_eq!(below_base(other), None, "{other}");
        }
    }
}
