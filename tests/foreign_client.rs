//! The `oauth2` crate, which we did not write, against the real daemon over real sockets.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::time::Duration;

use grantd::testing::TestServer;
use grantd::testing::control::Authorize;
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use oauth2::basic::{BasicClient, BasicErrorResponseType};
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, PkceCodeChallenge,
    RedirectUrl, RefreshToken, RequestTokenError, RevocationUrl, Scope, StandardRevocableToken, TokenResponse,
    TokenUrl,
};

/// Where apps of the test server want their answers, on a port of their choice.
const REDIRECT_URI: &str = "http://127.0.0.1:9000/callback";

struct World {
    server: TestServer,
    app: &'static str,
    client_id: String,
    secret: Option<String>,
}

impl World {
    /// With the app of that name of the test server's own fixture.
    async fn new(app: &'static str) -> Self {
        let server = TestServer::start().await;
        let (client_id, secret) = (server.app(app).client_id.clone(), server.app(app).client_secret.clone());
        Self { server, app, client_id, secret }
    }

    /// The person consents: answers the code and the state that came back.
    async fn consent(&self, location: &oauth2::url::Url) -> (AuthorizationCode, String) {
        let asked = Authorize { user: "alice".to_owned(), url: Some(location.to_string()), ..Authorize::default() };
        let mut answer = self.server.authorize(asked).await.params;
        let mut value = |name: &str| answer.remove(name).unwrap();
        assert_eq!(value("iss"), self.server.issuer());
        (AuthorizationCode::new(value("code")), value("state"))
    }

    async fn profile(&self, token: &str) -> u16 {
        let request = oauth2::http::Request::get(self.server.url("/api/auth/profile"))
            .header("Authorization", format!("Bearer {token}"))
            .body(Vec::new())
            .unwrap();
        send(request).await.unwrap().status().as_u16()
    }
}

async fn send(request: HttpRequest) -> Result<HttpResponse, std::io::Error> {
    let (parts, body) = request.into_parts();
    let address = parts.uri.authority().unwrap().to_string();
    let stream = tokio::net::TcpStream::connect(&address).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(std::io::Error::other)?;
    tokio::spawn(connection);
    let mut request = hyper::Request::from_parts(parts, Full::new(bytes::Bytes::from(body)));
    request.headers_mut().insert("host", address.parse().unwrap());
    let answer = sender.send_request(request).await.map_err(std::io::Error::other)?;
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.map_err(std::io::Error::other)?.to_bytes();
    Ok(HttpResponse::from_parts(parts, body.to_vec()))
}

macro_rules! client {
    ($world:expr) => {{
        let at = |path: &str| $world.server.url(path);
        let client = BasicClient::new(ClientId::new($world.client_id.clone()))
            .set_auth_uri(AuthUrl::new(at("/profile/apps/authorize")).unwrap())
            .set_token_uri(TokenUrl::new(at("/api/oauth/token")).unwrap())
            // The crate revokes over https only; our transport goes to the same address all the same.
            .set_revocation_url(RevocationUrl::new(at("/api/oauth/revoke").replacen("http:", "https:", 1)).unwrap())
            .set_redirect_uri(RedirectUrl::new(REDIRECT_URI.to_owned()).unwrap());
        match &$world.secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.clone())),
            None => client,
        }
    }};
}

async fn whole_flow(app: &'static str) {
    let world = World::new(app).await;
    let client = client!(world);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (location, state) = client
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new("profile:read".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let (code, returned) = world.consent(&location).await;
    assert_eq!(&returned, state.secret());

    let first = client.exchange_code(code).set_pkce_verifier(verifier).request_async(&send).await.unwrap();
    assert_eq!(first.expires_in(), Some(Duration::from_secs(3600)));
    assert_eq!(first.scopes().unwrap().iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["profile:read"]);
    assert_eq!(world.profile(first.access_token().secret()).await, 200);

    let refresh = first.refresh_token().unwrap();
    let second = client.exchange_refresh_token(refresh).request_async(&send).await.unwrap();
    assert_eq!(world.profile(first.access_token().secret()).await, 401, "the old access token ends with the rotation");
    assert_eq!(world.profile(second.access_token().secret()).await, 200);

    world.server.withdraw("alice", world.app).await;
    assert_eq!(world.profile(second.access_token().secret()).await, 401, "withdrawn is cut off");
    let refused = client.exchange_refresh_token(second.refresh_token().unwrap()).request_async(&send).await;
    assert_eq!(code_of(refused.unwrap_err()), BasicErrorResponseType::InvalidGrant);
}

fn code_of<E: std::error::Error>(
    error: RequestTokenError<E, oauth2::basic::BasicErrorResponse>,
) -> BasicErrorResponseType {
    match error {
        RequestTokenError::ServerResponse(refusal) => refusal.error().clone(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_confidential_client_walks_the_whole_flow() {
    whole_flow("web").await;
}

#[tokio::test]
async fn a_public_client_walks_the_whole_flow() {
    whole_flow("phone").await;
}

#[tokio::test]
async fn a_revoked_token_is_dead_and_errors_come_as_the_library_expects_them() {
    let world = World::new("web").await;
    let client = client!(world);
    let (location, _) = client
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new("workouts:read profile:read".to_owned()))
        .url();
    let (code, _) = world.consent(&location).await;
    let replay = AuthorizationCode::new(code.secret().clone());
    let tokens = client.exchange_code(code).request_async(&send).await.unwrap();
    let access = StandardRevocableToken::AccessToken(tokens.access_token().clone());
    client.revoke_token(access).unwrap().request_async(&send).await.unwrap();
    assert_eq!(world.profile(tokens.access_token().secret()).await, 401);

    let replayed = client.exchange_code(replay).request_async(&send).await;
    assert_eq!(code_of(replayed.unwrap_err()), BasicErrorResponseType::InvalidGrant);
    let unknown =
        client.exchange_refresh_token(&RefreshToken::new("grr_nonsense".to_owned())).request_async(&send).await;
    assert_eq!(code_of(unknown.unwrap_err()), BasicErrorResponseType::InvalidGrant);
    let stranger = client!(world).set_client_secret(ClientSecret::new("wrong".to_owned()));
    let refused = stranger.exchange_refresh_token(tokens.refresh_token().unwrap()).request_async(&send).await;
    assert_eq!(code_of(refused.unwrap_err()), BasicErrorResponseType::InvalidClient);
}
