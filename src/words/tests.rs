//! What is said.

use super::*;
use crate::clock::Timestamp;

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

#[test]
fn sizes_are_rounded_and_written_as_the_language_has_them() {
    let said = |bytes, language| size(bytes).text(Words::of(language)).replace('\u{a0}', " ");
    for (bytes, written) in [
        (0, "0 bytes"),
        (1023, "1,023 bytes"),
        (221_504, "216 KiB"),
        ((1 << 20) - 1, "1,023 KiB"),
        (53 << 20, "53 MiB"),
        ((10 << 30) - 1, "10,239 MiB"),
        (10 << 30, "10 GiB"),
    ] {
        assert_eq!(said(bytes, Language::En), written);
    }
    assert_eq!(said(53 << 20, Language::Fr), "53 Mio");
}

#[test]
fn counts_are_written_as_the_language_has_them() {
    for (language, written) in [
        (Language::En, ["999", "1,234", "12,345", "1,234,567"]),
        (Language::De, ["999", "1.234", "12.345", "1.234.567"]),
        (Language::Es, ["999", "1234", "12.345", "1.234.567"]),
        (Language::Fr, ["999", "1\u{202f}234", "12\u{202f}345", "1\u{202f}234\u{202f}567"]),
        (Language::It, ["999", "1234", "12.345", "1.234.567"]),
        (Language::Nl, ["999", "1.234", "12.345", "1.234.567"]),
        (Language::Pl, ["999", "1234", "12\u{a0}345", "1\u{a0}234\u{a0}567"]),
        (Language::PtBr, ["999", "1.234", "12.345", "1.234.567"]),
    ] {
        for (count, written) in [999_u64, 1234, 12_345, 1_234_567].into_iter().zip(written) {
            let said = Words::of(language).text("app-usage-people", &[("people", count.given())]);
            assert!(said.contains(written), "{language}: {said}");
        }
        // A year is no count.
        let day = When { moment: Timestamp::parse("2026-11-23T00:00:00Z").unwrap(), precision: Precision::Day };
        assert!(day.text(Words::of(language)).contains("2026"), "{language}");
    }
}
