//! Why a page was not shown, and the page that says so.

use hyper::StatusCode;

use super::confirm::Waiting;
use super::faults::{of_account, of_body};
use super::session::Visitor;
use super::views::{ErrorPage, Page, with_from};
use super::{allow, any_page, error_page, plain_page};
use crate::account::AccountError;
use crate::ctx::Ctx;
use crate::http::request::{BodyError, Request};
use crate::http::response::Response;
use crate::limits::{TooMany, seconds};
use crate::oauth::hold::Held;
use crate::oauth::registration::AppError;
use crate::secret::RandomError;
use crate::store::StoreError;
use crate::words::wait;

/// Why a page was not shown.
pub enum Failure {
    /// Nobody is signed in; afterwards this address is the way on.
    SignIn(String),
    /// There is no such page, or it is not the visitor's.
    NotFound,
    /// The page does not take this method; it takes these.
    MethodNotAllowed(&'static str),
    /// The form does not come from our pages, or not from this session; this is its page.
    Forged(String),
    /// Whoever is signed in must show first that it is them.
    Confirm(Box<Waiting>),
    /// The account is suspended.
    Suspended,
    /// People cannot open accounts by themselves; afterwards this address is the way on for those who have one.
    RegistrationClosed(String),
    /// A link that was used, has expired or never was.
    LinkEnded(Link),
    /// An authorization request that may not be answered by redirect.
    BadAuthorizationRequest(String),
    /// An app that is kept back from the visitor.
    AppHeld(Held),
    /// A consent page that was answered before or too late; this address starts it anew.
    ConsentEnded(Option<String>),
    /// The body cannot be read.
    Body(BodyError),
    /// Somebody tried too often or the server is busy; the page says so.
    Account(AccountError),
    /// The page could not be written.
    Render(askama::Error),
    /// The store failed.
    Store(StoreError),
    /// There is no randomness.
    Random(RandomError),
}

/// Which one-time link.
#[derive(Clone, Copy)]
pub enum Link {
    /// To set up the first administrator.
    SetUp,
    /// To set a new password.
    Password,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<BodyError> for Failure {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

impl From<AccountError> for Failure {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Store(error) => Self::Store(error),
            AccountError::Random(error) => Self::Random(error),
            AccountError::Suspended => Self::Suspended,
            AccountError::NotFound => Self::NotFound,
            other => Self::Account(other),
        }
    }
}

impl From<TooMany> for Failure {
    fn from(too_many: TooMany) -> Self {
        Self::Account(too_many.into())
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Store(error) => Self::Store(error),
            AppError::Random(error) => Self::Random(error),
            AppError::NotFound | AppError::NoPreviousSecret | AppError::Public | AppError::Invalid { .. } => {
                Self::NotFound
            }
        }
    }
}

impl Failure {
    /// The page, or the way to the sign-in.
    pub fn into_response(self, ctx: &Ctx, visitor: Option<&Visitor>, request: &Request) -> Response {
        match (self, visitor) {
            (Self::SignIn(from), _) => Response::see_other(&with_from("/login", &from)),
            (Self::Confirm(waiting), Some(visitor)) => {
                let asked = plain_page(ctx, Some(visitor)).and_then(|page| waiting.into_response(ctx, page, visitor));
                asked.unwrap_or_else(|failure| failure.into_error_page(ctx, None, request))
            }
            (failure, visitor) => failure.into_error_page(ctx, visitor, request),
        }
    }

    fn into_error_page(self, ctx: &Ctx, visitor: Option<&Visitor>, request: &Request) -> Response {
        // The name of the instance is in the store: when that fails, the page does without.
        let page = any_page(ctx, visitor, request).unwrap_or_default();
        let retry_after = self.retry_after();
        let allowed = if let Self::MethodNotAllowed(methods) = &self { Some(*methods) } else { None };
        let view = self.page(page);
        let response = error_page(&view)
            .unwrap_or_else(|_| Response::failure(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be written"));
        let response = match allowed.map(allow) {
            Some((name, value)) => response.with_header(name, value),
            None => response,
        };
        match retry_after {
            Some(seconds) => response.retry_after(seconds),
            None => response,
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Account(AccountError::TooManyAttempts { retry_after }) => Some(seconds(*retry_after)),
            Self::Account(AccountError::Busy) => Some(1),
            Self::Store(failed) => failed.retry_after(),
            _ => None,
        }
    }

    fn page(self, page: Page) -> ErrorPage {
        match self {
            Self::SignIn(_) | Self::Confirm(_) | Self::NotFound => ErrorPage::not_found(page),
            Self::MethodNotAllowed(_) => ErrorPage::method_not_allowed(page),
            Self::Forged(again) => ErrorPage::form_refused(page, &again),
            Self::Suspended => ErrorPage::suspended(page),
            Self::RegistrationClosed(from) => ErrorPage::registration_closed(page, &with_from("/login", &from)),
            Self::LinkEnded(Link::SetUp) => ErrorPage::setup_link_ended(page),
            Self::LinkEnded(Link::Password) => ErrorPage::password_link_ended(page),
            Self::BadAuthorizationRequest(reason) => ErrorPage::bad_authorization_request(page, &reason),
            Self::AppHeld(Held { app, suspended: true }) => ErrorPage::app_suspended(page, &app),
            Self::AppHeld(Held { app, suspended: false }) => ErrorPage::app_waiting(page, &app),
            Self::ConsentEnded(again) => ErrorPage::consent_ended(page, again.as_deref()),
            Self::Body(error) => ErrorPage::form_unreadable(page, error.status().as_u16(), of_body(error)),
            Self::Account(AccountError::TooManyAttempts { retry_after }) => {
                ErrorPage::too_many_requests(page, wait(retry_after))
            }
            Self::Account(AccountError::Busy) => ErrorPage::unavailable(page),
            Self::Account(error) => ErrorPage::not_done(page, of_account(&error)),
            Self::Render(error) => internal(page, &error),
            Self::Store(error) if error.retry_after().is_some() => ErrorPage::read_only(page),
            Self::Store(error) => internal(page, &error),
            Self::Random(error) => internal(page, &error),
        }
    }
}

fn internal(page: Page, error: &dyn std::error::Error) -> ErrorPage {
    tracing::error!(%error, "a page could not be shown");
    ErrorPage::internal(page)
}
