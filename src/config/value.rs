//! From a TOML value to a setting and back: one [`Value`] for each type a setting can have.

use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use ipnet::IpNet;
use toml::de::{DeInteger, DeValue};

use super::error::quote;
use super::{
    Accent, AppApproval, Claims, Descriptions, Durability, Engine, Identity, Listen, MetricsListen, Pkce, PublicUrl,
    Rate, RoutePath, RouteRole, SecondFactorFor, Titles, UpstreamUrl, Verb, format_duration, format_size,
    parse_duration, parse_size,
};
use crate::language::{Language, UnknownLanguage};

/// Why a TOML value is not the setting it should be.
pub(super) struct Wrong {
    /// Which element, where the value is a list.
    pub(super) index: Option<usize>,
    /// The value and what to write instead.
    pub(super) why: String,
}

impl From<String> for Wrong {
    fn from(why: String) -> Self {
        Self { index: None, why }
    }
}

impl From<UnknownLanguage> for Wrong {
    fn from(unknown: UnknownLanguage) -> Self {
        unknown.to_string().into()
    }
}

/// The type of a setting.
pub(super) trait Value: Sized {
    /// Reads the setting from the file.
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong>;

    /// Writes the setting as TOML that [`Value::read`] takes; `None` for a setting that is not set.
    fn show(&self) -> Option<toml::Value>;
}

/// A value of the wrong type, named for an error.
fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quote(text),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

fn mistaken(value: &DeValue<'_>, what: &str, instead: &str) -> Wrong {
    Wrong::from(format!("{} is not {what}; write {instead}", describe(value)))
}

fn text<'v>(value: &'v DeValue<'_>, what: &str, example: &str) -> Result<&'v str, Wrong> {
    value.as_str().ok_or_else(|| mistaken(value, what, &format!("it like {example}")))
}

impl Value for bool {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| mistaken(value, "true or false", "true or false, without quotes"))
    }

    fn show(&self) -> Option<toml::Value> {
        Some((*self).into())
    }
}

impl Value for String {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        text(value, "text", "\"this\", in quotes").map(str::to_owned)
    }

    fn show(&self) -> Option<toml::Value> {
        Some(self.clone().into())
    }
}

impl Value for PathBuf {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        text(value, "a path", "\"/var/lib/grantd\"").map(Self::from)
    }

    fn show(&self) -> Option<toml::Value> {
        Some(self.to_string_lossy().into_owned().into())
    }
}

impl Value for Duration {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        Ok(parse_duration(text(value, "a duration", r#""10s", "1h" or "30d""#)?)?)
    }

    fn show(&self) -> Option<toml::Value> {
        Some(format_duration(*self).into())
    }
}

/// A `u64` setting is a size in bytes.
impl Value for u64 {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        Ok(parse_size(text(value, "a size", r#""512KiB", "16MiB" or "1GiB""#)?)?)
    }

    fn show(&self) -> Option<toml::Value> {
        Some(format_size(*self).into())
    }
}

impl Value for u32 {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        count(value)
    }

    fn show(&self) -> Option<toml::Value> {
        Some((*self).into())
    }
}

impl Value for usize {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        count(value)
    }

    fn show(&self) -> Option<toml::Value> {
        Some(i64::try_from(*self).unwrap_or(i64::MAX).into())
    }
}

fn count<T: TryFrom<i64>>(value: &DeValue<'_>) -> Result<T, Wrong> {
    let Some(number) = value.as_integer() else {
        return Err(mistaken(value, "a whole number", "it like 5, without quotes"));
    };
    let number = integer(number).ok_or_else(|| Wrong::from(format!("{number} is too large")))?;
    if number < 0 {
        return Err(format!("{number} is negative; write a whole number like 5").into());
    }
    T::try_from(number).map_err(|_| format!("{number} is too large").into())
}

fn integer(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

impl Value for f64 {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let number = match value {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => integer(number).map(|number| number as Self),
            _ => None,
        };
        number.ok_or_else(|| mistaken(value, "a number", "it like 4.0, without quotes"))
    }

    fn show(&self) -> Option<toml::Value> {
        Some((*self).into())
    }
}

/// Settings that know their own text.
macro_rules! by_text {
    ($($setting:ty, $what:literal, $example:literal;)+) => {$(
        impl Value for $setting {
            fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
                Ok(text(value, $what, $example)?.parse::<Self>()?)
            }

            fn show(&self) -> Option<toml::Value> {
                Some(self.to_string().into())
            }
        }
    )+};
}

by_text! {
    Listen, "an address to listen on", r#""127.0.0.1:8080""#;
    MetricsListen, "an address to listen on", r#""127.0.0.1:9109", or "" for none"#;
    PublicUrl, "a URL", r#""https://auth.example.org""#;
    Accent, "a colour", r##""#0b6b70""##;
    Rate, "a rate", r#""120/1m""#;
    Language, "a language", r#""en" or "pt-BR""#;
    Pkce, "a word", r#""recommended" or "required""#;
    AppApproval, "a word", r#""none" or "required""#;
    Engine, "a word", r#""sled" or "memory""#;
    Durability, "a word", r#""strict" or "relaxed""#;
    RouteRole, "a word", r#""admin""#;
    SecondFactorFor, "a word", r#""optional", "admins" or "everyone""#;
    Identity, "a word", r#""headers", "jwt" or "none""#;
    RoutePath, "a path", r#""/api/notes/{id}""#;
    Verb, "a method", r#""GET""#;
    UpstreamUrl, "where an upstream listens", r#""http://127.0.0.1:5000""#;
}

impl Value for Claims {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        const WHAT: &str = "a table of claims";
        const EXAMPLE: &str = r#"{ sub = "user_id" }"#;
        let Some(table) = value.as_table() else { return Err(mistaken(value, WHAT, &format!("it like {EXAMPLE}"))) };
        let claim = |(name, source): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
            let source = text(source.get_ref(), "where a claim comes from", r#""user_id""#)?;
            Ok((name.get_ref().to_string(), source.parse().map_err(Wrong::from)?))
        };
        Ok(Self::new(table.iter().map(claim).collect::<Result<_, Wrong>>()?)?)
    }

    fn show(&self) -> Option<toml::Value> {
        let claims = self.iter().map(|(name, source)| (name.to_owned(), toml::Value::from(source.to_string())));
        Some(toml::Value::Table(claims.collect()))
    }
}

/// Texts by language, in a table of `what`.
fn texts<'v>(
    value: &'v DeValue<'_>,
    what: &str,
    example: &str,
    (one, its_example): (&str, &str),
) -> Result<Vec<(&'v str, &'v str)>, Wrong> {
    let Some(table) = value.as_table() else { return Err(mistaken(value, what, &format!("it like {example}"))) };
    table.iter().map(|(tag, said)| Ok((tag.get_ref().as_ref(), text(said.get_ref(), one, its_example)?))).collect()
}

fn show_texts<'t>(texts: impl Iterator<Item = (Language, &'t str)>) -> Option<toml::Value> {
    let texts: toml::Table = texts.map(|(language, text)| (language.tag().to_owned(), text.into())).collect();
    (!texts.is_empty()).then_some(toml::Value::Table(texts))
}

impl Value for Descriptions {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        const WHAT: &str = "a table of descriptions by language";
        const EXAMPLE: &str = r#"{ de = "Ihre Notizen lesen" }"#;
        let texts = texts(value, WHAT, EXAMPLE, ("a description", "\"Read your notes\""))?;
        Ok(Self::new(texts.into_iter())?)
    }

    fn show(&self) -> Option<toml::Value> {
        show_texts(self.iter())
    }
}

impl Value for Titles {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        const WHAT: &str = "a table of titles by language";
        const EXAMPLE: &str = r#"{ de = "Ihre Notizen" }"#;
        let texts = texts(value, WHAT, EXAMPLE, ("a title", "\"Your notes\""))?;
        Ok(Self::new(texts.into_iter())?)
    }

    fn show(&self) -> Option<toml::Value> {
        show_texts(self.iter())
    }
}

impl Value for IpNet {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        const WHAT: &str = "an address or network";
        const EXAMPLE: &str = r#""127.0.0.1", "10.0.0.7" or "172.18.0.0/28""#;
        let network = text(value, WHAT, EXAMPLE)?;
        IpNet::from_str(network)
            .or_else(|_| network.parse::<IpAddr>().map(IpNet::from))
            .map(|network| network.trunc())
            .map_err(|_| mistaken(value, WHAT, &format!("it like {EXAMPLE}")))
    }

    fn show(&self) -> Option<toml::Value> {
        Some(self.to_string().into())
    }
}

/// A setting that may be missing; the file cannot say so but by leaving the key out.
impl<T: Value> Value for Option<T> {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        T::read(value).map(Some)
    }

    fn show(&self) -> Option<toml::Value> {
        self.as_ref().and_then(T::show)
    }
}

/// A list; a single element may stand without brackets.
impl<T: Value> Value for Vec<T> {
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let Some(elements) = value.as_array() else {
            return T::read(value).map(|only| vec![only]);
        };
        let read = |(index, element): (usize, &toml::Spanned<DeValue<'_>>)| {
            T::read(element.get_ref()).map_err(|wrong| Wrong { index: Some(index), ..wrong })
        };
        elements.iter().enumerate().map(read).collect()
    }

    fn show(&self) -> Option<toml::Value> {
        Some(toml::Value::Array(self.iter().filter_map(T::show).collect()))
    }
}

/// A setting as it would stand in the file, for errors and listings.
pub(super) fn literal(setting: &impl Value) -> String {
    setting.show().as_ref().map(|value: &toml::Value| value.to_string()).unwrap_or_default()
}
