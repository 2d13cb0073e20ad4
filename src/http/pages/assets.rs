//! What pages are made of besides themselves: the stylesheet in the instance's colour, the icon, the logo.

use std::sync::LazyLock;

use super::Answer;
use super::failure::Failure;
use super::views::{FAVICON_SVG, STYLE_CSS};
use crate::config::Accent;
use crate::ctx::Ctx;
use crate::http::response::Response;

/// The stylesheet as it is sent: without what only its authors read.
pub fn stylesheet() -> &'static str {
    static SENT: LazyLock<String> = LazyLock::new(|| without_remarks(STYLE_CSS));
    &SENT
}

/// CSS without its comments, its indentation, and the spaces that say nothing. No string in it holds the signs of a comment, a
/// line break, or a space beside one of the signs below.
fn without_remarks(css: &str) -> String {
    let mut pieces = css.split("/*");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    pieces.filter_map(|piece| piece.split_once("*/")).for_each(|(_, after)| bare.push_str(after));
    let mut sent = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        // A space before a colon or around `+` and `*` does say something: `a :hover`, `calc(1rem + 1px)`.
        let joins =
            word.starts_with(['{', '}', '>']) || sent.ends_with(['{', '}', ';', ',', ':', '>']) || sent.is_empty();
        if !joins {
            sent.push(' ');
        }
        sent.push_str(word);
    }
    sent.replace(";}", "}")
}

/// The stylesheet, with the operator's accent colour after it.
pub fn style(ctx: &Ctx) -> Response {
    const TYPE: &str = "text/css; charset=utf-8";
    match ctx.look.colours.as_deref() {
        None => Response::asset(TYPE, stylesheet()),
        Some(colours) => Response::asset(TYPE, format!("{}{colours}", stylesheet())),
    }
}

/// The icon, in the operator's accent colour.
pub fn icon(ctx: &Ctx) -> Response {
    const TYPE: &str = "image/svg+xml";
    let (own, accent) = (Accent::default(), ctx.config.instance.accent);
    if accent == own {
        return Response::asset(TYPE, FAVICON_SVG);
    }
    Response::asset(TYPE, FAVICON_SVG.replace(&own.to_string(), &accent.to_string()))
}

/// The operator's logo. It is a picture wherever it is opened: an SVG runs no script and loads nothing.
pub fn logo(ctx: &Ctx) -> Answer {
    let logo = ctx.look.logo.as_ref().ok_or(Failure::NotFound)?;
    Ok(Response::asset(logo.content_type, logo.content.clone()).as_picture())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_of_the_stylesheet_says_the_same_in_fewer_signs() {
        assert_eq!(
            without_remarks(
                "/* a */\na,\nb > c {\n  d: e\n    f; /* g */\n}\n\n@media (h: 1px) {\n  i + j :k::l { m: n; o: p }\n}\n"
            ),
            "a,b>c{d:e f}@media (h:1px){i + j :k::l{m:n;o:p}}"
        );
        assert_eq!(
            without_remarks("a:not(b, c) { d: calc(var(--e) * -1) 100% - 1rem !important; f: \"/\"; }"),
            "a:not(b,c){d:calc(var(--e) * -1) 100% - 1rem !important;f:\"/\"}"
        );
        let marks = |css: &str| ['{', '}', ':', '(', '.', '#'].map(|mark| css.matches(mark).count());
        let remarks: String = STYLE_CSS.split("/*").skip(1).filter_map(|rest| rest.split("*/").next()).collect();
        let (all, remarks, sent) = (marks(STYLE_CSS), marks(&remarks), marks(stylesheet()));
        assert_eq!(std::array::from_fn(|n| all[n] - remarks[n]), sent);
        assert!(!stylesheet().contains("/*"));
        let strings = STYLE_CSS.split('"').skip(1).step_by(2);
        strings.for_each(|string| {
            assert!(!string.contains(['{', '}', ';', ',', ':', '>', '\n']), "{string:?} may be changed");
        });
    }
}
