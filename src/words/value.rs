//! What stands in a message: names, numbers, moments.

use std::borrow::Cow;

use askama::filters::{Escaper, Html};
use fluent_bundle::FluentValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Sentence, When, Words};

/// What a message is given.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// What somebody typed, or another text that is not the page's own.
    Text(Cow<'a, str>),
    /// How many. The message has a form for each number that needs one.
    Number(u64),
    /// A text of the page's own: a part of a date, a word that the message chooses a variant by.
    Own(Cow<'a, str>),
    /// An e-mail address: in HTML a link by which one writes to it.
    Address(Cow<'a, str>),
    /// When.
    Moment(When),
    /// Another message.
    Said(Box<Sentence>),
}

/// What a message is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text alone: a title, an attribute.
    Text,
    /// HTML.
    Html,
}

impl Form {
    /// The page's own text in this form.
    pub fn escaped(self, text: &str) -> String {
        match self {
            Self::Text => text.to_owned(),
            Self::Html => escaped(text),
        }
    }

    /// Somebody else's text, set apart from the one around it.
    pub fn apart(self, text: &str) -> String {
        match self {
            Self::Text => isolated(text),
            Self::Html => format!("<bdi>{}</bdi>", escaped(text)),
        }
    }
}

impl Value<'_> {
    /// The same for as long as one likes.
    pub fn into_owned(self) -> Value<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Text(text) => Value::Text(owned(text)),
            Self::Own(text) => Value::Own(owned(text)),
            Self::Address(address) => Value::Address(owned(address)),
            Self::Number(number) => Value::Number(number),
            Self::Moment(when) => Value::Moment(when),
            Self::Said(sentence) => Value::Said(sentence),
        }
    }

    /// The value as Fluent takes it.
    pub(super) fn shown(&self, words: Words, form: Form) -> FluentValue<'static> {
        match self {
            Self::Text(text) => form.apart(text).into(),
            // No count of anything here is beyond what a float holds exactly.
            Self::Number(number) => (*number as f64).into(),
            Self::Own(text) => form.escaped(text).into(),
            Self::Address(address) => match form {
                Form::Text => form.apart(address).into(),
                Form::Html => {
                    let href = utf8_percent_encode(address, NOT_IN_MAILTO);
                    format!("<a href=\"mailto:{href}\">{}</a>", form.apart(address)).into()
                }
            },
            Self::Moment(when) => match form {
                Form::Text => when.text(words).into(),
                Form::Html => when.html(words).into(),
            },
            Self::Said(sentence) => match form {
                Form::Text => sentence.text(words).into_owned().into(),
                Form::Html => sentence.html(words).0.into_owned().into(),
            },
        }
    }
}

/// What is encoded in a `mailto:` address (RFC 6068 §2): nothing in it may begin a header, and nothing ends the attribute.
const NOT_IN_MAILTO: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    // A string takes whatever is written to it.
    let _ = Html.write_escaped_str(&mut html, text);
    html
}

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// A text between other text where no `<bdi>` can stand (UAX #9 §2.7). What is written from left to right as the pages
/// are needs nothing; signs that would turn the rest around are left out.
fn isolated(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    // The blocks of the scripts that are written from right to left, and what Unicode keeps free for more of them.
    let leftwards = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    if !text.contains(|c| turns(c) || leftwards(c)) {
        return text.to_owned();
    }
    let inner: String = text.chars().filter(|&c| !turns(c)).collect();
    format!("{FIRST_STRONG_ISOLATE}{inner}{POP_DIRECTIONAL_ISOLATE}")
}

/// What a message can be given, by itself or behind any number of references, as templates hand it over.
pub trait Given {
    /// The value that the message gets.
    fn given(&self) -> Value<'_>;
}

impl<T: Given + ?Sized> Given for &T {
    fn given(&self) -> Value<'_> {
        (**self).given()
    }
}

impl Given for Value<'_> {
    fn given(&self) -> Value<'_> {
        self.clone()
    }
}

impl Given for str {
    fn given(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Given for String {
    fn given(&self) -> Value<'_> {
        self.as_str().given()
    }
}

impl Given for bool {
    /// The variants are `[true]` and `[false]`.
    fn given(&self) -> Value<'_> {
        Value::Own(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

impl Given for When {
    fn given(&self) -> Value<'_> {
        Value::Moment(self.clone())
    }
}

impl Given for Sentence {
    fn given(&self) -> Value<'_> {
        Value::Said(Box::new(self.clone()))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Given for $kind {
            fn given(&self) -> Value<'_> {
                Value::Number(u64::try_from(*self).unwrap_or(u64::MAX))
            }
        }
    )*};
}

numbers!(usize, u64, u32, u16, u8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_written_the_other_way_stands_apart() {
        assert_eq!(Form::Text.apart("GPX"), "GPX");
        assert_eq!(Form::Text.apart("שלום (1)"), "\u{2068}שלום (1)\u{2069}");
        assert_eq!(Form::Text.apart("a\u{202e}b\u{2069}c"), "\u{2068}abc\u{2069}");
        assert_eq!(Form::Html.apart("<i>"), "<bdi>&#60;i&#62;</bdi>");
    }

    #[test]
    fn an_address_is_a_link_that_begins_no_header() {
        let shown = |address: &str, form| match Value::Address(address.into()).shown(Words::default(), form) {
            FluentValue::String(text) => text.into_owned(),
            other => panic!("{other:?}"),
        };
        let html = shown("a&b?cc=x@y.example", Form::Html);
        assert_eq!(html, "<a href=\"mailto:a%26b%3Fcc%3Dx@y.example\"><bdi>a&#38;b?cc=x@y.example</bdi></a>");
        assert_eq!(shown("anna@y.example", Form::Text), "anna@y.example");
    }
}
