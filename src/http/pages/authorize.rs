//! `/profile/apps/authorize`: the authorization endpoint as people see it.
//!
//! The consent form carries the request as it came, and a ticket: when it was shown, a nonce, what the app was then, and a
//! seal over these and the request under the session's token. So a form can only be answered by whom it was shown to,
//! within ten minutes, for the request and the app it showed; the operation sees to it that it is answered once. A double
//! click gets the same answer twice: the first one is remembered for a moment.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::StatusCode;

use super::consent;
use super::failure::Failure;
use super::form::{open_form, way_back};
use super::session::{Visitor, visitor};
use super::views::FormErrors;
use super::{Answer, Web, plain_page, render_for, second_factor};
use crate::account::second_factor::must_set_up;
use crate::audit::Origin;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::http::request::{Request, params_of};
use crate::http::response::{Forms, Response};
use crate::oauth::Params;
use crate::oauth::authorize::{self, AuthorizationRequest, AuthorizeError, Decision, NextTime, Prompt, Ticket};
use crate::oauth::metadata::AUTHORIZATION_PATH;
use crate::scope::ScopeSet;
use crate::secret::{TokenHash, same_text};
use crate::store::records::UserId;

/// How long a consent page can be answered.
const SHOWN_FOR: Duration = Duration::from_secs(600);
/// How long the answer to one is remembered for a second click.
const REMEMBERED_FOR: Duration = Duration::from_secs(30);
const MOST_REMEMBERED: usize = 256;

/// `GET /profile/apps/authorize`.
pub async fn show(web: &Arc<Web>, request: &Request) -> Answer {
    let ctx = &*web.ctx;
    let unreadable =
        |_| Failure::BadAuthorizationRequest("The request cannot be read: it is not UTF-8 text.".to_owned());
    let params = request.query_params().map_err(unreadable)?;
    let Some(visitor) = visitor(ctx, request)? else {
        // Nobody shall sign in for a request that leads nowhere.
        return match authorize::examine_signed_out(ctx, &params) {
            Ok(()) => Err(Failure::SignIn(way_back(request))),
            Err(error) => refused(error, None),
        };
    };
    let must_set_up = must_set_up(ctx, &visitor);
    if must_set_up && !authorize::wants_silence(&params) {
        return Ok(second_factor::set_up_first(request));
    }
    let query = request.query().unwrap_or_default();
    let asked = match authorize::examine(ctx, &params, &visitor.user) {
        Ok(asked) => asked,
        Err(_) if visitor.user.suspended => return Err(Failure::Suspended),
        Err(error) => return refused(error, None),
    };
    if visitor.user.suspended {
        return match asked.prompt {
            Prompt::Never => Ok(Response::see_other(&authorize::denial(ctx, &asked))),
            Prompt::WhereNeeded | Prompt::Always => Err(Failure::Suspended),
        };
    }
    if must_set_up {
        return Ok(Response::see_other(&authorize::interaction_required(ctx, &asked)));
    }
    if authorize::is_remembered(ctx, &asked, visitor.id)? {
        let by = request.origin_of(visitor.actor(), &ctx.config);
        match authorize::approve(ctx, &by, &asked, visitor.id, &asked.scope, Decision::Remembered).await {
            Ok(location) => return Ok(Response::see_other(&location)),
            // The person took it back in this very moment.
            Err(AuthorizeError::NotRemembered) => {}
            Err(error) => return refused(error, None),
        }
    }
    if asked.prompt == Prompt::Never {
        return Ok(Response::see_other(&authorize::consent_required(ctx, &asked)));
    }
    let ticked = asked.scope.clone();
    show_consent(ctx, &visitor, &asked, query, &ticked, FormErrors::default())
}

fn refused(error: AuthorizeError, again: Option<String>) -> Answer {
    match error {
        AuthorizeError::Page(reason) => Err(Failure::BadAuthorizationRequest(reason)),
        AuthorizeError::Held(held) => Err(Failure::AppHeld(held)),
        AuthorizeError::Redirect(location) => Ok(Response::see_other(&location)),
        AuthorizeError::AlreadyDecided | AuthorizeError::NotRemembered => Err(Failure::ConsentEnded(again)),
        AuthorizeError::Store(error) => Err(Failure::Store(error)),
        AuthorizeError::Random(error) => Err(Failure::Random(error)),
    }
}

fn show_consent(
    ctx: &Ctx,
    visitor: &Visitor,
    asked: &AuthorizationRequest,
    query: &str,
    ticked: &ScopeSet,
    errors: FormErrors,
) -> Answer {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut view = consent::view(ctx, visitor, plain_page(ctx, Some(visitor))?, asked, ticked, errors)?;
    view.ticket = new_ticket(ctx, visitor, query, asked)?;
    view.request = query.to_owned();
    view.from = again(query);
    render_for(status, &view, Forms::GoOn)
}

/// The form, from our own pages and from this very session. Who was signed out meanwhile, or is somebody else now, comes
/// back to the same request.
async fn decision(ctx: &Ctx, request: &mut Request) -> Result<(Visitor, Params), Failure> {
    let form = open_form(ctx, request).await?;
    let back = || again(form.first("request"));
    let visitor = visitor(ctx, request)?.ok_or_else(|| Failure::SignIn(back()))?;
    if !same_text(form.first("csrf"), &visitor.csrf()) {
        return Err(Failure::Forged(back()));
    }
    Ok((visitor, form))
}

/// `POST /profile/apps/authorize`: the decision.
pub async fn decide(web: &Arc<Web>, request: &mut Request) -> Answer {
    let ctx = &*web.ctx;
    let (visitor, form) = decision(ctx, request).await?;
    let query = form.first("request");
    if visitor.user.suspended {
        return Err(Failure::Suspended);
    }
    let ended = || Failure::ConsentEnded(Some(again(query)));
    let (ticket, seen) = read_ticket(ctx, &visitor, form.first("ticket"), query).ok_or_else(ended)?;
    let params = params_of(query).map_err(|_| ended())?;
    let mut asked = match authorize::examine(ctx, &params, &visitor.user) {
        Ok(asked) => asked,
        Err(error) => return refused(error, Some(again(query))),
    };
    if asked.next_time == NextTime::Spared && form.first("remember").is_empty() {
        asked.next_time = NextTime::Asked;
    }
    let by = request.origin_of(visitor.actor(), &ctx.config).into_owned();
    if form.first("decision") != "authorize" {
        return Ok(Response::see_other(&authorize::deny(ctx, &by, &asked, visitor.user_ref())));
    }
    let ticked: ScopeSet = form.all("scope").map(str::to_owned).collect();
    if seen != asked.seen().to_hex() {
        let mut errors = FormErrors::default();
        errors.add("", "consent-changed");
        return show_consent(ctx, &visitor, &asked, query, &asked.scope.within(&ticked), errors);
    }
    if asked.scope.within(&ticked).is_empty() {
        let mut errors = FormErrors::default();
        errors.add("scope", "consent-leave-one");
        return show_consent(ctx, &visitor, &asked, query, &ScopeSet::default(), errors);
    }
    // A browser that is clicked twice drops the first request: the decision is carried out all the same.
    let deciding = tokio::spawn(approve_once(Arc::clone(web), by, asked, visitor.id, ticked, ticket));
    match deciding.await {
        Ok(Ok(location)) => Ok(Response::see_other(&location)),
        Ok(Err(error)) => refused(error, Some(again(query))),
        Err(_) => Err(Failure::ConsentEnded(Some(again(query)))),
    }
}

async fn approve_once(
    web: Arc<Web>,
    by: Origin<'static>,
    asked: AuthorizationRequest,
    user: UserId,
    scope: ScopeSet,
    ticket: Ticket,
) -> Result<String, AuthorizeError> {
    let _turn = web.decided.turn.lock().await;
    let now = web.ctx.clock.now();
    if let Some(location) = web.decided.recall(&ticket.hash, now) {
        return Ok(location);
    }
    let location = authorize::approve(&web.ctx, &by, &asked, user, &scope, Decision::Shown(ticket)).await?;
    web.decided.remember(ticket.hash, now, &location);
    Ok(location)
}

/// The answers given a moment ago.
#[derive(Default)]
pub struct Decided {
    turn: tokio::sync::Mutex<()>,
    answers: Mutex<VecDeque<(TokenHash, Timestamp, String)>>,
}

impl Decided {
    fn recall(&self, ticket: &TokenHash, now: Timestamp) -> Option<String> {
        let mut answers = self.lock();
        answers.retain(|(_, at, _)| now.since(*at) < REMEMBERED_FOR);
        answers.iter().find(|(own, _, _)| own == ticket).map(|(_, _, location)| location.clone())
    }

    fn remember(&self, ticket: TokenHash, now: Timestamp, location: &str) {
        let mut answers = self.lock();
        if answers.len() == MOST_REMEMBERED {
            answers.pop_front();
        }
        answers.push_back((ticket, now, location.to_owned()));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(TokenHash, Timestamp, String)>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn new_ticket(ctx: &Ctx, visitor: &Visitor, query: &str, asked: &AuthorizationRequest) -> Result<String, Failure> {
    let nonce = ctx.random.alphanumeric(16).map_err(Failure::Random)?;
    let shown = format!("{}.{nonce}.{}", ctx.clock.now().as_millis(), asked.seen().to_hex());
    let seal = visitor.seal(&format!("consent.{shown}.{query}"));
    Ok(format!("{shown}.{seal}"))
}

/// The ticket that was shown with this request, and what was seen of the app then.
fn read_ticket<'t>(ctx: &Ctx, visitor: &Visitor, ticket: &'t str, query: &str) -> Option<(Ticket, &'t str)> {
    let (shown, seal) = ticket.rsplit_once('.')?;
    if !same_text(seal, &visitor.seal(&format!("consent.{shown}.{query}"))) {
        return None;
    }
    let (moment, rest) = shown.split_once('.')?;
    let (_nonce, seen) = rest.split_once('.')?;
    let expires_at = Timestamp::from_millis(moment.parse().ok()?).plus(SHOWN_FOR);
    (expires_at > ctx.clock.now()).then(|| (Ticket { hash: TokenHash::of(ticket.as_bytes()), expires_at }, seen))
}

fn again(query: &str) -> String {
    format!("{AUTHORIZATION_PATH}?{query}")
}

/// The authorization request that somebody signs in for, if `from` leads to one.
pub fn asked(from: &str) -> Option<Params> {
    params_of(from.strip_prefix(AUTHORIZATION_PATH)?.strip_prefix('?')?).ok()
}

/// Where the answer to a form leads that signs somebody in for this request: on to the app, where nobody has to be asked.
pub fn forms_before(ctx: &Ctx, params: &Params) -> Forms {
    if authorize::examine_target(ctx, params).is_ok() { Forms::GoOn } else { Forms::Stay }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_authorization_page_is_a_request_to_sign_in_for() {
        assert_eq!(asked("/profile/apps/authorize?client_id=a").unwrap().first("client_id"), "a");
        assert!(asked("/profile").is_none());
        assert!(asked("/profile/apps/authorizeX?client_id=a").is_none());
    }
}
