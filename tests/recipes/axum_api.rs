use axum::extract::State;
use axum::http::header::{AUTHORIZATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use grantd::testing::TestServer;
use grantd::testing::faults::{Fault, Kind};
use grantd::testing::fixture::Token;
use serde_json::{Value, json};

/// A status, and what the client should know of it (RFC 6750 §3).
type Refusal = (StatusCode, [(HeaderName, &'static str); 1]);

/// Where the API asks whose token it is (RFC 7662).
#[derive(Clone)]
struct Introspection {
    http: reqwest::Client,
    url: String,
    client_id: String,
    client_secret: String,
}

impl Introspection {
    async fn ask(&self, token: &str) -> reqwest::Result<Value> {
        let request = self.http.post(&self.url).basic_auth(&self.client_id, Some(&self.client_secret));
        request.form(&[("token", token)]).send().await?.error_for_status()?.json().await
    }

    /// Whose token came with a request, if it has this scope.
    async fn who(&self, headers: &HeaderMap, scope: &str) -> Result<String, Refusal> {
        let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let token = token.ok_or((StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Bearer")]))?;
        let told = self.ask(token).await.map_err(|_| (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")]))?;
        if told["active"] != true {
            return Err((StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)]));
        }
        if !told["scope"].as_str().is_some_and(|scopes| scopes.split(' ').any(|one| one == scope)) {
            return Err((StatusCode::FORBIDDEN, [(WWW_AUTHENTICATE, r#"Bearer error="insufficient_scope""#)]));
        }
        Ok(told["username"].as_str().unwrap_or_default().to_owned())
    }
}

async fn notes(State(introspection): State<Introspection>, headers: HeaderMap) -> Result<Json<Value>, Refusal> {
    Ok(Json(json!({ "notes_of": introspection.who(&headers, "profile:read").await? })))
}

#[tokio::test]
async fn notes_are_for_who_may_read_them() {
    let server = TestServer::start().await;
    let own = server.resource_server("api");
    let introspection = Introspection {
        http: reqwest::Client::new(),
        url: server.url("/api/oauth/introspect"),
        client_id: own.client_id.clone(),
        client_secret: own.client_secret.clone(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/notes", listener.local_addr().unwrap());
    let api = Router::new().route("/notes", get(notes)).with_state(introspection);
    tokio::spawn(async move { axum::serve(listener, api).await });

    let get = async |token: &str| reqwest::Client::new().get(&url).bearer_auth(token).send().await.unwrap();
    let alices =
        |scope: &str| Token { user: "alice".into(), app: "web".into(), scope: Some(scope.into()), ..Token::default() };
    let good = server.mint(alices("profile:read")).await.access_token;
    assert_eq!(get(&good).await.json::<Value>().await.unwrap(), json!({ "notes_of": "alice" }));
    let other = server.mint(alices("workouts:read")).await.access_token;
    assert_eq!(get(&other).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(get("made up").await.status(), StatusCode::UNAUTHORIZED);
    server.fault(Fault::new("introspect", Kind::CutAfter));
    assert_eq!(get(&good).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    server.expire(&good).await;
    assert_eq!(get(&good).await.status(), StatusCode::UNAUTHORIZED);
}
