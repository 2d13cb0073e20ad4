//! Lists in pages.

use serde::Serialize;

use crate::http::request::Request;
use crate::store::window::Window;

const LARGEST_PAGE: usize = 50;

/// Which part of a list is asked for. What makes no sense counts as left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    page: usize,
    per_page: usize,
}

/// Which part of a list an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pagination {
    /// Whether a later page has something.
    pub has_next: bool,
    /// Whether this is not the first page.
    pub has_prev: bool,
    /// The page asked for, from 1.
    pub page: usize,
    /// How many pages there are; 0 for an empty list.
    pub pages: usize,
    /// How many items there are.
    pub total: usize,
}

impl PageRequest {
    /// Reads `page` (from 1) and `per_page` (1 to 50, `default` if left out).
    pub fn read(request: &Request, default: usize) -> Self {
        let number = |name| request.query_value(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
        Self {
            page: number("page").unwrap_or(1),
            per_page: number("per_page").map_or(default, |size| size.min(LARGEST_PAGE)),
        }
    }

    /// The same where people read it: how long a page is, its address does not say.
    pub fn for_people(request: &Request, size: usize) -> Self {
        Self { per_page: size, ..Self::read(request, size) }
    }

    /// Page `page` of pages of `per_page`; both at least 1.
    pub fn new(page: usize, per_page: usize) -> Self {
        Self { page: page.max(1), per_page: per_page.max(1) }
    }

    /// Which part that is.
    pub fn window(self) -> Window {
        Window { skip: (self.page - 1).saturating_mul(self.per_page), limit: self.per_page }
    }

    /// What is to be said of it, where the whole has `total` items.
    pub fn pagination(self, total: usize) -> Pagination {
        let Self { page, per_page } = self;
        let pages = total.div_ceil(per_page);
        Pagination { has_next: page < pages, has_prev: page > 1, page, pages, total }
    }

    /// The same for people: past the end they get the last page, or they would be told that there is nothing.
    pub fn of_those_there_are<T>(self, all: Vec<T>) -> (Vec<T>, Pagination) {
        let last = self.pagination(all.len()).pages.max(1);
        Self { page: self.page.min(last), ..self }.of(all)
    }

    /// The part of `all` that is asked for.
    pub fn of<T>(self, all: Vec<T>) -> (Vec<T>, Pagination) {
        let pagination = self.pagination(all.len());
        let Window { skip, limit } = self.window();
        (all.into_iter().skip(skip).take(limit).collect(), pagination)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_in_pages() {
        let (part, pagination) = PageRequest::new(2, 5).of((1..=12).collect());
        assert_eq!(part, [6, 7, 8, 9, 10]);
        assert_eq!(pagination, Pagination { has_next: true, has_prev: true, page: 2, pages: 3, total: 12 });
    }

    #[test]
    fn an_empty_list_and_a_page_past_the_end_are_no_errors() {
        let (part, pagination) = PageRequest::new(1, 5).of(Vec::<u8>::new());
        assert!(part.is_empty());
        assert_eq!(pagination, Pagination { has_next: false, has_prev: false, page: 1, pages: 0, total: 0 });
        let (part, pagination) = PageRequest::new(usize::MAX, 5).of(vec![1]);
        assert!(part.is_empty());
        assert_eq!(pagination.pages, 1);
        assert!(pagination.has_prev && !pagination.has_next);
        let (part, pagination) = PageRequest::new(usize::MAX, 5).of_those_there_are((1..=12).collect());
        assert_eq!((part.as_slice(), pagination.page, pagination.has_next), (&[11, 12][..], 3, false));
        assert_eq!(PageRequest::new(7, 5).of_those_there_are(Vec::<u8>::new()).1.page, 1);
    }
}
