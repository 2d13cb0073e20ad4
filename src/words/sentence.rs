//! A message that is said later, when the language is known: what a handler hands to a view.

use std::borrow::Cow;
use std::time::Duration;

use askama::filters::Safe;

use super::Words;
use super::value::{Form, Given, Value};
use crate::limits::seconds;

/// What a page is to say.
#[derive(Debug, Clone)]
pub enum Sentence {
    /// The message of this key, with what it is given.
    Message(&'static str, Vec<(&'static str, Value<'static>)>),
    /// One after the other.
    Several(Vec<Sentence>),
    /// A text that is not the page's own, such as a name.
    Text(String),
    /// What is for those who make apps, and is said in English whatever the page's language.
    English(String),
}

impl Sentence {
    /// The message of this key.
    pub const fn of(key: &'static str) -> Self {
        Self::Message(key, Vec::new())
    }

    /// The same, with `value` where the message says `{ $name }`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Given) -> Self {
        if let Self::Message(_, args) = &mut self {
            args.push((name, value.given().into_owned()));
        }
        self
    }

    /// As text alone.
    pub fn text(&self, words: Words) -> Cow<'static, str> {
        self.said(words, Form::Text)
    }

    /// As HTML.
    pub fn html(&self, words: Words) -> Safe<Cow<'static, str>> {
        Safe(self.said(words, Form::Html))
    }

    fn said(&self, words: Words, form: Form) -> Cow<'static, str> {
        match self {
            Self::Message(key, args) => words.say(key, args, form),
            Self::Several(all) => {
                let all: Vec<_> = all.iter().map(|one| one.said(words, form)).collect();
                Cow::Owned(all.join(" "))
            }
            Self::Text(text) => Cow::Owned(form.apart(text)),
            Self::English(text) => Cow::Owned(match form {
                Form::Text => text.clone(),
                Form::Html => format!("<span lang=\"en\" dir=\"ltr\">{}</span>", form.escaped(text)),
            }),
        }
    }
}

/// How long to wait, as part of a sentence: never shorter than it is.
pub fn wait(duration: Duration) -> Sentence {
    match seconds(duration) {
        seconds @ ..=119 => Sentence::of("wait-seconds").with("seconds", seconds),
        seconds @ ..7200 => Sentence::of("wait-minutes").with("minutes", seconds.div_ceil(60)),
        seconds => Sentence::of("wait-hours").with("hours", seconds.div_ceil(3600)),
    }
}

/// How much room something takes, as part of a sentence: whole KiB or MiB, and GiB from ten on.
pub fn size(bytes: u64) -> Sentence {
    match bytes {
        0..0x400 => Sentence::of("size-bytes").with("bytes", bytes),
        0x400..0x10_0000 => Sentence::of("size-kib").with("kib", bytes >> 10),
        0x10_0000..0x2_8000_0000 => Sentence::of("size-mib").with("mib", bytes >> 20),
        _ => Sentence::of("size-gib").with("gib", bytes >> 30),
    }
}

impl From<&'static str> for Sentence {
    /// The message of this key.
    fn from(key: &'static str) -> Self {
        Self::of(key)
    }
}

impl From<String> for Sentence {
    /// A text that is not the page's own.
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Default for Sentence {
    /// Nothing.
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}
