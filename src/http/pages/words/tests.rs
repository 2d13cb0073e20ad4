//! What is said, and that nothing on a page is said otherwise.

use super::*;
use crate::http::pages::views::samples::all_in;

const EN: Words = Words::of(Language::En);

#[test]
fn what_is_given_to_a_message_is_text_and_stands_apart() {
    let app = "<b>\u{5d0}</b>";
    assert_eq!(
        EN.html("login-to-continue", &[("app", app.given())]).0,
        "to continue to <strong><bdi>&#60;b&#62;\u{5d0}&#60;/b&#62;</bdi></strong>"
    );
    assert_eq!(EN.text("form-title-wrong", &[("title", "x\u{5d0}".given())]), "Error: \u{2068}x\u{5d0}\u{2069}");
    assert_eq!(EN.text("form-title-wrong", &[("title", "Tracks".given())]), "Error: Tracks");
}

#[test]
fn what_is_missing_is_said_in_english_or_by_its_key() {
    assert_eq!(Words::of(Language::Pl).text("no-such-message", &[]), "no-such-message");
    assert_eq!(EN.html("<no>", &[]).0, "&#60;no&#62;");
    assert_eq!(EN.text("error-try-again-in", &[]), "Please try again in {$wait}.");
}

#[test]
fn how_long_to_wait_is_counted() {
    let said = |seconds| wait(std::time::Duration::from_secs(seconds)).text(EN).into_owned();
    assert_eq!([1, 30, 119, 120, 121].map(said), ["1 second", "30 seconds", "119 seconds", "2 minutes", "3 minutes"]);
}

/// Samples of templates whose text stands in them still.
const NOT_YET: [&str; 0] = [];

#[test]
fn no_page_says_anything_but_messages() {
    let samples = include_str!("../views/samples.rs");
    let mut data: Vec<String> = samples.split('"').skip(1).step_by(2).map(ToOwned::to_owned).collect();
    data.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for (name, html) in all_in(Language::Pseudo) {
        if NOT_YET.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        for text in said(&html) {
            let mut rest = text.clone();
            for one in &data {
                rest = rest.replace(one.as_str(), " ");
            }
            let english = rest.split(|c: char| !c.is_ascii_alphabetic()).find(|word| word.len() > 1);
            assert!(english.is_none(), "{name} says {text:?}");
        }
    }
}

/// The texts of a page, and the attributes that people read or hear.
fn said(html: &str) -> Vec<String> {
    let mut all = Vec::new();
    let body = html.split_once("<title>").map_or("", |(_, rest)| rest);
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for attribute in
            ["aria-label", "title", "placeholder", "alt", "data-name", "data-copy", "data-copied", "data-selected"]
        {
            let value = tag.split(&format!(" {attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            all.extend(value.map(plain));
        }
        // What is marked as being in another language is so on purpose.
        if !tag.starts_with("code") && !tag.contains(" lang=\"") {
            all.push(plain(text));
        }
    }
    all
}

fn plain(html: &str) -> String {
    [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&"), ("&amp;", "&")]
        .iter()
        .fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
