//! Passkeys on the pages: `/profile/second-factor/passkey` adds one, `/profile/second-factor/passkey/name` renames one, and every form that may be answered by one has
//! [`answer`]. The script `passkey.js` puts the answer into the form; where it does not run, there is another way.

use hyper::StatusCode;

use super::confirm::{before_showing, confirmed};
use super::failure::Failure;
use super::faults::said;
use super::form::{account_errors, own_form, signed_in};
use super::second_factor::{PASSKEY_ADDED, added};
use super::session::Visitor;
use super::views::{Asked, FormErrors, PasskeyName, PasskeyNew};
use super::{Answer, plain_page, render, render_asking};
use crate::account::AccountError;
use crate::account::confirmation::{self, Question};
use crate::account::fault::Fault;
use crate::account::passkey;
use crate::account::second_factor;
use crate::account::second_factor_object::{credential_id, id_text};
use crate::audit::device::device;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::oauth::Params;

/// The fields that carry an answer: the credential and the ticket.
pub type Fields = (&'static str, &'static str);

/// Those of a form that is for the passkey, or asks for it by itself.
pub const OWN: Fields = ("passkey", "passkey_ticket");

/// What a passkey answered, where the form was sent by one.
pub fn answer(params: &Params, fields: Fields) -> Option<passkey::Answer<'_>> {
    let credential = params.first(fields.0);
    (!credential.is_empty()).then(|| passkey::Answer { credential, ticket: params.first(fields.1) })
}

/// What is to be asked of whoever is signed in.
pub fn asked(ctx: &Ctx, visitor: &Visitor, question: Question) -> Result<Asked, Failure> {
    let passkey = match question {
        Question::Code => confirmation::ask_for_passkey(ctx, visitor)?,
        Question::Password | Question::Nothing => None,
    };
    Ok(Asked { question, passkey })
}

/// `GET /profile/second-factor/passkey?from=`.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    if !passkey::are_possible(ctx) {
        return Err(Failure::NotFound);
    }
    before_showing(ctx, request, &visitor)?;
    let (from, name) = (request.query_value("from").unwrap_or_default(), device(request.user_agent()).to_string());
    show_form(ctx, &visitor, StatusCode::OK, &from, &name, FormErrors::default())
}

fn show_form(
    ctx: &Ctx,
    visitor: &Visitor,
    status: StatusCode,
    from: &str,
    name: &str,
    mut errors: FormErrors,
) -> Answer {
    let ask = match passkey::ask_to_add(ctx, visitor) {
        Ok(ask) => Some(ask),
        Err(AccountError::Invalid { fault, .. }) => {
            errors.add("", said(&fault));
            None
        }
        Err(error) => return Err(error.into()),
    };
    let (page, called, from) = (plain_page(ctx, Some(visitor))?, name.to_owned(), from.to_owned());
    let view = PasskeyNew { page, called, from, ask, errors };
    render_asking(ctx, status, &view, Forms::Stay, view.ask.as_ref())
}

/// `POST /profile/second-factor/passkey`: adds it.
pub async fn add(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    confirmed(ctx, request, &visitor, &params).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config).into_owned();
    let (from, name) = (params.first("from"), params.first("name"));
    // Sent without the script there is no answer: it is refused with what one sees then.
    let none = passkey::Answer { credential: "", ticket: "" };
    let answer = answer(&params, OWN).unwrap_or(none);
    match second_factor::add_passkey(ctx, &by, &visitor, answer, name).await {
        Ok(codes) => added(ctx, &visitor, codes, from, PASSKEY_ADDED),
        Err(AccountError::Invalid { field: "passkey", fault: Fault::Passkey }) => {
            let mut errors = FormErrors::default();
            errors.add("", "passkey-not-added");
            show_form(ctx, &visitor, StatusCode::BAD_REQUEST, from, name, errors)
        }
        Err(error) => show_form(ctx, &visitor, StatusCode::BAD_REQUEST, from, name, account_errors(error)?),
    }
}

/// `GET /profile/second-factor/passkey/name?id=`.
pub fn show_name(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    before_showing(ctx, request, &visitor)?;
    let id = request.query_value("id").unwrap_or_default();
    let factor = second_factor::find(ctx, visitor.id)?.ok_or(Failure::NotFound)?;
    let known = factor.passkeys.into_iter().find(|known| id_text(&known.id) == id).ok_or(Failure::NotFound)?;
    show_name_form(ctx, &visitor, StatusCode::OK, (&id, &known.name), FormErrors::default())
}

fn show_name_form(
    ctx: &Ctx,
    visitor: &Visitor,
    status: StatusCode,
    (id, name): (&str, &str),
    errors: FormErrors,
) -> Answer {
    let page = plain_page(ctx, Some(visitor))?;
    render(status, &PasskeyName { page, id: id.to_owned(), called: name.to_owned(), errors })
}

/// `POST /profile/second-factor/passkey/name`: it is called so.
pub async fn rename(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    confirmed(ctx, request, &visitor, &params).await?;
    let (id, name) = (params.first("id"), params.first("name"));
    let passkey = credential_id(id).ok_or(Failure::NotFound)?;
    match second_factor::rename_passkey(ctx, &visitor, &passkey, name).await {
        Ok(()) => Ok(Response::see_other("/profile/second-factor?done=passkey-renamed")),
        Err(error) => show_name_form(ctx, &visitor, StatusCode::BAD_REQUEST, (id, name), account_errors(error)?),
    }
}
