//! Why a request would be let through or refused: the same decisions as those of the gateway and of `/forward-auth`, said
//! in words.

use serde::{Deserialize, Serialize};

use super::AdminError;
use crate::config::{ClaimSource, Config, Identity, Route, RouteRole, Upstream};
use crate::ctx::Ctx;
use crate::oauth::tokens::{self, Fate};
use crate::protect::bearer::{Caller, Credentials, Denied, judge};
use crate::protect::routes::{NoRoute, Routes};
use crate::protect::upstreams;
use crate::secret::{self, SecretKind, TokenHash};
use crate::store::records::User;

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Its method.
    pub method: String,
    /// Its path, without the query.
    pub path: String,
    /// The path of the route that it is for.
    pub route: Option<String>,
    /// Where that stands in the file.
    pub line: Option<usize>,
    /// What the route needs, as a sentence.
    pub needs: Option<String>,
    /// Who answers the request when grantd is the gateway.
    pub answered_by: String,
    /// What the token is, where one was shown.
    pub token: Option<String>,
    /// Whether the request is let through.
    pub allowed: bool,
    /// The status that it is answered with otherwise.
    pub status: u16,
    /// Why, as a sentence.
    pub why: String,
}

/// What becomes of a request without a token, before anybody says it in words.
#[derive(Debug)]
pub struct Judged<'c> {
    /// Its path, without the query.
    pub path: String,
    /// The route that it is for, or why there is none.
    pub route: Result<Route, NoRoute>,
    /// The upstream that answers it when grantd is the gateway.
    pub upstream: Option<&'c Upstream>,
    /// Whether grantd keeps the path for itself.
    pub reserved: bool,
}

impl Judged<'_> {
    /// The status that it is answered with, 200 where it is let through.
    pub fn status(&self) -> u16 {
        match &self.route {
            Ok(route) if route.public || route.optional => 200,
            Ok(_) => 401,
            Err(none) => refusal(none),
        }
    }
}

/// Judges a request without a token, from the configuration alone.
pub fn judged<'c>(config: &'c Config, method: &str, target: &str) -> Judged<'c> {
    let path = path_of(target);
    Judged {
        route: Routes::new(&config.routes).find(method, path).cloned(),
        upstream: upstream_of(config, path),
        reserved: upstreams::is_reserved(path),
        path: path.to_owned(),
    }
}

/// Explains a request without a token, from the configuration alone.
pub fn explain(config: &Config, method: &str, target: &str) -> Explanation {
    let judged = judged(config, method, target);
    let mut explanation = blank(config, method, target);
    match &judged.route {
        Err(none) => no_route(&mut explanation, none),
        Ok(route) => {
            name(&mut explanation, route);
            explanation.status = judged.status();
            explanation.allowed = explanation.status == 200;
            explanation.why = match (route.public, route.optional) {
                (true, _) => "the route is public".to_owned(),
                (_, true) => "the route lets requests without credentials through".to_owned(),
                _ => "it shows no token".to_owned(),
            };
        }
    }
    explanation
}

/// Explains a request with a token.
///
/// # Errors
/// The store fails.
pub fn explain_with(ctx: &Ctx, method: &str, target: &str, token: &str) -> Result<Explanation, AdminError> {
    let routes = Routes::new(&ctx.config.routes);
    let mut explanation = blank(&ctx.config, method, target);
    explanation.token = Some(describe(ctx, token)?);
    match routes.find(method, &explanation.path) {
        Err(none) => no_route(&mut explanation, &none),
        Ok(route) => {
            name(&mut explanation, route);
            let (status, why) = verdict(ctx, route, upstream_of(&ctx.config, &explanation.path), token)?;
            (explanation.allowed, explanation.status, explanation.why) = (status == 200, status, why);
        }
    }
    Ok(explanation)
}

fn verdict(ctx: &Ctx, route: &Route, upstream: Option<&Upstream>, token: &str) -> Result<(u16, String), AdminError> {
    if upstream.is_some_and(|upstream| upstream.pass_unknown_tokens) && !secret::is_in(token.as_bytes()) {
        return Ok((200, "the token is not grantd's; the upstream judges it".to_owned()));
    }
    let authorization = format!("Bearer {token}");
    let caller = match judge(ctx, route, Credentials::Authorization(Some(&authorization))) {
        Ok(Some(caller)) => caller,
        Ok(None) => return Ok((200, "the route is public; the token is not looked at".to_owned())),
        Err(Denied::Store(error)) => return Err(error.into()),
        Err(denied) => return Ok(refused(&denied)),
    };
    if let Some(lacking) = upstream.and_then(|upstream| lacking(upstream, caller.user())) {
        let why = format!("the account has no {lacking}, which the upstream is to be told; grantd user set notes it");
        return Ok((403, why));
    }
    let why = match caller {
        Caller::FirstParty(_) => "the account's own session may do whatever it may do",
        Caller::ThirdParty(_) => "the token has the scope",
    };
    Ok((200, why.to_owned()))
}

/// An attribute that the upstream's JWT is to name and that the account does not have.
fn lacking<'u>(upstream: &'u Upstream, user: &User) -> Option<&'u str> {
    let claims = upstream.jwt_claims.iter().filter(|_| upstream.identity == Identity::Jwt);
    claims.map(|(_, source)| source).find_map(|source| match source {
        ClaimSource::Attribute(name) if !user.attributes.contains_key(name) => Some(name.as_str()),
        _ => None,
    })
}

fn refused(denied: &Denied) -> (u16, String) {
    match denied {
        Denied::NoCredentials => (401, "a token of an app will not do here, only the account's own session".to_owned()),
        Denied::InvalidToken => (401, "the token is not good, or not any more".to_owned()),
        Denied::InsufficientScope(scope) => (403, format!("the token lacks {scope}")),
        Denied::Forbidden => (403, "the account is no administrator".to_owned()),
        Denied::Suspended => (403, "the account is suspended".to_owned()),
        Denied::SecondFactorMissing => (403, "the account must set up a second factor first".to_owned()),
        Denied::Unconfirmed => (403, "the person must confirm first that it is them".to_owned()),
        Denied::Store(_) => (500, denied.to_string()),
    }
}

fn upstream_of<'c>(config: &'c Config, path: &str) -> Option<&'c Upstream> {
    upstreams::covering(&config.upstreams, path).and_then(|index| config.upstreams.get(index))
}

fn path_of(target: &str) -> &str {
    target.split_once('?').map_or(target, |(path, _)| path)
}

fn blank(config: &Config, method: &str, target: &str) -> Explanation {
    let path = path_of(target);
    let answered_by = match upstream_of(config, path) {
        Some(upstream) => format!("the upstream {} at {}", upstream.path, upstream.url),
        None if upstreams::is_reserved(path) => "grantd itself, whatever routes there are".to_owned(),
        None => "grantd itself: no upstream has this path".to_owned(),
    };
    Explanation {
        method: method.to_owned(),
        path: path.to_owned(),
        route: None,
        line: None,
        needs: None,
        answered_by,
        token: None,
        allowed: false,
        status: 403,
        why: String::new(),
    }
}

/// The status where there is no route.
const fn refusal(none: &NoRoute) -> u16 {
    match none {
        NoRoute::BadPath(_) | NoRoute::Misspelt(_) | NoRoute::Destination => 400,
        NoRoute::Path => 403,
        NoRoute::Method(_) => 405,
    }
}

fn no_route(explanation: &mut Explanation, none: &NoRoute) {
    explanation.status = refusal(none);
    explanation.why = match none {
        NoRoute::Method(allowed) => format!("{none}, only {}", allowed.join(", ")),
        other => other.to_string(),
    };
}

fn name(explanation: &mut Explanation, route: &Route) {
    explanation.route = Some(route.path.to_string());
    explanation.line = route.line;
    explanation.needs = Some(needs(route));
}

/// What a route needs, as a sentence.
fn needs(route: &Route) -> String {
    if route.public {
        return "nothing".to_owned();
    }
    let token = match &route.scope {
        Some(scope) => format!("a token with {scope}, or the account's own session"),
        None => "the account's own session".to_owned(),
    };
    let role = match route.role {
        Some(RouteRole::Admin) => ", of an administrator",
        None => "",
    };
    let optional = if route.optional { "; nothing from those who show no credentials" } else { "" };
    format!("{token}{role}{optional}")
}

/// What a token is, and what has become of it.
fn describe(ctx: &Ctx, token: &str) -> Result<String, AdminError> {
    if TokenHash::parse(SecretKind::Session, token).is_some() {
        return Ok(match crate::account::session::find(ctx, token)? {
            Some(signed_in) => format!("a session of {}", signed_in.user.name),
            None => "a session that has ended".to_owned(),
        });
    }
    Ok(match tokens::fate(ctx, token)? {
        Fate::Good(token) => {
            let (app, user) = (&token.client().name, &token.user().name);
            format!(
                "an access token of {app:?} for {user}, with {}, until {}",
                token.scope(),
                token.expires_at.iso8601()
            )
        }
        Fate::NoToken => "no access token of grantd: it was mistyped or cut, or is something else".to_owned(),
        Fate::Unknown => "an access token that is not known here, or not any more".to_owned(),
        Fate::Expired(at) => format!("an access token that expired {}", at.iso8601()),
        Fate::Ended => {
            "an access token that was ended: refreshed, revoked, withdrawn, or its app or account is gone".to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::*;
    use crate::account::{session, user};
    use crate::clock::ManualClock;
    use crate::oauth::client::ClientCredentials;
    use crate::oauth::{Params, authorize, consent, exchange};
    use crate::store::records::{ClientType, Role, UserId};
    use crate::testing::{self, BY, REDIRECT_URI};

    const ROUTES: &str = "[[route]]\npath = \"/read\"\nscope = \"workouts:read\"\n[[route]]\npath = \"/write\"\n\
                          scope = \"workouts:write\"\n[[route]]\npath = \"/own\"\nfirst_party = true\n[[route]]\n\
                          path = \"/admin\"\nscope = \"workouts:read\"\nrole = \"admin\"\n[[route]]\n\
                          path = \"/up\"\nscope = \"workouts:read\"\n[[upstream]]\npath = \"/up\"\n\
                          url = \"http://127.0.0.1:9\"\npass_unknown_tokens = true\nidentity = \"jwt\"\n\
                          jwt_secret_file = \"key\"\njwt_claims = { sub = \"attribute:number\" }\n";

    struct Case {
        ctx: Ctx,
        hand: ManualClock,
        user: UserId,
        client_id: String,
        token: String,
    }

    /// Ada, her app, and its token with `workouts:read`.
    async fn case() -> Case {
        let (ctx, hand) = testing::core(Config::parse(ROUTES, Path::new("test.toml")).unwrap());
        let user = testing::add_user(&ctx, "ada", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, user, ClientType::Confidential, "workouts:read").await;
        let client_id = app.client.client_id;
        let secret = secret.unwrap();
        let params = |pairs: &[(&str, &str)]| -> Params {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let asked = params(&[
            ("client_id", &client_id),
            ("response_type", "code"),
            ("redirect_uri", REDIRECT_URI),
            ("scope", "workouts:read"),
        ]);
        let account = ctx.store.get(&user).unwrap().unwrap();
        let request = authorize::examine(&ctx, &asked, &account).unwrap();
        let location =
            authorize::approve(&ctx, BY, &request, user, &request.scope, authorize::Decision::Called).await.unwrap();
        let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let body = params(&[
            ("client_id", &client_id),
            ("client_secret", secret.reveal()),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
        ]);
        let credentials = ClientCredentials::read(None, &body).unwrap();
        let pair = exchange::exchange(&ctx, BY, &credentials, &body).await.unwrap();
        Case { hand, user, client_id, token: pair.access_token.reveal().to_owned(), ctx }
    }

    impl Case {
        fn ask(&self, path: &str, token: &str) -> (u16, String, String) {
            let told = explain_with(&self.ctx, "GET", path, token).unwrap();
            (told.status, told.why, told.token.unwrap())
        }
    }

    #[tokio::test]
    async fn each_verdict_has_its_reason() {
        let case = case().await;
        let (status, why, token) = case.ask("/read", &case.token);
        assert_eq!((status, why.as_str()), (200, "the token has the scope"));
        assert!(token.starts_with("an access token of \"Test app\" for ada, with workouts:read, until 20"), "{token}");
        assert_eq!(case.ask("/write", &case.token).1, "the token lacks workouts:write");
        assert_eq!(case.ask("/own", &case.token).0, 401);
        assert_eq!(case.ask("/admin", &case.token).1, "the account is no administrator");
        let account = user::by_id(&case.ctx, case.user).unwrap().unwrap();
        let session = session::begin(&case.ctx, case.user, &account, "", "").await.unwrap();
        assert_eq!(case.ask("/own", session.reveal()).0, 200);
        assert_eq!(case.ask("/own", session.reveal()).2, "a session of ada");
        assert!(
            case.ctx.usage.client_last_used(&case.ctx.store, crate::store::records::ClientNumber(1)).unwrap().is_some()
        );
    }

    #[tokio::test]
    async fn what_the_upstream_makes_of_it_is_said() {
        let case = case().await;
        let (status, why, _) = case.ask("/up", &case.token);
        assert_eq!(
            (status, why.as_str()),
            (403, "the account has no number, which the upstream is to be told; grantd user set notes it")
        );
        let (status, why, token) = case.ask("/up", "eyJ.foreign.token");
        assert_eq!((status, why.as_str()), (200, "the token is not grantd's; the upstream judges it"));
        assert!(token.starts_with("no access token of grantd"), "{token}");
        assert_eq!(case.ask("/up", "gra_mistyped").0, 401);
        assert_eq!(case.ask("/none", "eyJ.foreign.token").0, 403);
    }

    #[tokio::test]
    async fn a_dead_token_is_told_from_an_expired_one() {
        let ended = case().await;
        assert!(consent::withdraw(&ended.ctx, BY, ended.user, &ended.client_id).await.unwrap());
        assert!(ended.ask("/read", &ended.token).2.contains("was ended"));
        let expired = case().await;
        expired.hand.advance(Duration::from_secs(3601));
        assert!(expired.ask("/read", &expired.token).2.starts_with("an access token that expired 20"));
        let unknown = case().await;
        let other =
            crate::secret::Secret::generate(crate::secret::SecretKind::AccessToken, &unknown.ctx.random).unwrap();
        assert!(unknown.ask("/read", other.reveal()).2.contains("not known here"));
        assert_eq!(unknown.ask("/read", "abc").0, 401);
    }
}
