//! What the pages say, in the reader's language: the messages of `locales/` by their keys.
//!
//! | file | what |
//! |---|---|
//! | this one | [`Words`]: the messages of one language |
//! | [`sentence`] | [`Sentence`]: a message that is said later, when the language is known |
//! | [`moment`] | a moment in the forms of the language |
//! | [`short`] | what is left of a name or of many scopes in a list |
//! | [`value`] | what stands in a message: names, numbers, moments |
//! | [`bundle`] | the messages as they are kept |
//!
//! Templates say `{{ page.t("key") }}` where text alone can stand (a title, an attribute), and `{{ page.h("key") }}` where
//! markup can. `docs/pages.md` tells which is for what.

mod bundle;
mod moment;
mod sentence;
pub mod short;
mod value;

#[cfg(test)]
mod checks;
#[cfg(test)]
mod plurals;
#[cfg(test)]
pub mod pseudo;
#[cfg(test)]
mod same;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use askama::filters::Safe;
use fluent_bundle::FluentArgs;

pub use self::moment::{Precision, When};
pub use self::sentence::{Sentence, size, wait};
use self::value::Form;
pub use self::value::{Given, Value};
use crate::language::Language;

/// The messages of one language. One that is missing is said in English; a key that nobody knows is said as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words(Language);

/// What a message is given, by the names it has for it.
type Args<'a> = [(&'a str, Value<'a>)];

impl Words {
    /// Those of `language`.
    pub const fn of(language: Language) -> Self {
        Self(language)
    }

    /// Whose they are.
    pub const fn language(self) -> Language {
        self.0
    }

    /// A message as text. What is in it is set apart where it is written the other way (UAX #9).
    pub fn text(self, key: &str, args: &Args<'_>) -> Cow<'static, str> {
        self.say(key, args, Form::Text)
    }

    /// A message as HTML: its markup is its own, what is given to it is escaped and set apart by `<bdi>`.
    pub fn html(self, key: &str, args: &Args<'_>) -> Safe<Cow<'static, str>> {
        Safe(self.say(key, args, Form::Html))
    }

    fn say(self, key: &str, args: &Args<'_>, form: Form) -> Cow<'static, str> {
        let own = [self.0, Language::En].into_iter().find_map(|language| {
            let bundle = bundle::of(language);
            Some((bundle, bundle.get_message(key)?.value()?))
        });
        let Some((bundle, pattern)) = own else {
            tracing::debug!(key, "a message is missing");
            return Cow::Owned(form.escaped(key));
        };
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, value.shown(self, form));
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&given), &mut errors);
        if !errors.is_empty() {
            tracing::debug!(key, ?errors, "a message lacks something");
        }
        said
    }
}
