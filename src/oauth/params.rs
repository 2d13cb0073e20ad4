//! The parameters of a protocol request, with the rules that hold for all of them (RFC 6749 §3.1, §3.2): an empty one
//! counts as left out, a repeated one is an error, an unknown one is ignored.

use super::error::OAuthError;

/// Parameters in the order they came.
#[derive(Clone, Default)]
pub struct Params {
    /// Every name and its value, one behind the other.
    text: String,
    /// Where in it each name ends, and where its value does.
    ends: Vec<(usize, usize)>,
}

impl Params {
    /// None yet, with room for so many whose names and values have so many bytes.
    pub fn with_room(pairs: usize, bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ends: Vec::with_capacity(pairs) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds one.
    pub fn push(&mut self, name: &str, value: &str) {
        self.text.push_str(name);
        let end_of_name = self.text.len();
        self.text.push_str(value);
        self.ends.push((end_of_name, self.text.len()));
    }

    /// The value of `name`, if it was sent once and not empty.
    pub fn one(&self, name: &str) -> Result<Option<&str>, OAuthError> {
        let mut values = self.all(name);
        let first = values.next();
        match values.next() {
            Some(_) => Err(OAuthError::invalid_request(format!("Multiple '{name}' in request."))),
            None => Ok(first.filter(|value| !value.is_empty())),
        }
    }

    /// The value of `name`, which must be there.
    pub fn required(&self, name: &str) -> Result<&str, OAuthError> {
        self.one(name)?.ok_or_else(|| OAuthError::invalid_request(format!("Missing '{name}' in request.")))
    }

    /// Every name with its value, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut begin = 0;
        self.ends.iter().filter_map(move |&(end_of_name, end)| {
            let name = self.text.get(std::mem::replace(&mut begin, end)..end_of_name)?;
            Some((name, self.text.get(end_of_name..end)?))
        })
    }

    /// Every value of `name`.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let mut begin = 0;
        self.ends.iter().filter_map(move |&(end_of_name, end)| {
            let own = std::mem::replace(&mut begin, end)..end_of_name;
            let same = own.len() == name.len() && self.text.as_bytes().get(own) == Some(name.as_bytes());
            same.then(|| self.text.get(end_of_name..end).unwrap_or_default())
        })
    }

    /// The first value of `name`, for forms of our own pages.
    pub fn first(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }
}

impl FromIterator<(String, String)> for Params {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut params = Self::default();
        pairs.into_iter().for_each(|(name, value)| params.push(&name, &value));
        params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_is_absent_and_twice_is_an_error() {
        let pairs = [("a", "1"), ("b", ""), ("c", "1"), ("c", "")];
        let params: Params = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(params.one("a").unwrap(), Some("1"));
        assert_eq!(params.one("b").unwrap(), None);
        assert_eq!(params.one("d").unwrap(), None);
        assert_eq!(params.one("c").unwrap_err().description(), "Multiple 'c' in request.");
        assert_eq!(params.required("b").unwrap_err().description(), "Missing 'b' in request.");
    }
}
