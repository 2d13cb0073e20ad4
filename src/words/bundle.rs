//! The messages as they are kept: parsed at the first use of their language, so that an instance that needs one holds
//! one.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};

use crate::language::Language;

/// The files of one language, in the order in which they are told of in `docs/translating.md`.
#[cfg(test)]
pub const FILES: [&str; 12] = [
    "common.ftl",
    "dates.ftl",
    "login.ftl",
    "account.ftl",
    "events.ftl",
    "errors.ftl",
    "faults.ftl",
    "scopes.ftl",
    "grants.ftl",
    "apps.ftl",
    "second-factor.ftl",
    "admin.ftl",
];

/// Their texts.
macro_rules! files {
    ($tag:literal) => {
        &[
            include_str!(concat!("locales/", $tag, "/common.ftl")),
            include_str!(concat!("locales/", $tag, "/dates.ftl")),
            include_str!(concat!("locales/", $tag, "/login.ftl")),
            include_str!(concat!("locales/", $tag, "/account.ftl")),
            include_str!(concat!("locales/", $tag, "/events.ftl")),
            include_str!(concat!("locales/", $tag, "/errors.ftl")),
            include_str!(concat!("locales/", $tag, "/faults.ftl")),
            include_str!(concat!("locales/", $tag, "/scopes.ftl")),
            include_str!(concat!("locales/", $tag, "/grants.ftl")),
            include_str!(concat!("locales/", $tag, "/apps.ftl")),
            include_str!(concat!("locales/", $tag, "/second-factor.ftl")),
            include_str!(concat!("locales/", $tag, "/admin.ftl")),
        ]
    };
}

/// The messages of a language, parsed.
pub type Bundle = FluentBundle<FluentResource>;

/// The messages of `language`; none of one that is not offered.
pub fn of(language: Language) -> &'static Bundle {
    #[cfg(test)]
    if language == Language::Pseudo {
        static PSEUDO: OnceLock<Bundle> = OnceLock::new();
        let sources = sources(Language::En).iter().map(|source| super::pseudo::of(source));
        return PSEUDO.get_or_init(|| parsed(language, sources));
    }
    static ALL: [OnceLock<Bundle>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    let place = Language::ALL.iter().position(|&one| one == language).unwrap_or_default();
    ALL[place].get_or_init(|| parsed(language, sources(language).iter().map(|&source| source.to_owned())))
}

/// The files of `language` as they were compiled in.
pub fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::De => files!("de"),
        Language::En => files!("en"),
        Language::Es => files!("es"),
        Language::Fr => files!("fr"),
        Language::It => files!("it"),
        Language::Nl => files!("nl"),
        Language::Pl => files!("pl"),
        Language::PtBr => files!("pt-BR"),
        #[cfg(test)]
        Language::Pseudo => &[],
    }
}

fn parsed(language: Language, sources: impl Iterator<Item = String>) -> Bundle {
    let mut bundle = Bundle::new_concurrent(language.tag().parse().into_iter().collect());
    // What is set apart from the text around it is set apart by `Value`, as HTML or text needs it.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::De | Language::Nl | Language::PtBr => number::<'.', 4, _>,
        Language::Es | Language::It => number::<'.', 5, _>,
        Language::Fr => number::<'\u{202f}', 4, _>,
        Language::Pl => number::<'\u{a0}', 5, _>,
        Language::En => number::<',', 4, _>,
        #[cfg(test)]
        Language::Pseudo => number::<',', 4, _>,
    }));
    for source in sources {
        // What cannot be parsed is left out, as the checks of each file would tell.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%language, ?errors, "messages cannot be read");
            resource
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A count as the language writes it: in groups of three with `MARK` between them, from `LEAST` digits on (CLDR). Everything
/// else as it is.
fn number<const MARK: char, const LEAST: usize, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    if digits.len() < LEAST || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut grouped = String::with_capacity(2 * digits.len());
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(MARK);
        }
        grouped.push(digit);
    }
    Some(grouped)
}
