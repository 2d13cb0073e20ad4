//! That a message which counts has a form for each plural category of its language (CLDR). What counts is told by its
//! English: there it has `[one]`.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;

use super::bundle::sources;
use crate::language::Language;

/// The categories of whole numbers below a million, but for `other`, which is the default variant.
const fn categories(language: Language) -> &'static [&'static str] {
    match language {
        Language::Pl => &["one", "few", "many"],
        _ => &["one"],
    }
}

/// Where a message counts and by what: its key and the name of the number, with the keys of the variants.
type Counts = BTreeMap<(String, String), BTreeSet<String>>;

fn counts(sources: &[&str]) -> Counts {
    let mut found = Counts::new();
    for source in sources {
        for entry in parse((*source).to_owned()).expect("the file can be read").body {
            let Entry::Message(message) = entry else { continue };
            message.value.iter().for_each(|pattern| look(&message.id.name, pattern, &mut found));
        }
    }
    found
}

fn look(key: &str, pattern: &Pattern<String>, found: &mut Counts) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression: Expression::Select { selector, variants } } = element else {
            continue;
        };
        if let InlineExpression::VariableReference { id } = selector {
            let names = variants.iter().map(|variant| match &variant.key {
                VariantKey::Identifier { name } => name.clone(),
                VariantKey::NumberLiteral { value } => value.clone(),
            });
            found.entry((key.to_owned(), id.name.clone())).or_default().extend(names);
        }
        variants.iter().for_each(|variant| look(key, &variant.value, found));
    }
}

fn lacking(language: Language, english: &Counts, own: &Counts) -> Vec<String> {
    let mut lacking = Vec::new();
    for ((key, number), _) in english.iter().filter(|(_, forms)| forms.contains("one")) {
        let forms = own.get(&(key.clone(), number.clone()));
        for category in categories(language) {
            if !forms.is_some_and(|forms| forms.contains(*category)) {
                lacking.push(format!("{language}: {key} has no [{category}] of ${number}"));
            }
        }
    }
    lacking
}

#[test]
fn what_counts_has_a_form_for_each_plural_of_the_language() {
    let english = counts(sources(Language::En));
    assert!(english.len() > 20);
    let lacking: Vec<_> = Language::OFFERED
        .iter()
        .flat_map(|&language| lacking(language, &english, &counts(sources(language))))
        .collect();
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn a_form_that_is_not_there_is_missed() {
    let english = counts(&["key = { $n ->\n    [one] one\n   *[other] more\n}\n"]);
    let polish = counts(&["key = { $n ->\n    [one] a\n    [few] b\n   *[other] c\n}\n"]);
    assert_eq!(lacking(Language::De, &english, &polish), [""; 0]);
    assert_eq!(lacking(Language::Pl, &english, &polish), ["pl: key has no [many] of $n"]);
    assert_eq!(lacking(Language::De, &english, &counts(&["key = { $n } Dinge\n"])).len(), 1);
}
