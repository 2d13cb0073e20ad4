//! A longer text that an administrator wrote, as HTML: paragraphs, lines and web addresses, nothing else.

use askama::filters::{Escaper, Html, Safe};
use url::Url;

use super::web_address;

/// The text in paragraphs, which empty lines part. A line stays one, and a web address becomes a link. All of it is escaped,
/// so markup of any kind is shown as it was typed.
pub(super) fn prose(text: &str) -> Safe<String> {
    let mut html = String::with_capacity(text.len() + 64);
    let mut open = false;
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), open) {
            (true, true) => html.push_str("</p>\n"),
            (true, false) => {}
            (false, true) => html.push_str("<br>\n"),
            (false, false) => html.push_str("<p dir=\"auto\">"),
        }
        open = !line.is_empty();
        linked(line, &mut html);
    }
    if open {
        html.push_str("</p>");
    }
    Safe(html)
}

/// One line, in which web addresses are links.
fn linked(mut line: &str, html: &mut String) {
    while let Some((before, address, after)) = next_address(line) {
        escape(before, html);
        html.push_str("<a rel=\"noreferrer\" href=\"");
        escape(address, html);
        html.push_str("\">");
        escape(address, html);
        html.push_str("</a>");
        line = after;
    }
    escape(line, html);
}

/// The first web address of a text, with what stands before and after it.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        if !["https://", "http://"].iter().any(|scheme| text[start..].starts_with(scheme)) {
            from = start + "http".len();
            continue;
        }
        let end = start + address_length(text.get(start..)?);
        let address = text.get(start..end)?;
        if web_address(address).is_some()
            && Url::parse(address).is_ok_and(|url| url.username().is_empty() && url.password().is_none())
        {
            return Some((text.get(..start)?, address, text.get(end..)?));
        }
        from = end.max(start + "http".len());
    }
}

/// How long the address is that a text begins with: up to what no address has, without the punctuation of the sentence.
fn address_length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"|\\^`{}".contains(c);
    let whole = text.split(ends).next().unwrap_or_default();
    whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '*', '_', '’', '”', '»']).len()
}

fn escape(text: &str, html: &mut String) {
    // A string takes whatever is written to it.
    let _ = Html.write_escaped_str(html, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs_and_lines_stay_lines() {
        assert_eq!(
            prose("One\r\ntwo\r\n\r\n\r\nthree\n").0,
            "<p dir=\"auto\">One<br>\ntwo</p>\n<p dir=\"auto\">three</p>"
        );
        assert_eq!(prose(" \n\n").0, "");
    }

    #[test]
    fn web_addresses_alone_become_links_and_nothing_becomes_markup() {
        let link = |address: &str| format!("<a rel=\"noreferrer\" href=\"{address}\">{address}</a>");
        for (text, html) in [
            ("See https://a.example/x_y?a=1&b=2.", format!("See {}.", link("https://a.example/x_y?a=1&#38;b=2"))),
            ("(http://a.example), [b](https://b.example)", {
                format!("({}), [b]({})", link("http://a.example"), link("https://b.example"))
            }),
            (
                "<b onclick=x>\"https://a.example\"",
                format!("&#60;b onclick=x&#62;&#34;{}&#34;", link("https://a.example")),
            ),
            ("javascript://a.example/%0aalert(1)", "javascript://a.example/%0aalert(1)".to_owned()),
            ("http https https://a.example", format!("http https {}", link("https://a.example"))),
            ("https://", "https://".to_owned()),
            ("https:// http://", "https:// http://".to_owned()),
            ("https://bank.example@evil.example", "https://bank.example@evil.example".to_owned()),
            ("https://:bank.example@evil.example", "https://:bank.example@evil.example".to_owned()),
            ("data:text/html,<script>", "data:text/html,&#60;script&#62;".to_owned()),
        ] {
            assert_eq!(prose(text).0, format!("<p dir=\"auto\">{html}</p>"), "{text}");
        }
    }
}
