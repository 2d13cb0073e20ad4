//! That nothing on a page is said but by messages.

use super::samples::all_in;
use crate::language::Language;

/// What samples put where text alone can stand, in a title or an attribute: names, addresses, and what is typed by rule.
const DATA: [&str; 26] = [
    "GPX Importer",
    "Trail Club",
    "Wander- und Radfahrverein Oberlausitzer Bergland e. V.",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung für GPX-Dateien und mehr",
    "<script>alert('x')</script>\" onmouseover=\"alert(1)",
    "Club Newsletter",
    "Summit Log",
    "Firefox on Linux",
    "Safari on iPhone",
    "https://gpx.example.com/about",
    "javascript:alert(1)",
    "fittrackee_id",
    "sam",
    "maps-1",
    "maps-2",
    "maps",
    "dora",
    "JavaScript (openid-client)",
    "JavaScript (fetch)",
    "Python (requests-oauthlib)",
    "Python (Authlib)",
    "curl",
    "grantd",
    "PKCE",
    "UTC",
    "MiB",
];

#[test]
fn no_page_says_anything_but_messages() {
    let mut wrong = Vec::new();
    for (name, html) in all_in(Language::Pseudo) {
        for text in said(&html) {
            let rest = DATA.iter().fold(text.clone(), |rest, data| rest.replace(data, " "));
            if rest.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 1) {
                wrong.push(format!("{name} says {text:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_and_code_are_not_taken_for_sentences() {
    let page = "<title>Name</title><p title=\"Tip\">One <bdi>two</bdi> <code>three</code><br>four</p>\
                <dd dir=\"auto\">five <b>six</b></dd><span lang=\"en\">seven</span><textarea>eight</textarea>nine";
    assert_eq!(said(page), ["Name", "Tip", "One ", " ", "four", "nine"]);
}

/// The texts of a page, and the attributes that people read or hear; but for names, code, and what is marked as being in
/// another language on purpose.
fn said(html: &str) -> Vec<String> {
    const ENDLESS: [&str; 8] = ["br", "circle", "hr", "img", "input", "link", "meta", "path"];
    const ATTRIBUTES: [&str; 8] =
        ["aria-label", "title", "placeholder", "alt", "data-name", "data-copy", "data-copied", "data-selected"];
    let mut all = Vec::new();
    // The elements that are open, and whether what is in them is somebody's own.
    let mut open: Vec<(&str, bool)> = Vec::new();
    let body = html.split_once("<title>").map_or("", |(_, rest)| rest);
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            let place = open.iter().rposition(|(one, _)| *one == name);
            open.truncate(place.unwrap_or(open.len()));
        } else if !name.is_empty() && !ENDLESS.contains(&name) && !tag.ends_with('/') {
            let own = ["bdi", "code", "pre", "script", "style", "textarea"].contains(&name)
                || tag.contains(" dir=\"auto\"")
                || tag.contains(" lang=\"");
            open.push((name, own || open.last().is_some_and(|(_, own)| *own)));
        }
        if open.last().is_some_and(|(_, own)| *own) {
            continue;
        }
        for attribute in ATTRIBUTES {
            let value = tag.split(&format!(" {attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            all.extend(value.map(plain));
        }
        all.extend(Some(plain(text)).filter(|text| !text.is_empty()));
    }
    all
}

fn plain(html: &str) -> String {
    [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&"), ("&amp;", "&")]
        .iter()
        .fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
