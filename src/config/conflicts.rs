//! Whether routes fit together: no two for the same requests, none that another hides, none that leaves it to chance which
//! of two decides.

use std::collections::HashMap;

use super::ConfigError;
use super::error::quote;
use super::route_path::Segment;
use super::routes::{Route, Verb, at_line};

/// Checks every route beside those before it.
///
/// # Errors
/// Two routes of which one is in the way of the other; both lines are named.
pub(super) fn check(routes: &[Route]) -> Result<(), ConfigError> {
    let mut seen = Seen::default();
    for (index, route) in routes.iter().enumerate() {
        let wrong = |why| ConfigError { index: Some(index), ..ConfigError::of("route.path", why) };
        seen.same(route).map_err(wrong)?;
        seen.misspelt(route).map_err(wrong)?;
        seen.undecided(route).map_err(wrong)?;
    }
    Ok(())
}

/// The routes looked at so far.
#[derive(Default)]
struct Seen<'r> {
    /// By their shape.
    whole: HashMap<String, Vec<&'r Route>>,
    /// By the shape of each of their beginnings, with its spelling there.
    beginnings: HashMap<String, (String, &'r Route)>,
    /// By the shape of what is before it: text around a parameter, and whose it is.
    affixed: HashMap<String, Vec<(&'r str, &'r str, &'r Route)>>,
}

impl<'r> Seen<'r> {
    fn same(&mut self, route: &'r Route) -> Result<(), String> {
        let alike = self.whole.entry(route.path.shape()).or_default();
        let same = |other: &&&Route| other.path.spelling() == route.path.spelling() && overlap(other, route);
        if let Some(other) = alike.iter().find(same) {
            return Err(format!(
                "{} with {} is the same as {}; leave out one of the two",
                quote(route.path.as_str()),
                methods(&route.methods),
                named(other)
            ));
        }
        alike.push(route);
        Ok(())
    }

    /// A request cannot be spelled like both, so that one of them would never be reached.
    fn misspelt(&mut self, route: &'r Route) -> Result<(), String> {
        for (shape, spelling) in route.path.beginnings() {
            let (known, other) = self.beginnings.entry(shape).or_insert_with(|| (spelling.clone(), route));
            if *known != spelling {
                let whole = other.path.shape() == route.path.shape();
                let (differs, but) = if whole { ("differs from", " only in") } else { ("begins like", ", but for") };
                return Err(format!(
                    "{} {differs} {}{but} how it is spelled; a program that does not care would take one for the other",
                    quote(route.path.as_str()),
                    named(other)
                ));
            }
        }
        Ok(())
    }

    /// `a{x}` and `{x}b` both match `ab`-like segments, and neither says more than the other.
    fn undecided(&mut self, route: &'r Route) -> Result<(), String> {
        let mut parent = String::new();
        for ((shape, _), segment) in route.path.beginnings().into_iter().zip(route.path.segments()) {
            let siblings = self.affixed.entry(std::mem::replace(&mut parent, shape)).or_default();
            let Segment::Param { before, after } = segment else { continue };
            if let Some((.., other)) = siblings.iter().find(|(b, a, _)| rival((before, after), (b, a))) {
                return Err(format!(
                    "{} and {} have a segment that a request can match both of, and neither says more than the other; \
                     write more text around one of the two parameters",
                    quote(route.path.as_str()),
                    named(other)
                ));
            }
            siblings.push((before, after, route));
        }
        Ok(())
    }
}

/// Whether some segment has either text around it, and both are of one length but not the same.
fn rival(one: (&str, &str), other: (&str, &str)) -> bool {
    let nested = |a: &str, b: &str, within: fn(&str, &str) -> bool| within(a, b) || within(b, a);
    one != other
        && one.0.len() + one.1.len() == other.0.len() + other.1.len()
        && nested(one.0, other.0, |a, b| a.starts_with(b))
        && nested(one.1, other.1, |a, b| a.ends_with(b))
}

fn overlap(one: &Route, other: &Route) -> bool {
    one.methods.is_empty() || other.methods.is_empty() || one.methods.iter().any(|verb| other.methods.contains(verb))
}

fn named(route: &Route) -> String {
    format!("{}{}", quote(route.path.as_str()), at_line(route.line))
}

fn methods(methods: &[Verb]) -> String {
    if methods.is_empty() {
        "all methods".to_owned()
    } else {
        methods.iter().map(Verb::as_str).collect::<Vec<_>>().join(", ")
    }
}
