//! In which language the pages speak to whom, and `/login/language`, where somebody who is not signed in chooses one.

use hyper::header::ACCEPT_LANGUAGE;

use super::Answer;
use super::failure::Failure;
use super::form::open_form;
use super::session::{inside, secure};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::language::Language;
use crate::oauth::Params;
use crate::store::records::User;
use crate::words::Words;

/// The cookie of who has chosen a language without being signed in. It holds its tag and nothing else.
pub const COOKIE: &str = "grantd-language";
/// A year.
const COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// What speaks for one language or another.
#[derive(Clone, Copy, Default)]
struct Wishes<'r> {
    /// What the account has set.
    account: Option<&'r str>,
    /// What was chosen in this browser.
    cookie: Option<&'r str>,
    /// What the browser asks for.
    accepted: Option<&'r str>,
    /// What the operator has set.
    instance: Language,
}

impl Wishes<'_> {
    /// The first one that can be had among `offered`; English where none can.
    fn granted(&self, offered: &[Language]) -> Language {
        let there = |language: &Language| offered.contains(language);
        let named = |tag: &str| tag.parse().ok().filter(there);
        let accepted = || self.accepted.and_then(|header| Language::accepted(header, offered));
        self.account
            .and_then(named)
            .or_else(|| self.cookie.and_then(named))
            .or_else(accepted)
            .or_else(|| Some(self.instance).filter(there))
            .unwrap_or_default()
    }
}

/// The words for who sent the request, `user` where somebody is signed in. They are chosen once a request.
pub fn words(ctx: &Ctx, request: &Request, user: Option<&User>) -> Words {
    let wishes = || Wishes {
        account: user.and_then(|user| user.language.as_deref()),
        cookie: request.cookie(COOKIE),
        accepted: request.header(ACCEPT_LANGUAGE),
        instance: ctx.config.instance.language,
    };
    Words::of(request.answered_in(|| wishes().granted(Language::OFFERED)))
}

fn offered(tag: &str) -> Option<Language> {
    tag.parse().ok().filter(|language| Language::OFFERED.contains(language))
}

/// What this browser has chosen, signed in or not.
pub fn of_browser(request: &Request) -> Option<Language> {
    request.cookie(COOKIE).and_then(offered)
}

/// The cookie of a language that was chosen at the foot of a page with a form, whose values came along: the answer is that
/// page with them, in this language. The form itself was not meant to be sent.
pub fn turned_to(ctx: &Ctx, request: &Request, params: &Params) -> Option<String> {
    let chosen = offered(params.first("language"))?;
    request.answered_in(|| chosen);
    Some(cookie(ctx, chosen))
}

fn cookie(ctx: &Ctx, language: Language) -> String {
    format!("{COOKIE}={language}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{}", secure(ctx))
}

/// `POST /login/language`: keeps the choice in a cookie and goes back.
pub async fn choose(ctx: &Ctx, request: &mut Request) -> Answer {
    let params = open_form(ctx, request).await?;
    let chosen = offered(params.first("language")).ok_or(Failure::NotFound)?;
    Ok(Response::see_other(inside(params.first("from"))).with_cookie(&cookie(ctx, chosen)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_speaks_before_the_browser_and_the_browser_before_the_instance() {
        let all = Wishes { account: Some("pl"), cookie: Some("fr"), accepted: Some("de, en"), instance: Language::Nl };
        assert_eq!(all.granted(&Language::ALL), Language::Pl);
        assert_eq!(Wishes { account: None, ..all }.granted(&Language::ALL), Language::Fr);
        let without_cookie = || Wishes { account: None, cookie: None, ..all };
        assert_eq!(without_cookie().granted(&Language::ALL), Language::De);
        assert_eq!(Wishes { accepted: Some("ja"), ..without_cookie() }.granted(&Language::ALL), Language::Nl);
        assert_eq!(Wishes::default().granted(&Language::ALL), Language::En);
    }

    #[test]
    fn what_is_not_offered_is_passed_over() {
        let wishes = Wishes { account: Some("pl"), cookie: Some("xx"), accepted: Some("de"), instance: Language::It };
        assert_eq!(wishes.granted(&[Language::En, Language::De]), Language::De);
        assert_eq!(wishes.granted(&[Language::En, Language::It]), Language::It);
        assert_eq!(wishes.granted(&[Language::En]), Language::En);
    }
}
