//! The table of CONTRACT §2: which path and method is which endpoint.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::Arc;

use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, StatusCode};

use super::api::admin::Verdict;
use super::api::answer::{ApiError, error, not_found};
use super::api::{
    account, admin, apps, authorize, events, grants, health, instance, introspect, leaked, metadata, passkeys, profile,
    revoke, second_factor, session, token, users,
};
use super::guard::{guarded, unharmed, unhurried};
use super::pages::{self, Web};
use super::request::Request;
use super::response::Response;
use super::workers::place;
use super::{forward_auth, gateway};
use crate::metrics;
use crate::store::records::ClientNumber;

/// An endpoint of the API, with what its path names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Endpoint {
    Metadata,
    Token,
    Revoke,
    Introspect,
    Leaked,
    Authorize,
    ListApps,
    CreateApp,
    AppByClientId(String),
    AppByNumber(ClientNumber),
    EditApp(ClientNumber),
    DeleteApp(ClientNumber),
    RevokeApp(ClientNumber),
    RotateSecret(ClientNumber),
    EndPreviousSecret(ClientNumber),
    AdminApps,
    AdminAudit,
    AdminStore,
    AdminApp(ClientNumber),
    DecideApp(ClientNumber, Verdict),
    AppUsage(ClientNumber),
    ListGrants,
    Grant(String),
    Narrow(String),
    Withdraw(String),
    Login,
    LoginByPasskey,
    Logout,
    Register,
    ListSessions,
    EndSession(String),
    EndOtherSessions,
    ListEvents,
    EditAccount,
    Confirm,
    AskForPasskey,
    SecondFactor,
    SetUpApp,
    RemoveApp,
    AddPasskey,
    RenamePasskey(String),
    RemovePasskey(String),
    RenewCodes,
    TurnOffSecondFactor,
    ExportRequest,
    ExportFile(String),
    Profile,
    EditProfile,
    EditPreferences,
    ListUsers,
    User(String),
    EditUser(String),
    DeleteUser(String),
    Config,
    EditConfig,
    Ping,
    Health,
    /// A CORS preflight for one of the endpoints that scripts of any site may call.
    Preflight,
}

/// The account's own API, which an upstream may take over.
pub const ACCOUNT_API: [&str; 21] = [
    "/api/auth/login",
    "/api/auth/logout",
    "/api/auth/register",
    "/api/auth/account/export",
    "/api/auth/account/export/request",
    "/api/auth/account/export/{file_name}",
    "/api/auth/confirm",
    "/api/auth/events",
    "/api/auth/profile/edit/account",
    "/api/auth/second-factor",
    "/api/auth/second-factor/app",
    "/api/auth/second-factor/recovery-codes",
    "/api/auth/sessions",
    "/api/auth/sessions/{id}",
    "/api/auth/profile",
    "/api/auth/profile/edit",
    "/api/auth/profile/edit/preferences",
    "/api/users",
    "/api/users/{name}",
    "/api/config",
    "/api/ping",
];

const METHODS: [(Method, &str); 5] = [
    (Method::GET, "GET"),
    (Method::POST, "POST"),
    (Method::PATCH, "PATCH"),
    (Method::DELETE, "DELETE"),
    (Method::OPTIONS, "OPTIONS"),
];

fn find(method: &Method, segments: &[&str]) -> Option<Endpoint> {
    use Endpoint as E;
    let number = |text: &str| text.parse().ok().map(ClientNumber);
    let named = |text: &str| text.to_owned();
    let get = *method == Method::GET;
    let post = *method == Method::POST;
    let patch = *method == Method::PATCH;
    let delete = *method == Method::DELETE;
    match segments {
        [".well-known", "oauth-authorization-server"] if get => Some(E::Metadata),
        ["api", "oauth", "token"] if post => Some(E::Token),
        ["api", "oauth", "revoke"] if post => Some(E::Revoke),
        [".well-known", "oauth-authorization-server"] | ["api", "oauth", "token" | "revoke"]
            if *method == Method::OPTIONS =>
        {
            Some(E::Preflight)
        }
        ["api", "oauth", "introspect"] if post => Some(E::Introspect),
        ["api", "oauth", "leaked"] if post => Some(E::Leaked),
        ["api", "oauth", "authorize"] if post => Some(E::Authorize),
        ["api", "oauth", "apps"] if get => Some(E::ListApps),
        ["api", "oauth", "apps"] if post => Some(E::CreateApp),
        ["api", "oauth", "apps", id, "by_id"] if get => number(id).map(E::AppByNumber),
        ["api", "oauth", "apps", id, "revoke"] if post => number(id).map(E::RevokeApp),
        ["api", "oauth", "apps", id, "rotate_secret"] if post => number(id).map(E::RotateSecret),
        ["api", "oauth", "apps", id, "usage"] if get => number(id).map(E::AppUsage),
        ["api", "oauth", "apps", id, "previous_secret"] if delete => number(id).map(E::EndPreviousSecret),
        ["api", "oauth", "admin", "apps"] if get => Some(E::AdminApps),
        ["api", "oauth", "admin", "audit"] if get => Some(E::AdminAudit),
        ["api", "oauth", "admin", "store"] if get => Some(E::AdminStore),
        ["api", "oauth", "admin", "apps", id] if get => number(id).map(E::AdminApp),
        ["api", "oauth", "admin", "apps", id, verdict] if post => {
            let verdict = match *verdict {
                "suspend" => Verdict::Suspend,
                "unsuspend" => Verdict::Unsuspend,
                "approve" => Verdict::Approve,
                _ => return None,
            };
            number(id).map(|number| E::DecideApp(number, verdict))
        }
        ["api", "oauth", "apps", client_id] if get => Some(E::AppByClientId(named(client_id))),
        ["api", "oauth", "apps", id] if patch => number(id).map(E::EditApp),
        ["api", "oauth", "apps", id] if delete => number(id).map(E::DeleteApp),
        ["api", "oauth", "grants"] if get => Some(E::ListGrants),
        ["api", "oauth", "grants", client_id] if get => Some(E::Grant(named(client_id))),
        ["api", "oauth", "grants", client_id] if patch => Some(E::Narrow(named(client_id))),
        ["api", "oauth", "grants", client_id] if delete => Some(E::Withdraw(named(client_id))),
        ["api", "auth", "login"] if post => Some(E::Login),
        ["api", "auth", "login", "passkey"] if post => Some(E::LoginByPasskey),
        ["api", "auth", "logout"] if post => Some(E::Logout),
        ["api", "auth", "register"] if post => Some(E::Register),
        ["api", "auth", "profile", "edit", "account"] if patch => Some(E::EditAccount),
        ["api", "auth", "account", "export"] if get => Some(E::ExportRequest),
        ["api", "auth", "account", "export", "request"] if post => Some(E::ExportRequest),
        ["api", "auth", "account", "export", file] if get => Some(E::ExportFile(named(file))),
        ["api", "auth", "confirm"] if post => Some(E::Confirm),
        ["api", "auth", "confirm", "passkey"] if post => Some(E::AskForPasskey),
        ["api", "auth", "second-factor"] if get => Some(E::SecondFactor),
        ["api", "auth", "second-factor"] if delete => Some(E::TurnOffSecondFactor),
        ["api", "auth", "second-factor", "app"] if post => Some(E::SetUpApp),
        ["api", "auth", "second-factor", "app"] if delete => Some(E::RemoveApp),
        ["api", "auth", "second-factor", "passkeys"] if post => Some(E::AddPasskey),
        ["api", "auth", "second-factor", "passkeys", id] if patch => Some(E::RenamePasskey(named(id))),
        ["api", "auth", "second-factor", "passkeys", id] if delete => Some(E::RemovePasskey(named(id))),
        ["api", "auth", "second-factor", "recovery-codes"] if post => Some(E::RenewCodes),
        ["api", "auth", "events"] if get => Some(E::ListEvents),
        ["api", "auth", "sessions"] if get => Some(E::ListSessions),
        ["api", "auth", "sessions"] if delete => Some(E::EndOtherSessions),
        ["api", "auth", "sessions", id] if delete => Some(E::EndSession(named(id))),
        ["api", "auth", "profile"] if get => Some(E::Profile),
        ["api", "auth", "profile", "edit"] if post => Some(E::EditProfile),
        ["api", "auth", "profile", "edit", "preferences"] if post => Some(E::EditPreferences),
        ["api", "users"] if get => Some(E::ListUsers),
        ["api", "users", name] if get => Some(E::User(named(name))),
        ["api", "users", name] if patch => Some(E::EditUser(named(name))),
        ["api", "users", name] if delete => Some(E::DeleteUser(named(name))),
        ["api", "config"] if get => Some(E::Config),
        ["api", "config"] if patch => Some(E::EditConfig),
        ["api", "ping"] if get => Some(E::Ping),
        ["healthz"] if get => Some(E::Health),
        _ => None,
    }
}

/// Answers a request: grantd itself within `request_timeout`, or an upstream in its own time. Either is counted.
pub async fn route(web: &Arc<Web>, request: Request) -> Response {
    let (clock, counted) = (&web.ctx.clock, &web.ctx.metrics);
    let began = clock.steady();
    let took = || clock.steady().saturating_sub(began);
    match web.gateway.covering(request.path()) {
        Some(upstream) => {
            let response = unharmed(Box::pin(gateway::hand_on(web, upstream, request)).as_mut()).await;
            upstream.answered.note(place(), response.status().as_u16(), took());
            response
        }
        None => {
            let target = Target::of(&request);
            let endpoint = target.counted_as();
            let answering = pin!(target.answer(web, request));
            let response = guarded(answering, web.ctx.config.server.request_timeout).await;
            counted.requests.note(place(), endpoint, response.status().as_u16(), took());
            unhurried(response).await
        }
    }
}

/// What of grantd's own a request is for.
enum Target {
    ForwardAuth,
    Endpoint(Endpoint),
    /// An endpoint, but with another method: those that it takes.
    OtherMethod(Vec<&'static str>),
    Page(metrics::Endpoint),
    Nothing,
}

impl Target {
    fn of(request: &Request) -> Self {
        if request.path() == "/forward-auth" {
            return Self::ForwardAuth;
        }
        let method = if request.method == Method::HEAD { &Method::GET } else { &request.method };
        at(request, |segments| {
            if let Some(endpoint) = find(method, segments) {
                return Self::Endpoint(endpoint);
            }
            let allowed = METHODS.iter().filter(|(method, _)| find(method, segments).is_some());
            let allowed: Vec<_> = allowed.map(|(_, name)| *name).collect();
            if !allowed.is_empty() {
                return Self::OtherMethod(allowed);
            }
            match segments.first() {
                Some(&"api" | &".well-known" | &"healthz") => Self::Nothing,
                _ => Self::Page(pages::counted_as(segments)),
            }
        })
    }

    fn counted_as(&self) -> metrics::Endpoint {
        match self {
            Self::ForwardAuth => metrics::Endpoint::ForwardAuth,
            Self::Endpoint(endpoint) => endpoint.counted_as(),
            Self::Page(page) => *page,
            Self::OtherMethod(_) | Self::Nothing => metrics::Endpoint::Nothing,
        }
    }

    /// Errors below `/api` and at the endpoints of the table are JSON, elsewhere pages.
    async fn answer(self, web: &Arc<Web>, request: Request) -> Response {
        match self {
            Self::ForwardAuth => forward_auth::answer(web, &request),
            Self::Endpoint(endpoint) => call(web, endpoint, request).await.unwrap_or_else(ApiError::into_response),
            Self::OtherMethod(allowed) => {
                let allow = HeaderValue::from_str(&allowed.join(", ")).unwrap_or(HeaderValue::from_static(""));
                error(StatusCode::METHOD_NOT_ALLOWED, "method not allowed").with_header(ALLOW, allow)
            }
            Self::Page(_) => Box::pin(pages::handle(web, request)).await,
            Self::Nothing => not_found("there is nothing at this path"),
        }
    }
}

impl Endpoint {
    fn counted_as(&self) -> metrics::Endpoint {
        use metrics::Endpoint as M;
        match self {
            Self::Metadata | Self::Preflight => M::Metadata,
            Self::Token => M::Token,
            Self::Revoke | Self::Leaked => M::Revoke,
            Self::Introspect => M::Introspect,
            Self::Authorize => M::Authorize,
            Self::ListApps
            | Self::CreateApp
            | Self::AppByClientId(_)
            | Self::AppByNumber(_)
            | Self::EditApp(_)
            | Self::DeleteApp(_)
            | Self::RevokeApp(_)
            | Self::RotateSecret(_)
            | Self::EndPreviousSecret(_)
            | Self::AdminApps
            | Self::AdminApp(_)
            | Self::DecideApp(..)
            | Self::AppUsage(_) => M::Apps,
            Self::ListGrants | Self::Grant(_) | Self::Narrow(_) | Self::Withdraw(_) => M::Grants,
            Self::Login | Self::LoginByPasskey => M::Login,
            Self::Logout => M::Logout,
            Self::Register => M::Register,
            Self::Profile
            | Self::EditProfile
            | Self::EditPreferences
            | Self::ListSessions
            | Self::EndSession(_)
            | Self::EndOtherSessions
            | Self::ListEvents
            | Self::EditAccount
            | Self::Confirm
            | Self::SecondFactor
            | Self::AskForPasskey
            | Self::SetUpApp
            | Self::RemoveApp
            | Self::AddPasskey
            | Self::RenamePasskey(_)
            | Self::RemovePasskey(_)
            | Self::RenewCodes
            | Self::TurnOffSecondFactor
            | Self::ExportRequest
            | Self::ExportFile(_) => M::Profile,
            Self::ListUsers | Self::User(_) | Self::EditUser(_) | Self::DeleteUser(_) => M::Users,
            Self::Config | Self::EditConfig | Self::AdminAudit | Self::AdminStore => M::Instance,
            Self::Ping | Self::Health => M::Health,
        }
    }
}

/// More segments than any path of the table has.
const TOO_MANY_SEGMENTS: usize = 8;

/// Looks at the path's segments; of a path that has too many for all of the table, at the first.
fn at<T>(request: &Request, look: impl FnOnce(&[&str]) -> T) -> T {
    if !request.is_encoded() {
        let mut plain = [""; TOO_MANY_SEGMENTS];
        let count = plain.iter_mut().zip(request.raw_segments()).map(|(place, segment)| *place = segment).count();
        return look(plain.get(..count).unwrap_or_default());
    }
    let mut decoded: [Cow<'_, str>; TOO_MANY_SEGMENTS] = Default::default();
    let count = decoded.iter_mut().zip(request.segments()).map(|(place, segment)| *place = segment).count();
    let segments = decoded.each_ref().map(AsRef::as_ref);
    look(segments.get(..count).unwrap_or_default())
}

/// What is asked for most waits for nothing but its request, so its future is small. Those of the others have room of their
/// own, or every request would take, and copy, as much as the largest of them.
async fn call(web: &Arc<Web>, endpoint: Endpoint, request: Request) -> Result<Response, ApiError> {
    match endpoint {
        Endpoint::Profile => profile::profile(&web.ctx, &request),
        Endpoint::Introspect => Ok(introspect::introspect(&web.ctx, request).await),
        other => Box::pin(call_other(web, other, request)).await,
    }
}

async fn call_other(web: &Arc<Web>, endpoint: Endpoint, request: Request) -> Result<Response, ApiError> {
    use Endpoint as E;
    let ctx = &*web.ctx;
    match endpoint {
        E::Metadata => Ok(metadata::metadata(ctx, &request)),
        E::Token => Ok(token::token(ctx, request).await),
        E::Revoke => Ok(revoke::revoke(ctx, request).await),
        E::Introspect => Ok(introspect::introspect(ctx, request).await),
        E::Leaked => leaked::report(ctx, request).await,
        E::Preflight => Ok(Response::no_content().cors_preflight()),
        E::Authorize => authorize::authorize(ctx, request).await,
        E::ListApps => apps::list(ctx, &request),
        E::CreateApp => apps::create(ctx, request).await,
        E::AppByClientId(client_id) => apps::by_client_id(ctx, &request, &client_id),
        E::AppByNumber(number) => apps::by_number(ctx, &request, number),
        E::EditApp(number) => apps::edit(ctx, request, number).await,
        E::DeleteApp(number) => apps::delete(ctx, &request, number).await,
        E::RevokeApp(number) => apps::revoke(ctx, &request, number).await,
        E::RotateSecret(number) => apps::rotate_secret(ctx, request, number).await,
        E::AppUsage(number) => apps::usage(ctx, &request, number),
        E::EndPreviousSecret(number) => apps::end_previous_secret(ctx, &request, number).await,
        E::AdminApps => admin::apps(ctx, &request).await,
        E::AdminAudit => admin::audit(ctx, &request).await,
        E::AdminStore => admin::store(ctx, &request).await,
        E::AdminApp(number) => admin::app(ctx, &request, number),
        E::DecideApp(number, verdict) => admin::decide(ctx, request, number, verdict).await,
        E::ListGrants => grants::list(ctx, &request),
        E::Grant(client_id) => grants::show(ctx, &request, &client_id),
        E::Narrow(client_id) => grants::narrow(ctx, request, &client_id).await,
        E::Withdraw(client_id) => grants::withdraw(ctx, &request, &client_id).await,
        E::Login => session::login(ctx, request).await,
        E::LoginByPasskey => passkeys::login(ctx, request).await,
        E::Logout => session::logout(ctx, &request).await,
        E::Register => session::register(ctx, request).await,
        E::EditAccount => account::edit(ctx, request).await,
        E::Confirm => second_factor::confirm(ctx, request).await,
        E::AskForPasskey => passkeys::ask_again(ctx, &request),
        E::SecondFactor => second_factor::get(ctx, &request),
        E::SetUpApp => second_factor::set_up_app(ctx, request).await,
        E::RemoveApp => second_factor::remove_app(ctx, &request).await,
        E::AddPasskey => passkeys::add(ctx, request).await,
        E::RenamePasskey(id) => passkeys::rename(ctx, request, &id).await,
        E::RemovePasskey(id) => passkeys::remove(ctx, &request, &id).await,
        E::RenewCodes => second_factor::renew_codes(ctx, &request).await,
        E::TurnOffSecondFactor => second_factor::turn_off(ctx, &request).await,
        E::ExportRequest => account::export_request(ctx, &request).await,
        E::ExportFile(name) => account::export_file(ctx, &request, &name).await,
        E::ListEvents => events::list(ctx, &request).await,
        E::ListSessions => session::sessions(ctx, &request),
        E::EndSession(id) => session::end_one(ctx, &request, &id).await,
        E::EndOtherSessions => session::end_others(ctx, &request).await,
        E::Profile => profile::profile(ctx, &request),
        E::EditProfile => profile::edit(ctx, request).await,
        E::EditPreferences => profile::edit_preferences(ctx, request).await,
        E::ListUsers => users::list(ctx, &request).await,
        E::User(name) => users::get(ctx, &request, &name),
        E::EditUser(name) => users::edit(ctx, request, &name).await,
        E::DeleteUser(name) => users::delete(ctx, &request, &name).await,
        E::Config => instance::get(ctx),
        E::EditConfig => instance::edit(ctx, request).await,
        E::Ping => Ok(health::ping()),
        E::Health => Ok(health::healthz(ctx).await),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_where_the_contract_says() {
        let at = |method: Method, path: &str| find(&method, &path.split('/').skip(1).collect::<Vec<_>>());
        assert_eq!(at(Method::GET, "/api/oauth/apps/7/by_id"), Some(Endpoint::AppByNumber(ClientNumber(7))));
        assert_eq!(at(Method::GET, "/api/oauth/apps/7"), Some(Endpoint::AppByClientId("7".to_owned())));
        assert_eq!(at(Method::GET, "/api/oauth/apps/x/by_id"), None);
        assert_eq!(at(Method::DELETE, "/api/oauth/apps/-1"), None);
        assert_eq!(at(Method::GET, "/api/oauth/token"), None);
        assert_eq!(at(Method::OPTIONS, "/api/oauth/introspect"), None);
    }
}
