//! `/profile/second-factor` and `/profile/second-factor/app`: what there is, set up, taken away; `/login/second-factor`: the
//! second step of a sign-in.

use hyper::StatusCode;

use super::authorize::{asked, forms_before};
use super::confirm::{before_showing, confirmed};
use super::failure::Failure;
use super::form::{open_form, own_form, signed_in, way_back, when};
use super::session::{self, Visitor, cookie, inside, no_pending_cookie, pending_cookie, pending_token};
use super::views::{
    Confirm, FormErrors, LoginSecondFactor, Page, PasskeyRow, RecoveryCodes, SecondFactorApp, SecondFactorPage,
    with_from,
};
use super::{Answer, page, passkey, plain_page, qr, render, render_asking, render_with_script};
use crate::account::AccountError;
use crate::account::login::{self, Second};
use crate::account::passkey::are_possible;
use crate::account::second_factor::{self, Part, SetUp, must_set_up, without};
use crate::account::second_factor_object::{credential_id, id_text};
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::limits::seconds;
use crate::oauth::Params;
use crate::oauth::authorize::client_name;
use crate::secret::Secret;
use crate::store::records::Passkey;
use crate::words::{Sentence, wait};

const PATH: &str = "/profile/second-factor";
const LOGIN_PATH: &str = "/login/second-factor";

/// The way from the password to the code.
pub fn ask_at_login(ctx: &Ctx, token: &Secret, from: &str) -> Response {
    Response::see_other(&with_from(LOGIN_PATH, from)).with_cookie(&pending_cookie(ctx, token))
}

/// `GET /login/second-factor?from=`: the form, while a sign-in waits.
pub fn show_at_login(ctx: &Ctx, request: &Request) -> Answer {
    let from = request.query_value("from").unwrap_or_default();
    if session::visitor(ctx, request)?.is_some() {
        return Ok(Response::see_other(inside(&from)));
    }
    show_login_form(ctx, request, StatusCode::OK, &from, FormErrors::default())
}

fn show_login_form(ctx: &Ctx, request: &Request, status: StatusCode, from: &str, errors: FormErrors) -> Answer {
    let token = pending_token(ctx, request).unwrap_or_default();
    let account = match login::pending(ctx, token) {
        Ok((_, account)) => account,
        Err(AccountError::SignInEnded) => return Ok(sign_in_ended(ctx, from)),
        Err(error) => return Err(error.into()),
    };
    let wanted = asked(from);
    let for_app = wanted.as_ref().map(|params| client_name(ctx, params)).transpose()?.flatten();
    let forms = wanted.map_or(Forms::Stay, |params| forms_before(ctx, &params));
    let page = Page { here: with_from(LOGIN_PATH, from), ..page(ctx, None, request)? };
    let (passkey, from) = (login::ask_for_passkey(ctx, token)?, from.to_owned());
    let view = LoginSecondFactor { page, account: account.name, from, for_app, passkey, errors };
    render_asking(ctx, status, &view, forms, view.passkey.as_ref())
}

fn sign_in_ended(ctx: &Ctx, from: &str) -> Response {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("from", from)
        .append_pair("done", "sign-in-ended")
        .finish();
    Response::see_other(&format!("/login?{query}")).with_cookie(&no_pending_cookie(ctx))
}

/// `POST /login/second-factor`: signs in and goes on to `from`.
pub async fn sign_in(ctx: &Ctx, request: &mut Request) -> Answer {
    let params = open_form(ctx, request).await?;
    let from = params.first("from").to_owned();
    let token = pending_token(ctx, request).unwrap_or_default().to_owned();
    let (address, device) = (request.client_address(&ctx.config), request.user_agent().to_owned());
    let mut errors = FormErrors::default();
    let second = match passkey::answer(&params, passkey::OWN) {
        Some(answer) => Second::Passkey(answer),
        None => Second::Code(params.first("code")),
    };
    match login::finish(ctx, &token, second, address, &device).await {
        Ok((token, _)) => {
            let done = Response::see_other(inside(&from)).with_cookie(&cookie(ctx, &token));
            Ok(done.with_cookie(&no_pending_cookie(ctx)))
        }
        Err(AccountError::SignInEnded) => Ok(sign_in_ended(ctx, &from)),
        Err(AccountError::Invalid { field, .. }) => {
            match field {
                "passkey" => errors.add("", "passkey-refused"),
                _ => errors.add("code", "second-factor-code-wrong"),
            }
            show_login_form(ctx, request, StatusCode::UNAUTHORIZED, &from, errors)
        }
        Err(AccountError::SecondFactorSealed) => {
            errors.add("code", "second-factor-sealed");
            show_login_form(ctx, request, StatusCode::SERVICE_UNAVAILABLE, &from, errors)
        }
        Err(AccountError::TooManyAttempts { retry_after }) => {
            errors.add("code", Sentence::of("second-factor-too-many").with("wait", wait(retry_after)));
            let shown = show_login_form(ctx, request, StatusCode::TOO_MANY_REQUESTS, &from, errors)?;
            Ok(shown.retry_after(seconds(retry_after)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The way from a page to setting one up, and back.
pub fn set_up_first(request: &Request) -> Response {
    Response::see_other(&with_from(PATH, &way_back(request)))
}

/// `GET /profile/second-factor?from=`.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let factor = second_factor::find(ctx, visitor.id)?;
    let app = factor.as_ref().and_then(|factor| factor.app.as_ref());
    let passkeys = factor.as_ref().map(|factor| factor.passkeys.as_slice()).unwrap_or_default();
    let view = SecondFactorPage {
        page: page(ctx, Some(&visitor), request)?,
        required: must_set_up(ctx, &visitor),
        from: request.query_value("from").unwrap_or_default(),
        app: app.map(|app| (when(app.added_at), app.last_used_at.map(when))),
        passkeys: passkeys.iter().map(passkey_row).collect(),
        passkeys_possible: are_possible(ctx),
        codes: factor.as_ref().map(|factor| (factor.recovery.len(), when(factor.recovery_made_at))),
    };
    render(StatusCode::OK, &view)
}

fn passkey_row(passkey: &Passkey) -> PasskeyRow {
    PasskeyRow {
        id: id_text(&passkey.id),
        name: passkey.name.clone(),
        added: when(passkey.added_at),
        used: passkey.last_used_at.map(when),
    }
}

/// `POST /profile/second-factor`, by `action`.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config).into_owned();
    match params.first("action") {
        "codes" => {
            confirmed(ctx, request, &visitor, &params).await?;
            let codes = second_factor::renew_codes(ctx, &by, &visitor).await?;
            show_codes(ctx, &visitor, codes, "recovery-codes-new", PATH.to_owned())
        }
        "ask_off" => render(StatusCode::OK, &off(plain_page(ctx, Some(&visitor))?, vec![("action", "off")])),
        "ask_remove_app" => ask_to_remove(ctx, &visitor, Part::App, vec![("action", "remove_app")]),
        "ask_remove_passkey" => {
            let id = credential_id(params.first("id")).ok_or(Failure::NotFound)?;
            let fields = vec![("action", "remove_passkey"), ("id", params.first("id"))];
            ask_to_remove(ctx, &visitor, Part::Passkey(&id), fields)
        }
        "remove_app" => {
            confirmed(ctx, request, &visitor, &params).await?;
            removed(ctx, &by, &visitor, Part::App).await
        }
        "remove_passkey" => {
            confirmed(ctx, request, &visitor, &params).await?;
            let id = credential_id(params.first("id")).ok_or(Failure::NotFound)?;
            removed(ctx, &by, &visitor, Part::Passkey(&id)).await
        }
        "off" => {
            confirmed(ctx, request, &visitor, &params).await?;
            second_factor::turn_off(ctx, &by, visitor.id).await?;
            Ok(Response::see_other("/profile/second-factor?done=second-factor-off"))
        }
        _ => Err(Failure::NotFound),
    }
}

/// The question before all of it is turned off.
fn off(page: Page, fields: Vec<(&str, &str)>) -> Confirm {
    Confirm {
        page,
        title: "second-factor-off-title".into(),
        sentences: vec!["second-factor-off-what".into(), "second-factor-off-codes".into()],
        action: PATH.to_owned(),
        fields: owned(fields),
        button: "second-factor-off-button".into(),
        harms: true,
        cancel: PATH.to_owned(),
    }
}

fn owned(fields: Vec<(&str, &str)>) -> Vec<(String, String)> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The question before one part of it goes. With the last one all of it does, and that is asked.
fn ask_to_remove(ctx: &Ctx, visitor: &Visitor, part: Part<'_>, fields: Vec<(&str, &str)>) -> Answer {
    let factor = second_factor::find(ctx, visitor.id)?.ok_or(Failure::NotFound)?;
    let left = without(&factor, part).ok_or(Failure::NotFound)?;
    let page = plain_page(ctx, Some(visitor))?;
    if left.is_none() {
        return render(StatusCode::OK, &off(page, fields));
    }
    let (title, what, button) = match part {
        Part::App => {
            ("second-factor-app-remove-title".into(), "second-factor-app-remove-what", "second-factor-app-remove")
        }
        Part::Passkey(id) => {
            let name = factor.passkeys.iter().find(|passkey| passkey.id == id).map(|passkey| passkey.name.clone());
            let title = Sentence::of("passkey-remove-title").with("name", name.unwrap_or_default());
            (title, "passkey-remove-what", "passkey-remove-button")
        }
    };
    let view = Confirm {
        page,
        title,
        sentences: vec![what.into()],
        action: PATH.to_owned(),
        fields: owned(fields),
        button: button.into(),
        harms: true,
        cancel: PATH.to_owned(),
    };
    render(StatusCode::OK, &view)
}

async fn removed(ctx: &Ctx, by: &Origin<'_>, visitor: &Visitor, part: Part<'_>) -> Answer {
    let done = match second_factor::remove(ctx, by, visitor, part).await? {
        true => "second-factor-less",
        false => "second-factor-off",
    };
    Ok(Response::see_other(&format!("{PATH}?done={done}")))
}

/// What is said when a part was added.
#[derive(Clone, Copy)]
pub struct Added {
    codes: &'static str,
    notice: &'static str,
}

const APP_ADDED: Added = Added { codes: "recovery-codes-first", notice: "second-factor-app" };

/// Of a passkey.
pub const PASSKEY_ADDED: Added = Added { codes: "recovery-codes-first-passkey", notice: "second-factor-passkey" };

/// What follows when a part of a second factor was added: the recovery codes where they are the first.
pub fn added(ctx: &Ctx, visitor: &Visitor, codes: Option<Vec<String>>, from: &str, said: Added) -> Answer {
    match codes {
        Some(codes) => {
            let next = if from.is_empty() { PATH } else { inside(from) };
            show_codes(ctx, visitor, codes, said.codes, next.to_owned())
        }
        None => Ok(Response::see_other(&format!("{PATH}?done={}", said.notice))),
    }
}

fn show_codes(ctx: &Ctx, visitor: &Visitor, codes: Vec<String>, about: &'static str, next: String) -> Answer {
    let account = visitor.user.name.clone();
    let view = RecoveryCodes { page: plain_page(ctx, Some(visitor))?, codes, account, about: about.into(), next };
    render_with_script(ctx, &view)
}

/// `GET /profile/second-factor/app?from=`: a new secret, as a picture and as text.
pub fn show_app(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    before_showing(ctx, request, &visitor)?;
    let from = request.query_value("from").unwrap_or_default();
    let begun = second_factor::begin(ctx, &visitor)?;
    show_set_up(ctx, &visitor, StatusCode::OK, begun, &from, FormErrors::default())
}

fn show_set_up(
    ctx: &Ctx,
    visitor: &Visitor,
    status: StatusCode,
    begun: SetUp,
    from: &str,
    errors: FormErrors,
) -> Answer {
    let SetUp { secret, address, ticket } = begun;
    let characters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    let factor = second_factor::find(ctx, visitor.id)?;
    let view = SecondFactorApp {
        page: plain_page(ctx, Some(visitor))?,
        picture: qr::path(&address).unwrap_or_default(),
        grouped: groups.join(" "),
        secret,
        ticket,
        replaces: factor.is_some_and(|factor| factor.app.is_some()),
        from: from.to_owned(),
        errors,
    };
    render(status, &view)
}

/// `POST /profile/second-factor/app`: sets it up with a code of it.
pub async fn set_up_app(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    confirmed(ctx, request, &visitor, &params).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config).into_owned();
    let begun = (params.first("secret"), params.first("ticket"));
    match second_factor::set_up_app(ctx, &by, &visitor, begun, params.first("code")).await {
        Ok(codes) => added(ctx, &visitor, codes, params.first("from"), APP_ADDED),
        Err(AccountError::Invalid { .. }) => again(ctx, &visitor, begun, &params, "second-factor-app-code-wrong"),
        Err(AccountError::SetUpEnded) => again(ctx, &visitor, begun, &params, "second-factor-set-up-ended"),
        Err(error) => Err(error.into()),
    }
}

/// The form again, with the same secret where it is still good.
fn again(ctx: &Ctx, visitor: &Visitor, begun: (&str, &str), params: &Params, wrong: &'static str) -> Answer {
    let mut errors = FormErrors::default();
    errors.add("code", wrong);
    let begun = match second_factor::again(ctx, visitor, begun.0, begun.1)? {
        Some(begun) => begun,
        None => second_factor::begin(ctx, visitor)?,
    };
    show_set_up(ctx, visitor, StatusCode::BAD_REQUEST, begun, params.first("from"), errors)
}
