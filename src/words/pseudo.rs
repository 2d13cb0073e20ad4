//! A language that no English word is in: the English messages with their letters replaced, markup and arguments kept.
//! A page in it shows what was not said through a message.

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement, Resource};
use fluent_syntax::parser::parse;
use fluent_syntax::serializer::serialize;

/// The messages of a file, in letters that English does not have.
pub fn of(source: &str) -> String {
    let mut resource: Resource<String> = parse(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => message.value.iter_mut().for_each(replace),
            Entry::Term(term) => replace(&mut term.value),
            _ => {}
        }
    }
    serialize(&resource)
}

fn replace(pattern: &mut Pattern<String>) {
    let mut in_tag = false;
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = letters(value, &mut in_tag),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter_mut().for_each(|variant| replace(&mut variant.value));
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// The letters of `text` replaced, but for those in tags.
fn letters(text: &str, in_tag: &mut bool) -> String {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const OTHER: &str = "áƀçďéƒĝĥíĵķľɱñóþɋŕšŧúṽŵẋýžÁɃÇĎÉƑĜĤÍĴĶĽṀÑÓÞɊŔŠŦÚṼŴẊÝŽ";
    let replaced = text.chars().map(|c| {
        match c {
            '<' => *in_tag = true,
            '>' => *in_tag = false,
            _ => {}
        }
        let place = PLAIN.chars().position(|plain| plain == c).filter(|_| !*in_tag);
        place.and_then(|place| OTHER.chars().nth(place)).unwrap_or(c)
    });
    replaced.collect()
}
