//! What a translation says in the words of the English message: by mistake, unless `same.txt` lists it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::bundle::sources;
use crate::language::Language;

/// What is the same on purpose: `TAG KEY` in each line, `*` for all languages.
const SAME: &str = include_str!("same.txt");

/// The pattern of each message, and whether it has words of its own.
fn patterns(language: Language) -> BTreeMap<String, (Pattern<String>, bool)> {
    let mut found = BTreeMap::new();
    for source in sources(language) {
        let resource = parse((*source).to_owned()).expect("the file can be read");
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let Some(pattern) = message.value else { continue };
            let own = has_words(&pattern);
            found.insert(message.id.name, (pattern, own));
        }
    }
    found
}

/// Whether there is a letter outside of tags and of what is given.
fn has_words(pattern: &Pattern<String>) -> bool {
    let in_text = |text: &str| {
        text.split('<').enumerate().any(|(place, piece)| {
            let said = if place == 0 { piece } else { piece.split_once('>').map_or("", |(_, rest)| rest) };
            said.contains(char::is_alphabetic)
        })
    };
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { value } => in_text(value),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().any(|variant| has_words(&variant.value))
        }
        PatternElement::Placeable { .. } => false,
    })
}

/// The lines of the list but for blank ones and remarks.
fn listed() -> BTreeSet<(&'static str, &'static str)> {
    let lines = SAME.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').expect("a tag and a key")).collect()
}

#[test]
fn what_is_not_translated_is_so_on_purpose() {
    let (english, listed) = (patterns(Language::En), listed());
    for &language in Language::OFFERED.iter().filter(|one| **one != Language::En) {
        let same = patterns(language).into_iter().filter(|(key, own)| own.1 && english.get(key) == Some(own));
        let forgotten: Vec<_> = same
            .map(|(key, _)| key)
            .filter(|key| ![language.tag(), "*"].iter().any(|tag| listed.contains(&(*tag, key.as_str()))))
            .collect();
        assert!(forgotten.is_empty(), "{language}: translate {forgotten:?}, or list them in words/same.txt");
    }
}

#[test]
fn the_list_has_nothing_that_differs() {
    let english = patterns(Language::En);
    for (tag, key) in listed() {
        assert!(english.contains_key(key), "same.txt: there is no message {key}");
        let Some(language) = Language::OFFERED.iter().find(|one| one.tag() == tag) else {
            assert!(tag == "*" || tag.parse::<Language>().is_ok(), "same.txt: {tag} is no language");
            continue;
        };
        assert_eq!(patterns(*language).get(key), english.get(key), "same.txt: {tag} {key} is translated");
    }
}

#[test]
fn a_message_has_words_when_there_is_a_letter_outside_of_tags_and_arguments() {
    let has = |message: &str| {
        let resource = parse(format!("key = {message}\n")).expect("it can be read");
        let Some(Entry::Message(message)) = resource.body.into_iter().next() else { panic!("no message") };
        has_words(&message.value.expect("it says something"))
    };
    assert!(has("<strong>x</strong>") && has("{ $a } UTC") && has("{ $n ->\n    [one] 1\n   *[other] of\n }"));
    assert!(!has("<strong>{ $app }</strong>") && !has("{ $hour }:{ $minute }") && !has("{ other }, { $b }"));
}
