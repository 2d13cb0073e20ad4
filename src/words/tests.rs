//! What is said.

use super::*;

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
