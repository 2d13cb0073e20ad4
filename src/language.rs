//! The languages that people can read grantd's pages in, and which of them somebody wants. What is said in them is in
//! [`crate::http::pages`]; the command line, the log and the API speak English.

use std::fmt;
use std::str::FromStr;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English, in which every message is written first.
    #[default]
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// Dutch.
    Nl,
    /// Brazilian Portuguese.
    PtBr,
    /// Polish.
    Pl,
    /// English in letters that no English word has, for the tests.
    #[cfg(test)]
    Pseudo,
}

/// What is no language that grantd knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of the languages {all}", all = Language::tags())]
pub struct UnknownLanguage(String);

impl Language {
    /// All that grantd knows of, as they are listed for people.
    pub const ALL: [Self; 8] = [Self::De, Self::En, Self::Es, Self::Fr, Self::It, Self::Nl, Self::Pl, Self::PtBr];

    /// Those whose messages are there. One is added with the folder of its messages (`docs/translating.md`).
    pub const OFFERED: &'static [Self] = &Self::ALL;

    /// Its tag (RFC 5646).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::It => "it",
            Self::Nl => "nl",
            Self::PtBr => "pt-BR",
            Self::Pl => "pl",
            #[cfg(test)]
            Self::Pseudo => "en-XA",
        }
    }

    /// What those who speak it call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::It => "Italiano",
            Self::Nl => "Nederlands",
            Self::PtBr => "Português (Brasil)",
            Self::Pl => "Polski",
            #[cfg(test)]
            Self::Pseudo => "Éñĝļïšĥ",
        }
    }

    /// Which way it is written, for the attribute `dir`.
    pub const fn direction(self) -> &'static str {
        "ltr"
    }

    /// The tags of all, for a sentence.
    pub fn tags() -> String {
        Self::ALL.map(Self::tag).join(", ")
    }

    /// The one among `languages` that a range means: the range itself, or the longest beginning of it that is there
    /// (RFC 4647 §3.4); else the one that has the same language and another country.
    pub fn meant(range: &str, languages: &[Self]) -> Option<Self> {
        let named = |wanted: &str| languages.iter().copied().find(|one| one.tag().eq_ignore_ascii_case(wanted));
        let mut rest = range;
        loop {
            if let Some(found) = named(rest) {
                return Some(found);
            }
            let Some((shorter, _)) = rest.rsplit_once(['-', '_']) else { break };
            rest = shorter;
        }
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        languages.iter().copied().find(|one| primary(one.tag()) == rest.to_ascii_lowercase())
    }

    /// The one among `languages` that an `Accept-Language` asks for first (RFC 9110 §12.5.4). `None` when it asks for
    /// none of them.
    pub fn accepted(header: &str, languages: &[Self]) -> Option<Self> {
        let mut ranges: Vec<(u16, &str)> = header.split(',').take(MOST_RANGES).filter_map(range).collect();
        ranges.retain(|(quality, _)| *quality > 0);
        ranges.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
        ranges.into_iter().find_map(|(_, range)| Self::meant(range, languages))
    }
}

/// More than any browser sends.
const MOST_RANGES: usize = 32;

/// A language range with its quality in thousandths.
fn range(text: &str) -> Option<(u16, &str)> {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().filter(|range| !range.is_empty())?;
    let quality = match parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="))) {
        None => 1000,
        Some(quality) => thousandths(quality)?,
    };
    Some((quality, range))
}

/// A quality value (RFC 9110 §12.4.2) in thousandths.
fn thousandths(quality: &str) -> Option<u16> {
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1000),
        _ => None,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let found = Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag));
        found.ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_accepts_leads_to_a_language() {
        use Language as L;
        for (header, wanted) in [
            ("", None),
            ("de", Some(L::De)),
            ("DE-at", Some(L::De)),
            ("de-AT,de;q=0.9,en;q=0.8", Some(L::De)),
            ("pt", Some(L::PtBr)),
            ("pt-PT, en;q=0.1", Some(L::PtBr)),
            ("pt-br", Some(L::PtBr)),
            ("en;q=0.5, fr;q=0.7, pl;q=0.6", Some(L::Fr)),
            ("fr;q=0, en;q=0.001", Some(L::En)),
            ("fr; q=0.300 , nl ;q=0.4", Some(L::Nl)),
            ("ja, zh-Hant;q=0.9", None),
            ("ja, zh-Hant;q=0.9, it;q=0.2", Some(L::It)),
            ("zh-Hant-TW, es-419;q=0.5", Some(L::Es)),
            ("*", None),
            ("*, pl;q=0.1", Some(L::Pl)),
            ("de;q=2, fr;q=0.1234, es;q=x, nl;q=1.000", Some(L::Nl)),
            ("de;q=1.5", None),
            ("-, ;, ;q=1, --de, de-", Some(L::De)),
            ("\u{fc}, pl", Some(L::Pl)),
        ] {
            assert_eq!(L::accepted(header, &L::ALL), wanted, "{header:?}");
        }
        assert_eq!(L::accepted("de, en;q=0.1", &[L::En]), Some(L::En), "what is not there is not offered");
        let endless = "xx,".repeat(100_000) + "de";
        assert_eq!(L::accepted(&endless, &L::ALL), None);
    }

    #[test]
    fn a_tag_is_a_language_or_says_which_there_are() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
        }
        assert_eq!("PT-br".parse(), Ok(Language::PtBr));
        let error = "pt".parse::<Language>().unwrap_err().to_string();
        assert_eq!(error, "\"pt\" is none of the languages de, en, es, fr, it, nl, pl, pt-BR");
    }
}
