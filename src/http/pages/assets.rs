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

/// CSS without its comments and its indentation. No string in it holds the signs of a comment or a line break.
fn without_remarks(css: &str) -> String {
    let mut pieces = css.split("/*");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    pieces.filter_map(|piece| piece.split_once("*/")).for_each(|(_, after)| bare.push_str(after));
    let mut sent = String::with_capacity(bare.len());
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !sent.is_empty() && !sent.ends_with(['{', '}', ';', ',']) {
            sent.push(' ');
        }
        sent.push_str(line);
    }
    sent
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
    fn what_is_sent_of_the_stylesheet_is_all_but_remarks() {
        assert_eq!(
            without_remarks("/* a */\na,\nb {\n  c: d\n    e; /* f */\n}\n\n@media x {\n}\n"),
            "a,b {c: d e;}@media x {}"
        );
        let marks = |css: &str| ['{', '}', ';', ':'].map(|mark| css.matches(mark).count());
        let remarks: String = STYLE_CSS.split("/*").skip(1).filter_map(|rest| rest.split("*/").next()).collect();
        let (all, remarks, sent) = (marks(STYLE_CSS), marks(&remarks), marks(stylesheet()));
        assert_eq!(std::array::from_fn(|n| all[n] - remarks[n]), sent);
        assert!(!stylesheet().contains("/*"));
    }
}
