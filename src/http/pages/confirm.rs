//! What stands before a risky step: whoever is signed in shows again that it is them, and the step goes on with what it
//! was asked for. See [`confirmation`].

use hyper::StatusCode;

use super::failure::Failure;
use super::form::{own_form, signed_in, too_often, way_back};
use super::session::{Visitor, inside};
use super::views::{ConfirmAgain, FormErrors, Page};
use super::{Answer, passkey, plain_page, render_asking};
use crate::account::AccountError;
use crate::account::confirmation::{self, Question, Shown};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::limits::seconds;
use crate::oauth::Params;

const PASSWORD: &str = "confirm_password";
const CODE: &str = "confirm_code";
const PASSKEY: passkey::Fields = ("confirm_passkey", "confirm_passkey_ticket");
const PATH: &str = "/profile/confirm";

/// A step that waits for the person to show that it is them.
pub struct Waiting {
    action: String,
    fields: Vec<(String, String)>,
    cancel: String,
    errors: FormErrors,
    status: StatusCode,
    retry_after: Option<u64>,
}

/// To be asked before a risky step that `params`, a form of this very session, are for. A page that asks takes the place of
/// the step, and sends the same form again.
///
/// # Errors
/// The page that asks, as a [`Failure`].
pub async fn confirmed(ctx: &Ctx, request: &Request, visitor: &Visitor, params: &Params) -> Result<(), Failure> {
    if confirmation::is_recent(ctx, visitor) {
        return Ok(());
    }
    let own = ["csrf", PASSWORD, CODE, PASSKEY.0, PASSKEY.1];
    let fields = params.iter().filter(|(name, _)| !own.contains(name));
    let waiting = Waiting {
        action: request.path().to_owned(),
        fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        cancel: request.path().to_owned(),
        errors: FormErrors::default(),
        status: StatusCode::OK,
        retry_after: None,
    };
    take(ctx, request, visitor, params, waiting).await
}

/// The same for a page that is looked at: it is shown afterwards.
pub fn before_showing(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Result<(), Failure> {
    if confirmation::is_recent(ctx, visitor) {
        return Ok(());
    }
    Err(Failure::Confirm(Box::new(Waiting::to_show(way_back(request)))))
}

impl Waiting {
    fn to_show(from: String) -> Self {
        Self {
            action: PATH.to_owned(),
            fields: vec![("from".to_owned(), from)],
            cancel: "/profile".to_owned(),
            errors: FormErrors::default(),
            status: StatusCode::OK,
            retry_after: None,
        }
    }

    /// The page that asks.
    pub fn into_response(self, ctx: &Ctx, page: Page, visitor: &Visitor) -> Answer {
        let view = ConfirmAgain {
            page,
            asked: passkey::asked(ctx, visitor, confirmation::question(ctx, visitor))?,
            account: visitor.user.name.clone(),
            action: self.action,
            fields: self.fields,
            cancel: self.cancel,
            errors: self.errors,
        };
        let shown = render_asking(ctx, self.status, &view, Forms::Stay, view.asked.passkey.as_ref())?;
        Ok(match self.retry_after {
            Some(seconds) => shown.retry_after(seconds),
            None => shown,
        })
    }
}

async fn take(
    ctx: &Ctx,
    request: &Request,
    visitor: &Visitor,
    params: &Params,
    mut waiting: Waiting,
) -> Result<(), Failure> {
    let shown = match confirmation::question(ctx, visitor) {
        Question::Code => {
            Shown { password: None, code: Some(params.first(CODE)), passkey: passkey::answer(params, PASSKEY) }
        }
        Question::Password => Shown::password(params.first(PASSWORD)),
        Question::Nothing => return Ok(()),
    };
    if shown.passkey.is_none() && shown.code.or(shown.password).is_none_or(str::is_empty) {
        return Err(Failure::Confirm(Box::new(waiting)));
    }
    let by = request.origin_of(visitor.actor(), &ctx.config);
    match confirmation::confirm(ctx, &by, visitor, shown).await {
        Ok(()) => return Ok(()),
        Err(AccountError::Invalid { field: "passkey", .. }) => waiting.errors.add("", "passkey-refused"),
        Err(AccountError::Invalid { field: "code", .. }) => waiting.errors.add(CODE, "second-factor-code-wrong"),
        Err(AccountError::Invalid { .. }) => waiting.errors.add(PASSWORD, "confirm-password-wrong"),
        Err(AccountError::TooManyAttempts { retry_after }) => {
            waiting.errors = too_often(retry_after);
            waiting.retry_after = Some(seconds(retry_after));
        }
        Err(AccountError::SecondFactorSealed) => waiting.errors.add(CODE, "second-factor-sealed"),
        Err(error) => return Err(error.into()),
    }
    waiting.status =
        if waiting.retry_after.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::BAD_REQUEST };
    Err(Failure::Confirm(Box::new(waiting)))
}

/// `GET /profile/confirm?from=`: asks, and goes on to a page.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let from = request.query_value("from").unwrap_or_default();
    if confirmation::is_recent(ctx, &visitor) {
        return Ok(Response::see_other(inside(&from)));
    }
    Waiting::to_show(from).into_response(ctx, plain_page(ctx, Some(&visitor))?, &visitor)
}

/// `POST /profile/confirm`.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let from = params.first("from").to_owned();
    take(ctx, request, &visitor, &params, Waiting::to_show(from.clone())).await?;
    Ok(Response::see_other(inside(&from)))
}
