//! Flat JSON objects (RFC 8259), written piece by piece into one buffer: for answers that are given thousands of times a
//! second. All else that is JSON goes through serde.

/// As many as the largest number has.
const MOST_DIGITS: usize = 20;
const DIGITS: [u8; 10] = *b"0123456789";

/// An object that is being written.
pub struct Object(Vec<u8>);

impl Object {
    /// One with nothing in it yet, and room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        let mut text = Vec::with_capacity(bytes);
        text.push(b'{');
        Self(text)
    }

    /// Adds a text. A name is written as it is, so it is one of this program's.
    pub fn text(&mut self, name: &'static str, value: &str) {
        self.words(name, [value]);
    }

    /// Adds words, with blanks between them, as one text.
    pub fn words<'w>(&mut self, name: &'static str, words: impl IntoIterator<Item = &'w str>) {
        self.name(name);
        self.0.push(b'"');
        for (place, word) in words.into_iter().enumerate() {
            if place > 0 {
                self.0.push(b' ');
            }
            self.escaped(word);
        }
        self.0.push(b'"');
    }

    /// Adds a number.
    pub fn number(&mut self, name: &'static str, value: u64) {
        self.name(name);
        self.digits(value);
    }

    /// Adds a number as text.
    pub fn number_as_text(&mut self, name: &'static str, value: u64) {
        self.name(name);
        self.0.push(b'"');
        self.digits(value);
        self.0.push(b'"');
    }

    /// Adds `true` or `false`.
    pub fn flag(&mut self, name: &'static str, value: bool) {
        self.name(name);
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// The whole.
    pub fn finish(mut self) -> Vec<u8> {
        self.0.push(b'}');
        self.0
    }

    fn name(&mut self, name: &'static str) {
        self.0.extend_from_slice(if self.0.len() > 1 { b",\"" } else { b"\"" });
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b"\":");
    }

    fn escaped(&mut self, text: &str) {
        // Without a way out of the loop it looks at many bytes at once.
        let plain = text.bytes().fold(true, |plain, byte| plain & (byte >= b' ') & (byte != b'"') & (byte != b'\\'));
        if plain {
            return self.0.extend_from_slice(text.as_bytes());
        }
        for byte in text.bytes() {
            match byte {
                b'"' | b'\\' => self.0.extend_from_slice(&[b'\\', byte]),
                b'\n' => self.0.extend_from_slice(b"\\n"),
                b'\r' => self.0.extend_from_slice(b"\\r"),
                b'\t' => self.0.extend_from_slice(b"\\t"),
                0x08 => self.0.extend_from_slice(b"\\b"),
                0x0c => self.0.extend_from_slice(b"\\f"),
                0..b' ' => self.0.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
                _ => self.0.push(byte),
            }
        }
    }

    fn digits(&mut self, mut value: u64) {
        let (mut digits, mut begin) = ([0; MOST_DIGITS], MOST_DIGITS);
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[usize::try_from(value % 10).unwrap_or_default()];
            (value, begin) = (value / 10, begin - 1);
            if value == 0 {
                break;
            }
        }
        self.0.extend_from_slice(digits.get(begin..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_json_that_serde_writes(text in "(\\PC|[\\x00-\\x20\"\\\\é\u{2028}])*", number in any::<u64>(), flag in any::<bool>()) {
            let mut object = Object::with_room(16);
            object.flag("a", flag);
            object.text("b", &text);
            object.number("c", number);
            object.words("d", [&*text, "x", &*text]);
            object.number_as_text("e", number);
            let all = format!("{text} x {text}");
            let expected = json!({ "a": flag, "b": text, "c": number, "d": all, "e": number.to_string() });
            prop_assert_eq!(String::from_utf8(object.finish()).unwrap(), expected.to_string());
        }
    }

    #[test]
    fn nothing_is_an_object_too() {
        let mut empty = Object::with_room(0);
        assert_eq!(Object::with_room(0).finish(), b"{}");
        empty.words("a", []);
        assert_eq!(empty.finish(), br#"{"a":""}"#);
    }
}
