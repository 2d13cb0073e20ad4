//! Who looks at the pages: the session in the cookie. Pages never take a bearer token, and the API never takes the
//! cookie.

use super::language;
use crate::account::login::PENDING_FOR;
use crate::account::session::{self, SignedIn};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::secret::{Secret, seal};
use crate::store::StoreError;
use crate::words::Words;

/// Who is signed in on the pages. No `Debug`: it carries the session's token.
pub struct Visitor {
    signed_in: SignedIn,
    token: String,
    /// In which language the pages speak to them.
    pub words: Words,
}

impl std::ops::Deref for Visitor {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.signed_in
    }
}

impl Visitor {
    /// What every form of this session carries.
    pub fn csrf(&self) -> String {
        seal(self.token.as_bytes(), b"csrf")
    }

    /// Seals `message` so that only this session can have it back.
    pub fn seal(&self, message: &str) -> String {
        seal(self.token.as_bytes(), message.as_bytes())
    }
}

/// Who sent the request, if anybody is signed in.
pub fn visitor(ctx: &Ctx, request: &Request) -> Result<Option<Visitor>, StoreError> {
    let Some(token) = request.cookie(cookie_name(ctx)) else { return Ok(None) };
    let found = session::find(ctx, token)?;
    Ok(found.map(|signed_in| {
        let words = language::words(ctx, request, Some(&signed_in.user));
        Visitor { signed_in, token: token.to_owned(), words }
    }))
}

fn is_https(ctx: &Ctx) -> bool {
    ctx.issuer.starts_with("https:")
}

/// The cookies of grantd: those that sign in, over https and without, those of a sign-in that waits for its second factor,
/// and the one of who has chosen a language.
pub const OWN_COOKIES: [&str; 5] =
    ["__Host-grantd-session", "grantd-session", "__Host-grantd-sign-in", "grantd-sign-in", language::COOKIE];

fn cookie_name(ctx: &Ctx) -> &'static str {
    if is_https(ctx) { OWN_COOKIES[0] } else { OWN_COOKIES[1] }
}

/// The cookie that signs in.
pub fn cookie(ctx: &Ctx, token: &Secret) -> String {
    let seconds = ctx.config.accounts.session_lifetime.as_secs();
    format!("{}={}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{}", cookie_name(ctx), token.reveal(), secure(ctx))
}

/// The cookie that signs out.
pub fn no_cookie(ctx: &Ctx) -> String {
    format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", cookie_name(ctx), secure(ctx))
}

fn pending_cookie_name(ctx: &Ctx) -> &'static str {
    if is_https(ctx) { OWN_COOKIES[2] } else { OWN_COOKIES[3] }
}

/// The token of the sign-in that waits for its second factor.
pub fn pending_token<'r>(ctx: &Ctx, request: &'r Request) -> Option<&'r str> {
    request.cookie(pending_cookie_name(ctx))
}

/// The cookie that brings it back. It opens nothing else.
pub fn pending_cookie(ctx: &Ctx, token: &Secret) -> String {
    let (name, seconds) = (pending_cookie_name(ctx), PENDING_FOR.as_secs());
    format!("{name}={}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{}", token.reveal(), secure(ctx))
}

/// The cookie that removes it.
pub fn no_pending_cookie(ctx: &Ctx) -> String {
    format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{}", pending_cookie_name(ctx), secure(ctx))
}

/// The attribute that keeps a cookie to https, where grantd is reached by it.
pub fn secure(ctx: &Ctx) -> &'static str {
    if is_https(ctx) { "; Secure" } else { "" }
}

/// `from` if it leads to a page of ours, otherwise the profile.
pub fn inside(from: &str) -> &str {
    let mut characters = from.chars();
    let starts_inside = characters.next() == Some('/') && !matches!(characters.next(), Some('/' | '\\'));
    let plain = from.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if starts_inside && plain { from } else { "/profile" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_only_leads_inside() {
        for good in ["/", "/profile/apps", "/profile/apps/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx"] {
            assert_eq!(inside(good), good);
        }
        for bad in [
            "",
            "profile",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/\tx",
            "javascript:x",
            "/ü",
            "/a\\b",
        ] {
            assert_eq!(inside(bad), "/profile", "{bad:?}");
        }
    }
}
