//! What holds for every file of messages, and for every place that names one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::bundle::{FILES, sources};
use crate::language::Language;

/// What a translation has to keep of a message.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    arguments: BTreeSet<String>,
    /// The tags of each variant are those of the message, in any order.
    tags: BTreeSet<Vec<String>>,
}

/// The messages of a file, with what is to be kept of each.
fn shapes(source: &str) -> BTreeMap<String, Shape> {
    let resource = parse(source.to_owned()).expect("the file can be read");
    let mut shapes = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut shape = Shape::default();
        let pattern = message.value.as_ref().expect("a message says something");
        arguments(pattern, &mut shape.arguments);
        let mut said = Vec::new();
        texts(pattern, &mut said);
        shape.tags = said.iter().map(|text| tags(text)).collect();
        assert!(shapes.insert(message.id.name.clone(), shape).is_none(), "{} stands twice", message.id.name);
    }
    shapes
}

/// The names of what a pattern is given.
fn arguments(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants.iter().for_each(|variant| arguments(&variant.value, found));
                selector
            }
        };
        match inline {
            InlineExpression::VariableReference { id } => drop(found.insert(format!("${}", id.name))),
            InlineExpression::MessageReference { id, .. } => drop(found.insert(id.name.clone())),
            _ => {}
        }
    }
}

/// All that a pattern may say, one text for each choice of its variants.
fn texts(pattern: &Pattern<String>, found: &mut Vec<String>) {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let next: Vec<String> = match element {
            PatternElement::TextElement { value } => vec![value.clone()],
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let mut said = Vec::new();
                variants.iter().for_each(|variant| texts(&variant.value, &mut said));
                said
            }
            PatternElement::Placeable { .. } => vec![String::new()],
        };
        all = all.iter().flat_map(|before| next.iter().map(move |after| format!("{before}{after}"))).collect();
    }
    found.extend(all);
}

/// The tags of a text, sorted.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> =
        text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag.to_owned()).collect();
    tags.sort();
    tags
}

#[test]
fn every_language_says_all_that_english_says() {
    let english = sources(Language::En);
    for &language in Language::OFFERED {
        for ((file, source), own) in FILES.iter().zip(english).zip(sources(language)) {
            let (wanted, own) = (shapes(source), shapes(own));
            let missing: Vec<_> = wanted.keys().filter(|key| !own.contains_key(*key)).collect();
            let more: Vec<_> = own.keys().filter(|key| !wanted.contains_key(*key)).collect();
            assert!(
                missing.is_empty() && more.is_empty(),
                "{language}/{file}: missing {missing:?}, not in English {more:?}"
            );
            for (key, shape) in &wanted {
                assert_eq!(shape, &own[key], "{language}/{file}: {key} has other arguments or tags than in English");
            }
        }
    }
}

#[test]
fn no_key_stands_in_two_files() {
    let mut seen = BTreeSet::new();
    for source in sources(Language::En) {
        for key in shapes(source).into_keys() {
            assert!(seen.insert(key.clone()), "{key}");
        }
    }
}

#[test]
fn a_language_is_offered_when_its_folder_is_there() {
    let folder = source_folder().join("words/locales");
    let mut there: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name().into_string().expect("it is text"))
        .collect();
    there.sort_unstable();
    let mut offered: Vec<_> = Language::OFFERED.iter().map(|language| language.tag().to_owned()).collect();
    offered.sort_unstable();
    assert_eq!(there, offered);
    for language in Language::OFFERED {
        for entry in std::fs::read_dir(folder.join(language.tag())).expect("the folder is there") {
            let name = entry.expect("it can be read").file_name().into_string().expect("it is text");
            assert!(FILES.contains(&name.as_str()), "{language}/{name} is taken in nowhere");
        }
    }
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The text of everything that may name a message: all templates and all code.
fn naming() -> Vec<(PathBuf, String)> {
    let mut folders = vec![source_folder()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
                let text = std::fs::read_to_string(&path).expect("it is text");
                files.push((path, text));
            }
        }
    }
    files
}

#[test]
fn every_message_that_is_named_is_there() {
    let there: BTreeSet<String> = sources(Language::En).iter().flat_map(|source| shapes(source).into_keys()).collect();
    let calls = [
        "page.t(\"",
        "page.t1(\"",
        "page.t2(\"",
        "page.h(\"",
        "page.h1(\"",
        "page.h2(\"",
        "page.title(\"",
        "Sentence::of(\"",
        ".with_help(\"",
    ];
    let own = Path::new("words");
    for (path, text) in naming() {
        if path.parent().is_some_and(|folder| folder.ends_with(own)) {
            continue;
        }
        for call in calls {
            for key in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(there.contains(key), "{}: there is no message {key:?}", path.display());
            }
        }
    }
}

/// The literals that a file hands to views: what is turned into a sentence, and what follows a field or an address.
fn handed(text: &str) -> Vec<&str> {
    let turned = text.split(".into()").filter_map(|before| before.trim_end().strip_suffix('"')?.rsplit('"').next());
    let mut all: Vec<&str> = turned.collect();
    for call in [".add(", "ErrorPage::new(", "Self::new(", ".with_action("] {
        for rest in text.split(call).skip(1) {
            let arguments = rest.split(['(', ')', ';']).next().unwrap_or_default();
            let pieces: Vec<&str> = arguments.split('"').collect();
            let literals = pieces.windows(2).step_by(2).filter(|pair| pair[0].trim_end().ends_with(','));
            all.extend(literals.map(|pair| pair[1]));
        }
    }
    all
}

#[test]
fn what_is_handed_to_a_view_is_a_key() {
    assert_eq!(
        handed(r#"errors.add("scope", "no-scope"); let x = "a-b".into(); Self::new(page, 404, "not", "found")"#),
        ["a-b", "no-scope", "not", "found"]
    );
    let there: BTreeSet<String> = sources(Language::En).iter().flat_map(|source| shapes(source).into_keys()).collect();
    let saying = ["http/pages", "words", "audit/told.rs", "audit/device.rs"].map(|place| source_folder().join(place));
    for (path, text) in naming() {
        let is_test = path.ends_with("checks.rs") || path.ends_with("tests.rs");
        if is_test || !saying.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        for key in handed(&text) {
            assert!(there.contains(key), "{}: {key:?} is no message, and would be shown as it stands", path.display());
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let files = naming();
    let mut referred = BTreeSet::new();
    let mut keys = BTreeSet::new();
    for source in sources(Language::En) {
        for (key, shape) in shapes(source) {
            referred.extend(shape.arguments);
            keys.insert(key);
        }
    }
    let said = |key: &str| {
        let quoted = format!("\"{key}\"");
        files.iter().any(|(_, text)| text.contains(&quoted))
    };
    let unused: Vec<_> = keys.iter().filter(|key| !referred.contains(*key) && !said(key)).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}
