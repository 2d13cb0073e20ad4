//! A part of a long list, and how long the whole is, without keeping the rest.

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many come before it.
    pub skip: usize,
    /// How many of it at most.
    pub limit: usize,
}

impl Window {
    /// Everything.
    pub const ALL: Self = Self { skip: 0, limit: usize::MAX };

    /// Takes its part of `all`, which is read to its end.
    ///
    /// # Errors
    /// The first one in `all`.
    pub fn of<T, E>(self, all: impl IntoIterator<Item = Result<T, E>>) -> Result<Part<T>, E> {
        let mut part = Part { items: Vec::new(), total: 0 };
        for item in all {
            let item = item?;
            if part.total >= self.skip && part.items.len() < self.limit {
                part.items.push(item);
            }
            part.total += 1;
        }
        Ok(part)
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<T> {
    /// What is in it.
    pub items: Vec<T>,
    /// How many there are in the whole list.
    pub total: usize,
}

impl<T> Part<T> {
    /// The same part, of other things.
    ///
    /// # Errors
    /// The first one of `change`.
    pub fn map<U, E>(self, change: impl FnMut(T) -> Result<U, E>) -> Result<Part<U>, E> {
        Ok(Part { items: self.items.into_iter().map(change).collect::<Result<_, _>>()?, total: self.total })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_keeps_its_part_and_counts_all() {
        let all = || (0..10).map(Ok::<_, ()>);
        assert_eq!(Window { skip: 3, limit: 2 }.of(all()), Ok(Part { items: vec![3, 4], total: 10 }));
        assert_eq!(Window { skip: 9, limit: 5 }.of(all()), Ok(Part { items: vec![9], total: 10 }));
        assert_eq!(Window { skip: 20, limit: 5 }.of(all()), Ok(Part { items: vec![], total: 10 }));
        assert_eq!(Window::ALL.of([Ok(1), Err("no")]), Err("no"));
    }
}
