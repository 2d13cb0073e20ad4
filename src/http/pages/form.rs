//! What forms have in common: they come from our own pages, and after a step a notice says what was done.

use std::time::Duration;

use super::failure::{Failure, Link};
use super::faults;
use super::passkey::{OWN, answer};
use super::session::{Visitor, visitor};
use super::views::{FormErrors, Notice, NoticeKind, Precision, When};
use crate::account::AccountError;
use crate::account::confirmation::{self, Question, Shown};
use crate::clock::Timestamp;
use crate::config::Accounts;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::oauth::Params;
use crate::secret::same_text;
use crate::words::{Sentence, wait};

/// Who is signed in; where nobody is, the way is through the sign-in.
pub fn signed_in(ctx: &Ctx, request: &Request) -> Result<Visitor, Failure> {
    visitor(ctx, request)?.ok_or_else(|| Failure::SignIn(way_back(request)))
}

/// The address of a page, for coming back to it. Of a form, its page.
pub fn way_back(request: &Request) -> String {
    match request.query() {
        Some(query) => format!("{}?{query}", request.path()),
        None => request.path().to_owned(),
    }
}

/// The address that a one-time link leads to.
pub fn with_key(path: &str, key: &str) -> String {
    form_urlencoded::Serializer::new(format!("{path}?")).append_pair("key", key).finish()
}

/// Reads a form of somebody who is signed in: from our own pages, and from this very session.
pub async fn own_form(ctx: &Ctx, request: &mut Request) -> Result<(Visitor, Params), Failure> {
    let again = request.path().to_owned();
    let visitor = signed_in(ctx, request)?;
    if !request.is_from_own_pages(&ctx.issuer) {
        return Err(Failure::Forged(again));
    }
    let params = request.form().await?;
    if !same_text(params.first("csrf"), &visitor.csrf()) {
        return Err(Failure::Forged(again));
    }
    Ok((visitor, params))
}

/// Reads a form of somebody who need not be signed in.
pub async fn open_form(ctx: &Ctx, request: &mut Request) -> Result<Params, Failure> {
    if !request.is_from_own_pages(&ctx.issuer) {
        return Err(Failure::Forged(request.path().to_owned()));
    }
    Ok(request.form().await?)
}

/// What to say of a one-time link that was not good; who tries too many has to wait.
pub fn link_failure(ctx: &Ctx, request: &Request, link: Link, error: AccountError) -> Failure {
    match error {
        AccountError::LinkEnded => match ctx.limits.links.admit_address(request.client_address(&ctx.config)) {
            Ok(()) => Failure::LinkEnded(link),
            Err(too_many) => too_many.into(),
        },
        other => other.into(),
    }
}

/// What a form that asks by itself was answered with: the password, or the second factor where the account has one.
pub fn shown<'p>(ctx: &Ctx, visitor: &Visitor, params: &'p Params) -> Shown<'p> {
    match confirmation::question_of_form(ctx, visitor) {
        Question::Password => Shown::password(params.first("current_password")),
        Question::Code => Shown { code: Some(params.first("code")), passkey: answer(params, OWN), password: None },
        Question::Nothing => Shown::default(),
    }
}

/// The sentence for `?done=`: only these can be shown, so that a link cannot put words into our pages.
pub fn notice(done: &str) -> Option<Notice> {
    let text = match done {
        "setup" => "notice-setup",
        "registered" => "notice-registered",
        "profile" => "notice-profile",
        "password" => "notice-password",
        "password-set" => "notice-password-set",
        "email" => "notice-email",
        "account-deleted" => "notice-account-deleted",
        "session" => "notice-session",
        "sessions" => "notice-sessions",
        "edited" => "notice-edited",
        "registered-before" => return Some(Notice { kind: NoticeKind::Info, text: "notice-registered-before".into() }),
        "revoked" => "notice-revoked",
        "deleted" => "notice-deleted",
        "secret-ended" => "notice-secret-ended",
        "withdrawn" => "notice-withdrawn",
        "asked" => "grants-notice-asked",
        "signed-out" => "notice-signed-out",
        "second-factor-off" => "notice-second-factor-off",
        "second-factor-app" => "notice-second-factor-app",
        "second-factor-passkey" => "notice-passkey-added",
        "passkey-renamed" => "notice-passkey-renamed",
        "second-factor-less" => "notice-second-factor-less",
        "sign-in-ended" => return Some(Notice { kind: NoticeKind::Info, text: "notice-sign-in-ended".into() }),
        _ => return None,
    };
    Some(Notice { kind: NoticeKind::Success, text: text.into() })
}

/// The day of a moment as pages show it.
pub fn day(moment: Timestamp) -> When {
    When { moment, precision: Precision::Day }
}

/// What a new password must be.
pub fn password_hint(accounts: &Accounts) -> Sentence {
    let key = match accounts.password_min_strength {
        0 => "account-password-length",
        _ => "account-password-hint",
    };
    Sentence::of(key).with("length", accounts.password_min_length)
}

/// A moment as pages show it.
pub fn when(moment: Timestamp) -> When {
    When { moment, precision: Precision::Whole }
}

/// What a form tells of itself to who sent it too often; what was typed stays in it.
pub fn too_often(retry_after: Duration) -> FormErrors {
    let mut errors = FormErrors::default();
    errors.add("", Sentence::of("login-too-many").with("wait", wait(retry_after)));
    errors
}

/// What is wrong with a form about an account; what is no fault of the form's is passed on.
pub fn account_errors(error: AccountError) -> Result<FormErrors, Failure> {
    let mut errors = FormErrors::default();
    match error {
        // No field of a passkey can be seen.
        AccountError::Invalid { field: "passkey", fault } => errors.add("", faults::said(&fault)),
        AccountError::Invalid { field, fault } => errors.add(field, faults::said(&fault)),
        AccountError::Taken { field } => errors.add(field, faults::taken(field)),
        other => return Err(other.into()),
    }
    Ok(errors)
}

/// The same of a form that asks by itself who sends it.
pub fn own_errors(error: AccountError) -> Result<FormErrors, Failure> {
    let mut errors = FormErrors::default();
    match error {
        AccountError::Invalid { field: field @ "code", .. } => errors.add(field, "second-factor-code-wrong"),
        AccountError::SecondFactorNeeded => errors.add("code", "second-factor-code-wrong"),
        AccountError::SecondFactorSealed => errors.add("code", "second-factor-sealed"),
        other => return account_errors(other),
    }
    Ok(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_notices_are_shown() {
        assert!(notice("profile").is_some());
        assert!(notice("You have won").is_none());
    }
}
