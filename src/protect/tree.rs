//! The paths of all routes as a tree: which of them a path matches, the most specific first. What a route is and which
//! methods it takes is in [`routes`](super::routes).

use super::path::Segment;
use crate::config::{self, fold};

/// What may follow one beginning of a path.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The folded text, by which they are sorted, the text itself, and what follows.
    literals: Vec<(Box<str>, Box<str>, Node)>,
    /// Segments with text around their parameter, the longest text first.
    affixed: Vec<(Box<str>, Box<str>, Node)>,
    param: Option<Box<Node>>,
    /// The routes that end here.
    here: Vec<usize>,
    /// The routes whose `{*rest}` begins here.
    tail: Vec<usize>,
}

impl Node {
    /// Adds the route of that number, whose path goes on with `path` from here.
    pub(super) fn insert(&mut self, path: &[config::Segment], index: usize) {
        let Some((first, rest)) = path.split_first() else {
            self.here.push(index);
            return;
        };
        match first {
            config::Segment::Tail => self.tail.push(index),
            config::Segment::Literal(text) => {
                let folded = fold(text);
                let place = self.literal(&folded).unwrap_or_else(|place| {
                    self.literals.insert(place, (folded.into(), text.as_str().into(), Self::default()));
                    place
                });
                if let Some((.., node)) = self.literals.get_mut(place) {
                    node.insert(rest, index);
                }
            }
            config::Segment::Param { before, after } if before.is_empty() && after.is_empty() => {
                self.param.get_or_insert_default().insert(rest, index);
            }
            config::Segment::Param { before, after } => {
                let known = self.affixed.iter_mut().find(|(b, a, _)| **b == **before && **a == **after);
                match known {
                    Some((_, _, node)) => node.insert(rest, index),
                    None => {
                        let mut node = Self::default();
                        node.insert(rest, index);
                        self.affixed.push((before.as_str().into(), after.as_str().into(), node));
                        self.affixed.sort_by_key(|(before, after, _)| std::cmp::Reverse(before.len() + after.len()));
                    }
                }
            }
        }
    }

    /// Where the literal of that folded text is, or would be.
    fn literal(&self, folded: &str) -> Result<usize, usize> {
        self.literals.binary_search_by(|(own, ..)| own.as_ref().cmp(folded))
    }

    /// Shows the routes of every path that `segments` match to `look`, the most specific first, until it answers `true`.
    /// Each node of the tree is met once at most.
    pub(super) fn visit(
        &self,
        segments: &[Segment<'_>],
        misspelt: bool,
        look: &mut impl FnMut(&[usize], bool) -> bool,
    ) -> bool {
        let Some((first, rest)) = segments.split_first() else {
            return (!self.here.is_empty() && look(&self.here, misspelt))
                || (!self.tail.is_empty() && look(&self.tail, misspelt));
        };
        let folded = fold(&first.text);
        if let Some((_, exact, node)) = self.literal(&folded).ok().and_then(|place| self.literals.get(place))
            && node.visit(rest, misspelt || first.raw != &**exact, look)
        {
            return true;
        }
        for (before, after, node) in &self.affixed {
            if let Some(spelled) = has_affixes(first, &folded, before, after)
                && node.visit(rest, misspelt || !spelled, look)
            {
                return true;
            }
        }
        if let Some(node) = &self.param
            && node.visit(rest, misspelt, look)
        {
            return true;
        }
        !self.tail.is_empty() && look(&self.tail, misspelt)
    }
}

/// Whether a segment has this text around it, in some spelling; `Some(true)` when it is the very same.
fn has_affixes(segment: &Segment<'_>, folded: &str, before: &str, after: &str) -> Option<bool> {
    let around = |text: &str, before: &str, after: &str| {
        text.len() > before.len() + after.len() && text.starts_with(before) && text.ends_with(after)
    };
    if around(segment.raw, before, after) {
        return Some(true);
    }
    around(folded, &fold(before), &fold(after)).then_some(false)
}
