//! What may stand in the fields of an app: checked when one is registered or changed, and told of a form all at once.

use url::Url;

use super::fault::{AppFault, Line};
use super::registration::{AppChange, AppError};
use super::{app_name, redirect_uri};
use crate::ctx::Ctx;
use crate::scope::ScopeSet;

/// The longest name of an app, in characters.
pub const LONGEST_NAME: usize = 100;
/// The longest description of an app, in characters.
pub const LONGEST_DESCRIPTION: usize = 200;
const LONGEST_WEBSITE: usize = 2000;

/// All that is wrong with what somebody wants to be registered, field by field: a form tells it at once. Of redirect URIs that is
/// what is wrong with each.
pub fn faults(ctx: &Ctx, wanted: &AppChange) -> Vec<(&'static str, AppFault)> {
    let checked = [
        wanted.name.as_deref().and_then(|name| check_name(name).err()),
        wanted.website.as_deref().and_then(|website| check_website(website).err()),
        wanted.description.as_deref().and_then(|description| check_description(description).err()),
    ];
    let in_scope = wanted.scope.as_deref().and_then(|scope| check_scope(ctx, scope).err());
    let fault = |error| if let AppError::Invalid { field, fault } = error { Some((field, fault)) } else { None };
    let mut faults: Vec<_> = checked.into_iter().flatten().filter_map(fault).collect();
    let uris = wanted.redirect_uris.as_deref().into_iter().flat_map(|uris| redirect_uri_faults(ctx, uris));
    faults.extend(uris.map(|fault| ("redirect_uris", fault)));
    faults.extend(in_scope.and_then(fault));
    faults
}

pub(super) fn check_name(name: &str) -> Result<String, AppError> {
    let name = check_line("client_name", Line::Name, name, LONGEST_NAME)?;
    app_name::check(&name).map_err(|fault| AppError::invalid("client_name", fault))?;
    Ok(name)
}

fn check_line(field: &'static str, what: Line, text: &str, longest: usize) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AppError::invalid(field, AppFault::Empty(what)));
    }
    if text.chars().count() > longest {
        return Err(AppError::invalid(field, AppFault::TooManyCharacters(longest)));
    }
    if text.contains(char::is_control) {
        return Err(AppError::invalid(field, AppFault::NotOneLine(what)));
    }
    Ok(text.to_owned())
}

pub(super) fn check_website(website: &str) -> Result<String, AppError> {
    let website = check_line("client_uri", Line::Website, website, LONGEST_WEBSITE)?;
    let is_web = Url::parse(&website).is_ok_and(|url| {
        matches!(url.scheme(), "https" | "http")
            && url.host_str().is_some()
            && url.username().is_empty()
            && url.password().is_none()
    });
    let written_plainly = website.starts_with("https://") || website.starts_with("http://");
    if is_web && written_plainly {
        return Ok(website);
    }
    Err(AppError::invalid("client_uri", AppFault::Website))
}

pub(super) fn check_description(description: &str) -> Result<Option<String>, AppError> {
    let description = description.trim();
    if description.chars().count() > LONGEST_DESCRIPTION {
        let fault = AppFault::TooManyCharacters(LONGEST_DESCRIPTION);
        return Err(AppError::invalid("client_description", fault));
    }
    if description.contains(|c: char| c.is_control() && c != '\n' && c != '\r' && c != '\t') {
        return Err(AppError::invalid("client_description", AppFault::ControlCharacters));
    }
    Ok(Some(description.to_owned()).filter(|description| !description.is_empty()))
}

/// Whether these may be the redirect URIs of an app.
pub fn check_redirect_uris(ctx: &Ctx, uris: Vec<String>) -> Result<Vec<String>, AppError> {
    let first = redirect_uri_faults(ctx, &uris).next();
    match first {
        Some(fault) => Err(AppError::invalid("redirect_uris", fault)),
        None => Ok(uris),
    }
}

/// What is wrong with redirect URIs: with how many there are, then with each.
fn redirect_uri_faults<'u>(ctx: &'u Ctx, uris: &'u [String]) -> impl Iterator<Item = AppFault> + 'u {
    let number =
        (uris.is_empty() || uris.len() > redirect_uri::MOST).then_some(AppFault::RedirectUris(redirect_uri::MOST));
    let each = uris.iter().enumerate().filter_map(|(index, uri)| {
        let shown = || uri.chars().filter(|c| !c.is_control()).take(100).collect();
        match redirect_uri::check(uri, &ctx.config.oauth.extra_redirect_schemes) {
            Err(why) => Some(AppFault::RedirectUri { uri: shown(), why }),
            Ok(()) if uris[..index].contains(uri) => Some(AppFault::RedirectUriTwice(shown())),
            Ok(()) => None,
        }
    });
    number.into_iter().chain(each)
}

pub(super) fn check_scope(ctx: &Ctx, scope: &str) -> Result<ScopeSet, AppError> {
    let known = ScopeSet::parse(scope).filter(|scope| ctx.config.scopes.get(scope).is_some());
    if known.is_empty() { Err(AppError::invalid("scope", AppFault::NoScope)) } else { Ok(known) }
}
