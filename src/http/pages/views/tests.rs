//! What holds for every page. `GRANTD_PAGES_DIR=DIR cargo test views` also writes them as files, to be looked at.

use askama::Template;

use super::samples::{HOSTILE, all, all_in, consent, errors, page};
use super::*;
use crate::config::Accent;
use crate::http::pages::assets::stylesheet;
use crate::look::colour;

#[test]
fn no_view_contains_script_or_inline_style() {
    for (name, html) in all() {
        // Scripts are files, and the browser is told what is in them.
        let mut plain = html.clone();
        for (script, wanted_by) in [
            (Script::Copy, "class=\"copying\""),
            (Script::Check, "<textarea id=\"redirect_uris\""),
            (Script::Passkey, "class=\"passkey\""),
        ] {
            let allowed = format!("<script src=\"{}\" integrity=\"{}\" defer", script.href(), script.integrity());
            assert_eq!(html.matches(&allowed).count(), usize::from(html.contains(wanted_by)), "{name}: {script:?}");
            plain = plain.replace(&allowed, "");
        }
        let lower = plain.to_lowercase().replace("></script>", ">");
        for forbidden in
            ["<script", "<style", " style=", "javascript:\"", "href=\"javascript:", "<iframe", "http-equiv"]
        {
            assert!(!lower.contains(forbidden), "{name} contains {forbidden}");
        }
    }
}

#[test]
fn no_element_has_an_event_handler() {
    for (name, html) in all() {
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag.to_lowercase()) {
            // Every second piece stands inside a quoted value and is no attribute name.
            for names in tag.split('"').step_by(2) {
                let handler = names.split_whitespace().find(|word| word.starts_with("on") && word.contains('='));
                assert!(handler.is_none(), "{name}: <{tag}>");
            }
        }
    }
}

#[test]
fn an_app_name_that_tries_to_be_markup_stays_text() {
    let html = consent(HOSTILE).render().expect("the view renders");
    assert!(!html.contains("<script"));
    assert!(!html.contains("\" onmouseover"));
    assert!(html.contains("&#60;script&#62;alert"));
}

#[test]
fn every_page_has_one_main_heading_and_one_title_with_the_instance() {
    for (name, html) in all() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<main").count(), 1, "{name}");
        assert_eq!(html.matches("<title>").count(), 1, "{name}");
        let instance = if name == "error-500" { "– </title>" } else { "</title>" };
        assert!(html.contains(instance), "{name}");
    }
}

#[test]
fn no_page_is_heavy_in_any_language_with_all_that_it_loads() {
    let mut heavy = Vec::new();
    for language in Language::OFFERED {
        for (name, html) in all_in(*language) {
            let ran = Script::ALL.into_iter().filter(|script| html.contains(script.path()));
            let script: usize = ran.map(|script| script.source().len()).sum();
            let whole = html.len() + stylesheet().len() + FAVICON_SVG.len() + script;
            if whole > 30 * 1024 {
                heavy.push(format!("{name} in {language} has {whole} bytes"));
            }
        }
    }
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

#[test]
fn a_long_list_has_links_to_its_ends_and_some_way_on() {
    let jumps = |page, pages| {
        let pagination = Pagination { page, pages };
        (pagination.before(), pagination.after())
    };
    assert_eq!(jumps(1, 1), (vec![], vec![]));
    assert_eq!(jumps(1, 2), (vec![], vec![]), "the next one is Next");
    assert_eq!(jumps(1, 4), (vec![], vec![3, 4]));
    assert_eq!(jumps(3, 3), (vec![1], vec![]));
    assert_eq!(jumps(30, 60), (vec![1, 20, 28], vec![32, 40, 60]));
    assert_eq!(jumps(59, 60), (vec![1, 49, 57], vec![]));
    assert!(jumps(u32::MAX, u32::MAX).1.is_empty());
    let html = all().into_iter().find(|(name, _)| *name == "grants-many").expect("there is such a page").1;
    assert!(html.contains("href=\"?q=a%26b&#38;sort=name&#38;page=60\">60</a>"));
}

#[test]
fn every_posting_form_carries_the_csrf_token() {
    for (name, html) in all() {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            // What changes nothing is asked with GET, and then carries nothing of the session.
            if form.split('>').next().is_some_and(|tag| tag.contains(" method=\"get\"")) {
                assert!(!form.contains("csrf"), "{name}");
                continue;
            }
            assert!(form.contains("method=\"post\""), "{name}");
            if name != "error-500" {
                assert_eq!(form.matches("name=\"csrf\" value=\"c5rf\"").count(), 1, "{name}");
            }
        }
    }
}

#[test]
fn ids_are_unique_and_what_refers_to_them_exists() {
    for (name, html) in all() {
        let ids: Vec<&str> = attribute(&html, " id=\"");
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{name}: id {id}");
        }
        let labels = attribute(&html, "<label for=\"");
        let described = attribute(&html, "aria-describedby=\"");
        let labelled = attribute(&html, "aria-labelledby=\"");
        let links = attribute(&html, "href=\"#");
        for wanted in [labels, described, labelled, links].concat().iter().flat_map(|ids| ids.split(' ')) {
            assert!(ids.contains(&wanted), "{name}: no element has the id {wanted}");
        }
    }
}

fn attribute<'a>(html: &'a str, start: &str) -> Vec<&'a str> {
    html.split(start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn what_is_wrong_stands_in_the_summary_and_beside_its_field() {
    let view = Login {
        page: Page { account: None, ..page() },
        from: "/profile".to_owned(),
        email: "sam".to_owned(),
        passkey: None,
        for_app: None,
        register: None,
        errors: errors([("", "Please wait.".to_owned().into()), ("password", "Type your password.".to_owned().into())]),
    };
    let html = view.render().expect("the view renders");
    assert!(html.contains("<title>Error: Sign in – Trail Club</title>"));
    assert!(html.contains("<li><bdi>Please wait.</bdi></li>"));
    assert!(html.contains("<a href=\"#password\"><bdi>Type your password.</bdi></a>"));
    assert!(html.contains("aria-describedby=\"password-error\" aria-invalid=\"true\""));
    assert!(html.contains("value=\"sam\""));
    assert!(!html.contains("aria-describedby=\"email"));
}

#[test]
fn the_consent_form_is_the_one_that_was_agreed() {
    let html = consent("GPX Importer").render().expect("the view renders");
    for part in [
        "name=\"decision\" value=\"authorize\">Authorise</button>",
        "name=\"decision\" value=\"cancel\">Cancel</button>",
        "name=\"scope\" value=\"workouts:read\" checked",
        "name=\"ticket\" value=\"t1cket\"",
        "name=\"request\" value=\"response_type=code&#38;client_id=o22a27s2aBPUcBpuYqwzj2Wq\"",
        "GPX Importer",
        "gpx.example.com",
        "alex",
        "See your workouts, routes and comments",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("name=\"scope\"").count(), 3);
}

#[test]
fn a_form_holds_what_the_view_holds() {
    let pages = all();
    for (page, part) in [
        // The parameters of a macro hide what has the same name in a view.
        ("admin-settings", "name=\"name\" type=\"text\" value=\"Trail Club\""),
        ("admin-servers", "name=\"name\" type=\"text\" value=\"\""),
        ("account-delete", "Type sam, to be sure"),
    ] {
        let (_, html) = pages.iter().find(|(name, _)| *name == page).expect("there is such a page");
        assert!(html.contains(part), "{page}: {part}");
    }
}

#[test]
fn what_was_typed_goes_along_with_another_language() {
    for (name, html) in all() {
        let buttons = html.matches("name=\"language\" value=\"").count();
        let along = html.matches(" form=\"typed\" formnovalidate>").count();
        assert_eq!(
            html.matches("<form id=\"typed\"").count(),
            usize::from(along > 0 || name.starts_with("setup")),
            "{name}"
        );
        assert!(along == 0 || along == buttons, "{name}");
        // A password is never typed for nothing, nor a code.
        assert_eq!(along > 0, buttons > 0 && html.contains("type=\"password\""), "{name}");
    }
}

#[test]
fn the_ends_of_a_long_list_are_one_step_away() {
    let pages = all();
    let html =
        |page: &str| pages.iter().find(|(name, _)| *name == page).map(|(_, html)| html.as_str()).unwrap_or_default();
    assert_eq!(attribute(html("admin-users"), "<a class=\"button small\" href=\"?"), ["page=3"]);
    assert!(attribute(html("apps"), "<a class=\"button small\" href=\"?").is_empty(), "Previous and Next lead to both");
}

#[test]
fn the_foot_of_a_page_leads_to_the_privacy_policy_where_there_is_one() {
    let foot = "<a class=\"link\" href=\"/privacy-policy\">Privacy policy</a>";
    for (html, there) in [(consent("GPX Importer"), false), (consent("GPX Importer"), true)].map(|(mut view, there)| {
        view.page.privacy = there;
        (view.render().expect("the view renders"), there)
    }) {
        assert_eq!(html.contains(foot), there);
    }
}

#[test]
fn only_web_addresses_become_links() {
    assert_eq!(web_address("https://a.example"), Some("https://a.example"));
    assert_eq!(web_address("HTTP://a.example"), Some("HTTP://a.example"));
    for address in ["javascript:alert(1)", "javascript://a.example/%0aalert(1)", "data:text/html,x", "a.example", ""] {
        assert_eq!(web_address(address), None, "{address}");
    }
}

#[test]
fn the_stylesheet_is_small_and_fetches_nothing() {
    assert!(STYLE_CSS.len() <= 20 * 1024);
    for forbidden in ["url(", "@import", "@font-face"] {
        assert!(!STYLE_CSS.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn what_is_written_can_be_read_in_both_themes() {
    let (light, dark) = STYLE_CSS.split_once("@media (prefers-color-scheme: dark)").expect("there are two themes");
    let dark = dark.split_once("*, ::before").expect("the theme ends").0;
    for (theme, css, grounds) in [("light", light, colour::LIGHT), ("dark", dark, colour::DARK)] {
        let token = |name: &str| {
            let value = css.split_once(&format!("--{name}: ")).and_then(|(_, rest)| rest.split(';').next());
            let Accent(parts) = value.and_then(|value| value.parse().ok()).expect(name);
            parts
        };
        assert_eq!(["paper", "card", "sunk"].map(token), grounds, "shades are derived for what is in the stylesheet");
        for (text, grounds) in [
            ("ink", &["paper", "card", "sunk", "tint"][..]),
            ("soft", &["paper", "card", "sunk"]),
            ("accent", &["paper", "card", "sunk", "tint"]),
            ("accent-strong", &["paper", "card", "sunk", "tint"]),
            ("on-accent", &["accent", "accent-strong"]),
            ("danger", &["paper", "card", "sunk"]),
            ("danger-strong", &["card", "danger-tint"]),
            ("on-danger", &["danger", "danger-strong"]),
            ("warn", &["warn-tint"]),
            ("good", &["good-tint"]),
        ] {
            for ground in grounds {
                let contrast = colour::contrast(token(text), token(ground));
                assert!(contrast >= colour::READABLE, "{text} on {ground} in the {theme} theme: {contrast:.2}");
            }
        }
        // The border of fields and buttons (WCAG 2.2, 1.4.11).
        assert!(colour::contrast(token("edge"), token("card")) >= 3.0, "{theme}");
    }
}

#[test]
fn pages_can_be_written_out_to_be_looked_at() {
    let Ok(dir) = std::env::var("GRANTD_PAGES_DIR") else { return };
    let dir = std::path::Path::new(&dir);
    let scripts = Script::ALL.map(|script| (script.path(), script.source()));
    for (path, content) in [(STYLE_PATH, STYLE_CSS), (FAVICON_PATH, FAVICON_SVG)].into_iter().chain(scripts) {
        let file = dir.join(path.trim_start_matches('/'));
        std::fs::create_dir_all(file.parent().expect("the path has a folder")).expect("the folder can be made");
        std::fs::write(file, content).expect("the asset can be written");
    }
    for (name, html) in all() {
        std::fs::write(dir.join(format!("{name}.html")), html).expect("the page can be written");
    }
}
